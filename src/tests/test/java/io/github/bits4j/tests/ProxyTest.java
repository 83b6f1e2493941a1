package io.github.bits4j.tests;

import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static io.github.bits4j.embedded.transfer.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobNetwork;
import io.github.bits4j.JobState;
import io.github.bits4j.ProxySettings;
import io.github.bits4j.ProxyUsage;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.TestService;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jspecify.annotations.Nullable;

/**
 * SetProxySettings and GetProxySettings, and a proxy on the loopback interface.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-setproxysettings">SetProxySettings</a>
 */
class ProxyTest extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(20_000, 3);

    private ScriptedServer proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = new ScriptedServer().replies(file(CONTENT, "ETag: \"1\""));
    }

    @AfterEach
    void stop() throws IOException {
        if (proxy != null) {
            proxy.close();
        }
    }

    private BackgroundCopyJob job() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no proxy settings");
        session.require(Feature.PROXIES);
        return session.job();
    }

    private static int setRaw(BackgroundCopyJob job, int usage, @Nullable String list, @Nullable String bypass) {
        return new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB).call((vtable, self, arena) ->
                IBackgroundCopyJobVtbl.SetProxySettings.invoke(IBackgroundCopyJobVtbl.SetProxySettings(vtable), self, usage,
                        WideString.allocate(arena, list), WideString.allocate(arena, bypass)));
    }

    @Test
    void a_new_job_uses_the_users_proxies() {
        assertThat(job().network().proxy()).isEqualTo(ProxySettings.preconfigured());
    }

    static List<ProxySettings> settings() {
        return List.of(ProxySettings.of("p1:80", "localhost"),
                ProxySettings.of(List.of("http=http://p1:80", "p2:8080"), List.of("*.test", "<local>")),
                ProxySettings.of("p"), ProxySettings.none(), ProxySettings.autodetect(), ProxySettings.preconfigured());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settings_are_given_back(ProxySettings settings) {
        JobNetwork network = job().network();
        network.setProxy(ProxySettings.of("another", "bypass"));
        network.setProxy(settings);
        assertThat(network.proxy()).isEqualTo(settings);
    }

    @Test
    void what_the_typed_api_refuses_changes_nothing() {
        JobNetwork network = job().network();
        network.setProxy(ProxySettings.of("p", "h"));
        assertThatIllegalArgumentException().isThrownBy(() ->
                network.setProxy(new ProxySettings(ProxyUsage.NO_PROXY, List.of("p"), List.of())));
        assertThatIllegalArgumentException().isThrownBy(() ->
                network.setProxy(new ProxySettings(ProxyUsage.OVERRIDE, List.of(), List.of("h"))));
        assertThatIllegalArgumentException().isThrownBy(() ->
                network.setProxy(new ProxySettings(ProxyUsage.UNKNOWN, List.of(), List.of())));
        assertThatIllegalArgumentException().isThrownBy(() ->
                network.setProxy(new ProxySettings(ProxyUsage.OVERRIDE, List.of("a b"), List.of())));
        assertThat(network.proxy()).isEqualTo(ProxySettings.of("p", "h"));
    }

    @Test
    void the_service_refuses_it_too() {
        BackgroundCopyJob job = job();
        assertThat(setRaw(job, 2, null, null)).isEqualTo(HResult.E_INVALIDARG);
        assertThat(setRaw(job, 1, "p", null)).isEqualTo(HResult.E_INVALIDARG);
        assertThat(setRaw(job, 0, null, "h")).isEqualTo(HResult.E_INVALIDARG);
        assertThat(setRaw(job, 4, null, null)).isEqualTo(HResult.E_NOTIMPL);
        assertThat(job.network().proxy()).isEqualTo(ProxySettings.preconfigured());
    }

    @Test
    void lists_have_a_limit() {
        BackgroundCopyJob job = job();
        String limit = "p".repeat(ProxySettings.MAX_LIST);
        job.network().setProxy(ProxySettings.of(limit, limit));
        assertThat(job.network().proxy()).isEqualTo(ProxySettings.of(limit, limit));
        Assumptions.assumeTrue(service.isEmbedded(), "documented as 4000 characters and as 32 KB");
        assertThat(setRaw(job, 2, limit + "p", null)).isEqualTo(HResult.BG_E_PROXY_LIST_TOO_LARGE);
        assertThat(setRaw(job, 2, "p", limit + "p")).isEqualTo(HResult.BG_E_PROXY_BYPASS_LIST_TOO_LARGE);
    }

    @Test
    void blanks_of_any_kind_separate_what_another_program_has_set() {
        BackgroundCopyJob job = job();
        Assumptions.assumeTrue(service.isEmbedded(), "the system's may give them back otherwise");
        assertThat(setRaw(job, 2, " a  b\tc ", " ")).isZero();
        assertThat(job.network().proxy()).isEqualTo(ProxySettings.of(List.of("a", "b", "c"), List.of()));
    }

    @Test
    void a_place_for_each_is_needed() {
        BackgroundCopyJob job = job();
        Assumptions.assumeTrue(service.isEmbedded(), "the system's proxy would read the other places");
        RawInterface raw = new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB);
        for (int missing = 0; missing < 3; missing++) {
            int nowhere = missing;
            assertThat(raw.<Integer>call((vtable, self, arena) -> {
                MemorySegment[] places = {arena.allocate(8, 8), arena.allocate(8, 8), arena.allocate(8, 8)};
                places[nowhere] = MemorySegment.NULL;
                return IBackgroundCopyJobVtbl.GetProxySettings.invoke(IBackgroundCopyJobVtbl.GetProxySettings(vtable), self,
                        places[0], places[1], places[2]);
            })).isEqualTo(HResult.E_INVALIDARG);
        }
    }

    @Test
    void the_file_comes_through_the_proxy() throws Exception {
        BackgroundCopyJob job = job();
        job.network().setProxy(ProxySettings.of("127.0.0.1:" + proxy.port()));
        job.addFile(URI.create("http://origin.invalid/file?x=1"), session.directory.resolve("proxied"));
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(session.directory.resolve("proxied")).hasBinaryContent(CONTENT);
        assertThat(proxy.requests).isNotEmpty().allSatisfy(request ->
                assertThat(request.path()).isEqualTo("http://origin.invalid/file?x=1"));
    }

    @Test
    void a_bypass_goes_past_the_proxy() {
        BackgroundCopyJob job = job();
        proxy.replies(status(502));
        job.network().setProxy(ProxySettings.of("127.0.0.1:" + proxy.port(), "127.0.0.1"));
        job.addFile(session.server.file("/direct", CONTENT).uri(), session.directory.resolve("direct"));
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(proxy.requests).isEmpty();
    }

    @Test
    void a_list_that_names_no_proxy_is_an_error_at_work() {
        BackgroundCopyJob job = job();
        job.network().setProxy(ProxySettings.of(List.of("http://user@no", "proxy", "at", "all:x"), List.of()));
        job.addFile(session.server.file("/direct", CONTENT).uri(), session.directory.resolve("direct"));
        job.resume();
        awaitState(job, JobState.ERROR);
        assertThat(job.readError().orElseThrow().hresult()).isEqualTo(HResult.BG_E_INVALID_PROXY_INFO);
    }

    @Test
    void an_ended_job_keeps_its_settings() {
        BackgroundCopyJob job = job();
        job.cancel();
        assertFails(HResult.BG_E_INVALID_STATE, () -> job.network().setProxy(ProxySettings.none()));
        assertThat(job.network().proxy()).isEqualTo(ProxySettings.preconfigured());
    }

    @Test
    void delivery_optimization_has_none() {
        Assumptions.assumeTrue(service == TestService.EMBEDDED_DELIVERY_OPTIMIZATION,
                "the other services may have them");
        BackgroundCopyJob job = session.job();
        assertFails(HResult.E_NOTIMPL, () -> job.network().setProxy(ProxySettings.none()));
        assertFails(HResult.E_NOTIMPL, job.network()::proxy);
    }
}
