package io.github.bits4j.tests;

import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static io.github.bits4j.embedded.transfer.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.JobState;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.TestService;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void a_new_job_uses_the_users_proxies() {
        assertThat(RawProxy.get(job())).isEqualTo(new RawProxy(RawProxy.PRECONFIG, null, null));
    }

    @Test
    void settings_are_given_back() {
        BackgroundCopyJob job = job();
        assertThat(RawProxy.set(job, RawProxy.OVERRIDE, "p1:80 p2:8080", "localhost")).isEqualTo(HResult.S_OK);
        assertThat(RawProxy.get(job)).isEqualTo(new RawProxy(RawProxy.OVERRIDE, "p1:80 p2:8080", "localhost"));
        assertThat(RawProxy.set(job, RawProxy.AUTODETECT, null, null)).isEqualTo(HResult.S_OK);
        assertThat(RawProxy.get(job)).isEqualTo(new RawProxy(RawProxy.AUTODETECT, null, null));
    }

    @Test
    void lists_go_with_override_only() {
        BackgroundCopyJob job = job();
        assertThat(RawProxy.set(job, RawProxy.OVERRIDE, null, null)).isEqualTo(HResult.E_INVALIDARG);
        assertThat(RawProxy.set(job, RawProxy.NO_PROXY, "p", null)).isEqualTo(HResult.E_INVALIDARG);
        assertThat(RawProxy.set(job, RawProxy.PRECONFIG, null, "h")).isEqualTo(HResult.E_INVALIDARG);
        assertThat(RawProxy.set(job, 4, null, null)).isEqualTo(HResult.E_NOTIMPL);
        assertThat(RawProxy.get(job).usage()).isEqualTo(RawProxy.PRECONFIG);
    }

    @Test
    void lists_have_a_limit() {
        BackgroundCopyJob job = job();
        Assumptions.assumeTrue(service.isEmbedded(), "documented as 4000 characters and as 32 KB");
        assertThat(RawProxy.set(job, RawProxy.OVERRIDE, "p".repeat(4001), null))
                .isEqualTo(HResult.BG_E_PROXY_LIST_TOO_LARGE);
        assertThat(RawProxy.set(job, RawProxy.OVERRIDE, "p", "h".repeat(4001)))
                .isEqualTo(HResult.BG_E_PROXY_BYPASS_LIST_TOO_LARGE);
        assertThat(RawProxy.set(job, RawProxy.OVERRIDE, "p".repeat(4000), "h".repeat(4000))).isEqualTo(HResult.S_OK);
    }

    @Test
    void a_place_for_each_is_needed() {
        BackgroundCopyJob job = job();
        Assumptions.assumeTrue(service.isEmbedded(), "the system's proxy would read the other places");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(8);
            assertThat(RawProxy.get(job, MemorySegment.NULL, place, place)).isEqualTo(HResult.E_INVALIDARG);
            assertThat(RawProxy.get(job, place, MemorySegment.NULL, place)).isEqualTo(HResult.E_INVALIDARG);
            assertThat(RawProxy.get(job, place, place, MemorySegment.NULL)).isEqualTo(HResult.E_INVALIDARG);
        }
    }

    @Test
    void the_file_comes_through_the_proxy() throws Exception {
        BackgroundCopyJob job = job();
        assertThat(RawProxy.set(job, RawProxy.OVERRIDE, "127.0.0.1:" + proxy.port(), null)).isEqualTo(HResult.S_OK);
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
        assertThat(RawProxy.set(job, RawProxy.OVERRIDE, "127.0.0.1:" + proxy.port(), "127.0.0.1")).isEqualTo(HResult.S_OK);
        job.addFile(session.server.file("/direct", CONTENT).uri(), session.directory.resolve("direct"));
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(proxy.requests).isEmpty();
    }

    @Test
    void a_list_that_names_no_proxy_is_an_error_at_work() {
        BackgroundCopyJob job = job();
        assertThat(RawProxy.set(job, RawProxy.OVERRIDE, "http://user@no proxy at all:x", null)).isEqualTo(HResult.S_OK);
        job.addFile(session.server.file("/direct", CONTENT).uri(), session.directory.resolve("direct"));
        job.resume();
        awaitState(job, JobState.ERROR);
        assertThat(job.readError().orElseThrow().hresult()).isEqualTo(HResult.BG_E_INVALID_PROXY_INFO);
    }

    @Test
    void an_ended_job_keeps_its_settings() {
        BackgroundCopyJob job = job();
        job.cancel();
        assertThat(RawProxy.set(job, RawProxy.NO_PROXY, null, null)).isEqualTo(HResult.BG_E_INVALID_STATE);
        assertThat(RawProxy.get(job).usage()).isEqualTo(RawProxy.PRECONFIG);
    }

    @Test
    void delivery_optimization_has_none() {
        Assumptions.assumeTrue(service == TestService.EMBEDDED_DELIVERY_OPTIMIZATION,
                "the other services may have them");
        BackgroundCopyJob job = session.job();
        assertThat(RawProxy.set(job, RawProxy.NO_PROXY, null, null)).isEqualTo(HResult.E_NOTIMPL);
        assertFails(HResult.E_NOTIMPL, () -> RawProxy.get(job));
    }
}
