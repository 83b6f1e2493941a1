package io.github.bits4j;

import static io.github.bits4j.bindings.bits.bits_h.C_INT;
import static io.github.bits4j.bindings.bits.bits_h.C_POINTER;

import io.github.bits4j.bindings.bits.IBackgroundCopyJob2Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob2Vtbl.*;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.com.WideString;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * The way to the server: proxies and credentials.
 *
 * <table class="striped">
 * <caption>What needs which version</caption>
 * <thead><tr><th scope="col">Method</th><th scope="col">Needs</th></tr></thead>
 * <tbody>
 * <tr><td>{@link #proxy()}, {@link #setProxy}</td><td>any BITS; {@link ProxyUsage#AUTODETECT} BITS 2.0</td></tr>
 * <tr><td>{@link #setCredentials}, {@link #removeCredentials}</td><td>BITS 1.5: IBackgroundCopyJob2</td></tr>
 * </tbody>
 * </table>
 *
 * <p>Delivery Optimization has none of these: E_NOTIMPL for proxies, {@link UnsupportedInterfaceException} for credentials.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/bits/authentication">Authentication in BITS</a>
 */
public final class JobNetwork {
    private static final long PROXIES = C_POINTER.byteSize();
    private static final long BYPASS = 2 * C_POINTER.byteSize();
    private static final long END = 3 * C_POINTER.byteSize();

    private final ServiceInterface job;
    private final ServiceInterface job2;

    JobNetwork(BackgroundCopyJob job) {
        this.job = job.methods;
        this.job2 = job.newer.methods("IBackgroundCopyJob2", InterfaceIds.IBACKGROUND_COPY_JOB2);
    }

    /**
     * The proxies that the job takes; {@link ProxySettings#preconfigured()} in a new job.
     *
     * @throws BackgroundCopyException E_NOTIMPL on Delivery Optimization
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-getproxysettings">GetProxySettings</a>
     */
    public ProxySettings proxy() {
        return job.get("GetProxySettings", IBackgroundCopyJobVtbl::GetProxySettings,
                (function, self, out) -> IBackgroundCopyJobVtbl.GetProxySettings.invoke(
                        function, self, out, out.asSlice(PROXIES), out.asSlice(BYPASS)),
                arena -> arena.allocate(END, C_POINTER.byteAlignment()), JobNetwork::takeProxy);
    }

    private static ProxySettings takeProxy(MemorySegment out) {
        MemorySegment proxies = out.get(C_POINTER, PROXIES);
        MemorySegment bypass = out.get(C_POINTER, BYPASS);
        try {
            return ProxySettings.read(out.get(C_INT, 0), WideString.readNullable(proxies), WideString.readNullable(bypass));
        } finally {
            TaskMemory.free(proxies);
            TaskMemory.free(bypass);
        }
    }

    /**
     * Chooses the proxies. Services that run as LocalSystem have no settings of a user's and should name their own. Proxies
     * that cannot be used become known when the job runs: it fails with BG_E_INVALID_PROXY_INFO.
     *
     * @throws IllegalArgumentException for settings that no job takes: those of another kind than the factories of
     *     {@link ProxySettings} make
     * @throws BackgroundCopyException BG_E_INVALID_STATE if the job is cancelled or completed; E_NOTIMPL on Delivery
     *     Optimization
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-setproxysettings">SetProxySettings</a>
     */
    public void setProxy(ProxySettings settings) {
        ProxySettings checked = settings.requireSettable();
        job.run("SetProxySettings", IBackgroundCopyJobVtbl::SetProxySettings, (function, self, arena) ->
                IBackgroundCopyJobVtbl.SetProxySettings.invoke(function, self, checked.usage().code(),
                        WideString.allocate(arena, ProxySettings.list(checked.proxies())),
                        WideString.allocate(arena, ProxySettings.list(checked.bypass()))));
    }

    /**
     * Gives the job credentials, in the place of those for the same target and scheme. A server or proxy sees them when it
     * asks for them, and not before.
     *
     * <p>They should be there before the first {@link BackgroundCopyJob#resume()}. A job that has none of the scheme that it is
     * asked for, or whose credentials are refused, fails with BG_E_HTTP_ERROR_401 (server) or BG_E_HTTP_ERROR_407 (proxy): give
     * it others, for all schemes that come into question, and resume it. The service keeps them, encrypted, as long as the job
     * lives; nobody can read them, and a new owner of the job does not get them. Of the copies in this process, that in native
     * memory is wiped before this returns.
     *
     * @param credentials may be closed when this has returned
     * @throws UnsupportedInterfaceException if the service has no IBackgroundCopyJob2: Delivery Optimization
     * @throws BackgroundCopyException BG_E_INVALID_STATE if the job is cancelled or completed; E_ACCESSDENIED if it is somebody
     *     else's
     * @throws IllegalStateException if the credentials are closed
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/nf-bits1_5-ibackgroundcopyjob2-setcredentials">SetCredentials</a>
     */
    public void setCredentials(Credentials credentials) {
        Objects.requireNonNull(credentials, "credentials");
        job2.run("SetCredentials", IBackgroundCopyJob2Vtbl::SetCredentials, (function, self, arena) -> {
            try (NativeCredentials copy = credentials.allocate(arena)) {
                return SetCredentials.invoke(function, self, copy.segment());
            }
        });
    }

    /**
     * Takes credentials away from the job.
     *
     * @return whether there were any for this target and scheme
     * @throws UnsupportedInterfaceException if the service has no IBackgroundCopyJob2: Delivery Optimization
     * @throws BackgroundCopyException BG_E_INVALID_STATE if the job is cancelled or completed; E_ACCESSDENIED if it is somebody
     *     else's
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/nf-bits1_5-ibackgroundcopyjob2-removecredentials">RemoveCredentials</a>
     */
    public boolean removeCredentials(AuthTarget target, AuthScheme scheme) {
        int from = target.code();
        int of = scheme.code();
        return job2.run("RemoveCredentials", IBackgroundCopyJob2Vtbl::RemoveCredentials, (function, self, arena) ->
                RemoveCredentials.invoke(function, self, from, of)) != HResult.S_FALSE;
    }
}
