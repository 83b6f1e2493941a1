package io.github.bits4j;

import static io.github.bits4j.bindings.bits.bits_h.C_POINTER;

import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptions2Vtbl.GetHttpMethod;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptions2Vtbl.SetHttpMethod;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptions2Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptions3Vtbl.MakeCustomHeadersWriteOnly;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptions3Vtbl.SetServerCertificateValidationInterface;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptions3Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptionsVtbl.*;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptionsVtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.internal.Arguments;
import io.github.bits4j.internal.HeaderLines;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a job says to an HTTP server, and what it lets pass: headers, method, certificates, redirects.
 *
 * <table class="striped">
 * <caption>What needs which version</caption>
 * <thead><tr><th scope="col">Method</th><th scope="col">Needs</th></tr></thead>
 * <tbody>
 * <tr><td>{@link #customHeaders()}, {@link #setCustomHeaders}, {@link #clearCustomHeaders()}, {@link #security()},
 *     {@link #setSecurity}, {@link #clientCertificate()}, {@link #setClientCertificate},
 *     {@link #setClientCertificateBySubject}, {@link #removeClientCertificate()}</td>
 *     <td>BITS 2.5: IBackgroundCopyJobHttpOptions (Windows Vista; redirect policies BITS 3.0, there too)</td></tr>
 * <tr><td>{@link #method()}, {@link #setMethod}</td>
 *     <td>BITS 10.2: IBackgroundCopyJobHttpOptions2 (Windows 10 1809)</td></tr>
 * <tr><td>{@link #makeCustomHeadersWriteOnly()}, {@link #setServerCertificateCheck},
 *     {@link #clearServerCertificateCheck()}</td>
 *     <td>BITS 10.3: IBackgroundCopyJobHttpOptions3 (Windows 10 1903)</td></tr>
 * </tbody>
 * </table>
 *
 * <p>On an older service, and on Delivery Optimization, they throw {@link UnsupportedInterfaceException}. Those that change
 * something fail with BG_E_INVALID_STATE if the job is cancelled or completed, and with E_ACCESSDENIED if it is somebody
 * else's. A new owner of a job gets neither its headers nor its client certificate.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nn-bits2_5-ibackgroundcopyjobhttpoptions">IBackgroundCopyJobHttpOptions</a>
 */
public final class JobHttpOptions {
    /** The most characters that all custom headers have together, each as {@code name: value} with a CRLF. */
    public static final int MAX_CUSTOM_HEADERS = 16_383;

    private static final int RPC_X_BAD_STUB_DATA = HResult.ofWin32(1783);

    private final BackgroundCopyJob job;
    private final ServiceInterface options;
    private final ServiceInterface options2;
    private final ServiceInterface options3;

    JobHttpOptions(BackgroundCopyJob job) {
        this.job = job;
        this.options = job.newer.methods("IBackgroundCopyJobHttpOptions", InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS);
        this.options2 = job.newer.methods("IBackgroundCopyJobHttpOptions2", InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS2);
        this.options3 = job.newer.methods("IBackgroundCopyJobHttpOptions3", InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS3);
    }

    // Headers

    /**
     * The headers that the job adds to its requests, in their order, names as they were first spelled; empty if there are none.
     * The map is immutable and finds names in that spelling only.
     *
     * @throws BackgroundCopyException E_ACCESSDENIED if the job is somebody else's, or once they are write-only
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nf-bits2_5-ibackgroundcopyjobhttpoptions-getcustomheaders">GetCustomHeaders</a>
     */
    public Map<String, List<String>> customHeaders() {
        return options.find("GetCustomHeaders", IBackgroundCopyJobHttpOptionsVtbl::GetCustomHeaders, GetCustomHeaders::invoke,
                arena -> arena.allocate(C_POINTER), ServiceInterface::takeString).map(HeaderLines::parse).orElse(Map.of());
    }

    /**
     * Sets the headers that are sent with each request of the job, in the place of those that were set before. The service keeps
     * them encrypted.
     *
     * @param headers names, which are tokens of HTTP, and for each the values, one header line per value, without control
     *     characters; {@value #MAX_CUSTOM_HEADERS} characters in all. None at all to remove them
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nf-bits2_5-ibackgroundcopyjobhttpoptions-setcustomheaders">SetCustomHeaders</a>
     */
    public void setCustomHeaders(Map<String, List<String>> headers) {
        String lines = lines(headers);
        setHeaderLines(lines.isEmpty() ? null : lines);
    }

    static String lines(Map<String, List<String>> headers) {
        return Arguments.text("headers", HeaderLines.render(headers), MAX_CUSTOM_HEADERS);
    }

    /** Removes the custom headers. Throws as {@link #setCustomHeaders} does. */
    public void clearCustomHeaders() {
        setHeaderLines(null);
    }

    private void setHeaderLines(@Nullable String lines) {
        options.setString("SetCustomHeaders", IBackgroundCopyJobHttpOptionsVtbl::SetCustomHeaders, SetCustomHeaders::invoke,
                lines);
    }

    /**
     * From now on no program can read the custom headers, which go on being sent and can still be changed: for tokens and other
     * secrets. Cannot be undone.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits10_3/nf-bits10_3-ibackgroundcopyjobhttpoptions3-makecustomheaderswriteonly">MakeCustomHeadersWriteOnly</a>
     */
    public void makeCustomHeadersWriteOnly() {
        options3.call("MakeCustomHeadersWriteOnly", IBackgroundCopyJobHttpOptions3Vtbl::MakeCustomHeadersWriteOnly,
                MakeCustomHeadersWriteOnly::invoke);
    }

    // Security and method

    /**
     * Which checks of servers' certificates are left out or added, and what is done about redirects;
     * {@link HttpSecurity#defaults()} in a new job.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nf-bits2_5-ibackgroundcopyjobhttpoptions-getsecurityflags">GetSecurityFlags</a>
     */
    public HttpSecurity security() {
        return new HttpSecurity(options.getInt("GetSecurityFlags", IBackgroundCopyJobHttpOptionsVtbl::GetSecurityFlags,
                GetSecurityFlags::invoke));
    }

    /**
     * Chooses the checks, and what is done about redirects. The policy for redirects is for downloads only.
     *
     * @throws BackgroundCopyException E_NOTIMPL if the service does not know a flag
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nf-bits2_5-ibackgroundcopyjobhttpoptions-setsecurityflags">SetSecurityFlags</a>
     */
    public void setSecurity(HttpSecurity security) {
        options.setInt("SetSecurityFlags", IBackgroundCopyJobHttpOptionsVtbl::SetSecurityFlags, SetSecurityFlags::invoke,
                security.bits());
    }

    /**
     * The method of the requests: {@code GET} or {@code BITS_POST}, if nobody has set another.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits10_2/nf-bits10_2-ibackgroundcopyjobhttpoptions2-gethttpmethod">GetHttpMethod</a>
     */
    public String method() {
        return options2.getString("GetHttpMethod", IBackgroundCopyJobHttpOptions2Vtbl::GetHttpMethod, GetHttpMethod::invoke);
    }

    /**
     * Chooses another method, before the first {@link BackgroundCopyJob#resume()}.
     *
     * <p>With one that is not the job's usual one, the job's priority is {@link JobPriority#FOREGROUND} for good, each error is
     * final, a file that was interrupted begins from the start, and neither dynamic content nor transfer on demand is possible.
     *
     * @param method a token of HTTP
     * @throws BackgroundCopyException BG_E_INVALID_STATE once the job has been resumed;
     *     BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD for dynamic content
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits10_2/nf-bits10_2-ibackgroundcopyjobhttpoptions2-sethttpmethod">SetHttpMethod</a>
     */
    public void setMethod(String method) {
        options2.setString("SetHttpMethod", IBackgroundCopyJobHttpOptions2Vtbl::SetHttpMethod, SetHttpMethod::invoke,
                HeaderLines.token("method", method));
    }

    // Certificates

    /**
     * The certificate that the job shows to servers which ask for one; empty if there is none, or if the caller may not use it.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nf-bits2_5-ibackgroundcopyjobhttpoptions-getclientcertificate">GetClientCertificate</a>
     */
    public Optional<ClientCertificate> clientCertificate() {
        try {
            return Optional.of(options.get("GetClientCertificate", IBackgroundCopyJobHttpOptionsVtbl::GetClientCertificate,
                    (function, self, out) -> GetClientCertificate.invoke(function, self, out,
                            out.asSlice(ClientCertificate.STORE), out.asSlice(ClientCertificate.HASH),
                            out.asSlice(ClientCertificate.SUBJECT)),
                    arena -> arena.allocate(ClientCertificate.END, C_POINTER.byteAlignment()), ClientCertificate::take));
        } catch (BackgroundCopyException e) {
            if (e.hresult() == RPC_X_BAD_STUB_DATA) { // how the service says that there is none
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Chooses the certificate with a hash. Not for those on smart cards.
     *
     * @param store the store's name, such as {@code MY}, the user's own certificates
     * @param hash the SHA-1 hash of the certificate, 20 bytes
     * @throws BackgroundCopyException CRYPT_E_NOT_FOUND if there is no such certificate;
     *     HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND) if there is no such store; E_ACCESSDENIED if the user may not use it
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nf-bits2_5-ibackgroundcopyjobhttpoptions-setclientcertificatebyid">SetClientCertificateByID</a>
     */
    public void setClientCertificate(CertificateStoreLocation location, String store, byte[] hash) {
        int code = code(location);
        String storeName = name("store", store);
        hash(hash);
        options.run("SetClientCertificateByID", IBackgroundCopyJobHttpOptionsVtbl::SetClientCertificateByID,
                (function, self, arena) -> SetClientCertificateByID.invoke(function, self, code,
                        WideString.allocate(arena, storeName), arena.allocateFrom(ValueLayout.JAVA_BYTE, hash)));
    }

    /**
     * Chooses the first certificate for clients whose subject's name has the given part. A hash is safer, since names are not
     * unique.
     *
     * @param store the store's name, such as {@code MY}, the user's own certificates
     * @param subject adjacent parts of the name without their keys, separated by commas, in the reverse order of how they are
     *     shown: {@code name3, name2, name1} for {@code CN=name1, OU=name2, O=name3}
     * @throws BackgroundCopyException as {@link #setClientCertificate} does
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nf-bits2_5-ibackgroundcopyjobhttpoptions-setclientcertificatebyname">SetClientCertificateByName</a>
     */
    public void setClientCertificateBySubject(CertificateStoreLocation location, String store, String subject) {
        int code = code(location);
        String storeName = name("store", store);
        String subjectName = name("subject", subject);
        options.run("SetClientCertificateByName", IBackgroundCopyJobHttpOptionsVtbl::SetClientCertificateByName,
                (function, self, arena) -> SetClientCertificateByName.invoke(function, self, code,
                        WideString.allocate(arena, storeName), WideString.allocate(arena, subjectName)));
    }

    static byte[] hash(byte[] hash) {
        if (hash.length != ClientCertificate.HASH_BYTES) {
            throw new IllegalArgumentException(
                    "hash: must be a SHA-1 hash of " + ClientCertificate.HASH_BYTES + " bytes, has " + hash.length);
        }
        return hash;
    }

    static int code(CertificateStoreLocation location) {
        if (location == CertificateStoreLocation.UNKNOWN) {
            throw new IllegalArgumentException("location: must be one that the service knows, is UNKNOWN");
        }
        return location.code();
    }

    static String name(String argument, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(argument + ": must not be empty");
        }
        return Arguments.text(argument, value, ClientCertificate.MAX_NAME);
    }

    /**
     * Takes the certificate away from the job.
     *
     * @return whether there was one
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nf-bits2_5-ibackgroundcopyjobhttpoptions-removeclientcertificate">RemoveClientCertificate</a>
     */
    public boolean removeClientCertificate() {
        return options.call("RemoveClientCertificate", IBackgroundCopyJobHttpOptionsVtbl::RemoveClientCertificate,
                RemoveClientCertificate::invoke) != HResult.S_FALSE;
    }

    /**
     * Lets the application judge servers' certificates, in addition to the service's own checks.
     *
     * <p>The job has one check; whoever sets it last, in whichever process, is asked, and what another has accepted is forgotten.
     * The service's reference alone keeps it alive, until it is replaced or cleared or the job ends. It is not persisted: once
     * this process is gone, or this job or its manager is closed, no further server is accepted, and the job goes to
     * {@link JobState#TRANSIENT_ERROR} with BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED, until a check is set anew and the
     * job resumed.
     *
     * @throws BackgroundCopyException BG_E_READ_ONLY_WHEN_JOB_ACTIVE unless the job is suspended, as a new one is
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits10_3/nf-bits10_3-ibackgroundcopyjobhttpoptions3-setservercertificatevalidationinterface">SetServerCertificateValidationInterface</a>
     */
    public void setServerCertificateCheck(ServerCertificateCheck check) {
        ComObject object = new CertificateValidation(job, Objects.requireNonNull(check, "check")).newObject();
        try {
            setValidationInterface(object.pointer());
        } finally {
            object.release(); // the service has its own reference now, or refused
        }
    }

    /**
     * Removes the check, whoever set it: the service's own checks decide again. Throws as {@link #setServerCertificateCheck}
     * does.
     */
    public void clearServerCertificateCheck() {
        setValidationInterface(MemorySegment.NULL);
    }

    private void setValidationInterface(MemorySegment unknown) {
        options3.run("SetServerCertificateValidationInterface",
                IBackgroundCopyJobHttpOptions3Vtbl::SetServerCertificateValidationInterface,
                (function, self, arena) -> SetServerCertificateValidationInterface.invoke(function, self, unknown));
    }
}
