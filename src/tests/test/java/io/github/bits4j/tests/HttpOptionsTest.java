package io.github.bits4j.tests;

import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static io.github.bits4j.embedded.transfer.ScriptedServer.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.LoggedRequest;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.TestService;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/**
 * IBackgroundCopyJobHttpOptions to IBackgroundCopyJobHttpOptions3: headers, security flags and methods.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nn-bits2_5-ibackgroundcopyjobhttpoptions">bits2_5.h</a>
 */
class HttpOptionsTest extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(20_000, 6);
    private static final String HEADERS = "X-Token: abc\r\nX-Other: d e\r\n";
    private static final int RPC_X_NULL_REF_POINTER = HResult.ofWin32(1780);
    private static final int REDIRECT_REPORT = 0x100;
    private static final int REDIRECT_DISALLOW = 0x200;

    private BackgroundCopyJob job() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no HTTP options");
        return session.job();
    }

    private BackgroundCopyJob newest() {
        BackgroundCopyJob job = job();
        session.require(Feature.HTTP_OPTIONS_3);
        Assumptions.assumeTrue(has(job, InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS3), "this Windows is older than that");
        return job;
    }

    private static boolean has(BackgroundCopyJob job, Guid iid) {
        try (ComScope scope = new ComScope(); ComPointer identity = ComPointer.share(job.pointer(), scope)) {
            return identity.query(iid).isPresent();
        }
    }

    private static @Nullable String headersOf(RawHttpOptions options, int expected) {
        @Nullable String[] headers = {"nothing was written"};
        assertThat(options.getCustomHeaders(headers)).as("HRESULT").isEqualTo(expected);
        return headers[0];
    }

    @Test
    void all_interfaces_are_one_object() {
        BackgroundCopyJob job = newest();
        try (ComScope scope = new ComScope(); ComPointer first = ComPointer.share(job.pointer(), scope)) {
            ComPointer identity = first.query(Guid.IUNKNOWN).orElseThrow();
            for (Guid iid : List.of(InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS,
                    InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS2, InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS3)) {
                ComPointer options = first.query(iid).orElseThrow();
                assertThat(options.query(Guid.IUNKNOWN).orElseThrow().segment().address())
                        .isEqualTo(identity.segment().address());
                assertThat(options.query(InterfaceIds.IBACKGROUND_COPY_JOB2)).isPresent();
            }
        }
    }

    @Test
    void headers_are_sent_with_each_request_and_given_back() {
        BackgroundCopyJob job = job();
        ServedFile file = session.server.file("/headers", CONTENT);
        job.addFile(file.uri(), session.directory.resolve("headers"));
        try (RawHttpOptions options = RawHttpOptions.first(job)) {
            assertThat(options.setCustomHeaders(HEADERS)).isZero();
            assertThat(headersOf(options, HResult.S_OK)).isEqualTo(HEADERS);
        }
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(session.server.requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.header("X-Token")).contains("abc");
            assertThat(request.header("X-Other")).contains("d e");
        });
    }

    @Test
    void headers_can_be_removed() {
        BackgroundCopyJob job = job();
        try (RawHttpOptions options = RawHttpOptions.first(job)) {
            assertThat(headersOf(options, HResult.S_FALSE)).isNull();
            assertThat(options.setCustomHeaders(HEADERS)).isZero();
            assertThat(options.setCustomHeaders(null)).isZero();
            assertThat(headersOf(options, HResult.S_FALSE)).isNull();
        }
    }

    @Test
    void headers_have_a_limit_and_a_place() {
        BackgroundCopyJob job = job();
        session.require(Feature.HEADER_CHECKS);
        try (RawHttpOptions options = RawHttpOptions.first(job)) {
            assertThat(options.setCustomHeaders("X: " + "y".repeat(16_381))).isEqualTo(HResult.BG_E_STRING_TOO_LONG);
            assertThat(options.setCustomHeaders("X: " + "y".repeat(16_380))).isZero();
            assertThat(options.getCustomHeadersIntoNull()).isEqualTo(RPC_X_NULL_REF_POINTER);
            job.cancel();
            assertThat(options.setCustomHeaders(HEADERS)).isEqualTo(HResult.BG_E_INVALID_STATE);
        }
    }

    @Test
    void write_only_headers_are_sent_but_not_shown() {
        BackgroundCopyJob job = newest();
        ServedFile file = session.server.file("/headers", CONTENT);
        job.addFile(file.uri(), session.directory.resolve("headers"));
        try (RawHttpOptions options = RawHttpOptions.third(job)) {
            assertThat(options.setCustomHeaders(HEADERS)).isZero();
            assertThat(options.makeCustomHeadersWriteOnly()).isZero();
            assertThat(headersOf(options, HResult.E_ACCESSDENIED)).isNull();
            assertThat(options.setCustomHeaders("X-Token: new\r\n")).isZero();
            assertThat(headersOf(options, HResult.E_ACCESSDENIED)).isNull();
            job.resume();
            awaitState(job, JobState.TRANSFERRED);
            job.complete();
            assertThat(options.makeCustomHeadersWriteOnly()).as("always S_OK").isZero();
        }
        assertThat(session.server.requests()).isNotEmpty()
                .allSatisfy(request -> assertThat(request.header("X-Token")).contains("new"));
    }

    @Test
    void others_get_neither_headers_nor_settings() {
        Assumptions.assumeTrue(service == TestService.EMBEDDED_BITS, "needs another user");
        BackgroundCopyJob job = job();
        try (RawHttpOptions options = RawHttpOptions.third(job)) {
            assertThat(options.setCustomHeaders(HEADERS)).isZero();
        }
        try (BackgroundCopyManager stranger = session.embedded().connectAs("somebody else");
                RawHttpOptions options = RawHttpOptions.third(stranger.getJob(job.id()))) {
            assertThat(headersOf(options, HResult.E_ACCESSDENIED)).isNull();
            assertThat(options.setCustomHeaders(null)).isEqualTo(HResult.E_ACCESSDENIED);
            assertThat(options.setSecurityFlags(0)).isEqualTo(HResult.E_ACCESSDENIED);
            assertThat(options.setHttpMethod("POST")).isEqualTo(HResult.E_ACCESSDENIED);
            assertThat(options.makeCustomHeadersWriteOnly()).isEqualTo(HResult.E_ACCESSDENIED);
        }
    }

    @Test
    void a_new_owner_gets_no_headers() {
        Assumptions.assumeTrue(service.isEmbedded(), "taking one's own job is for administrators");
        BackgroundCopyJob job = job();
        try (RawHttpOptions options = RawHttpOptions.first(job)) {
            assertThat(options.setCustomHeaders(HEADERS)).isZero();
            assertThat(Raw.takeOwnership(job.pointer())).isZero();
            assertThat(headersOf(options, HResult.S_FALSE)).isNull();
        }
    }

    @Test
    void security_flags_are_given_back() {
        BackgroundCopyJob job = job();
        try (RawHttpOptions options = RawHttpOptions.first(job)) {
            assertThat(options.securityFlags()).isZero();
            assertThat(options.setSecurityFlags(0x1F | REDIRECT_REPORT)).isZero();
            assertThat(options.securityFlags()).isEqualTo(0x1F | REDIRECT_REPORT);
        }
    }

    @Test
    void an_unknown_security_flag_is_not_implemented() {
        BackgroundCopyJob job = job();
        Assumptions.assumeTrue(service.isEmbedded(), "a newer Windows may know it");
        try (RawHttpOptions options = RawHttpOptions.first(job)) {
            assertThat(options.setSecurityFlags(0x10000)).isEqualTo(HResult.E_NOTIMPL);
        }
    }

    private BackgroundCopyJob redirected(int flags) {
        BackgroundCopyJob job = job();
        if (flags != 0) {
            session.require(Feature.REDIRECT_POLICY);
        }
        URI target = session.server.file("/target", CONTENT).uri();
        ServedFile source = session.server.file("/source", CONTENT).always(Fault.redirect(target));
        job.addFile(source.uri(), session.directory.resolve("file"));
        try (RawHttpOptions options = RawHttpOptions.first(job)) {
            assertThat(options.setSecurityFlags(flags)).isZero();
        }
        job.resume();
        return job;
    }

    private URI remoteName(BackgroundCopyJob job) {
        return URI.create(job.files().getFirst().remoteName());
    }

    @Test
    void a_redirect_is_followed_and_not_told() {
        BackgroundCopyJob job = redirected(0);
        awaitState(job, JobState.TRANSFERRED);
        assertThat(remoteName(job)).isEqualTo(session.server.uri("/source"));
    }

    @Test
    void a_redirect_is_told_if_that_is_wanted() {
        BackgroundCopyJob job = redirected(REDIRECT_REPORT);
        awaitState(job, JobState.TRANSFERRED);
        assertThat(remoteName(job)).isEqualTo(session.server.uri("/target"));
    }

    @Test
    void a_redirect_is_refused_if_that_is_wanted() {
        BackgroundCopyJob job = redirected(REDIRECT_DISALLOW);
        awaitState(job, JobState.ERROR);
        assertThat(job.readError().orElseThrow().hresult()).isEqualTo(HResult.ofHttpStatus(302));
        assertThat(session.server.requests()).extracting(LoggedRequest::path).containsOnly("/source");
    }

    @Test
    void a_file_is_loaded_by_another_method() throws Exception {
        BackgroundCopyJob job = newest();
        try (ScriptedServer server = new ScriptedServer().replies((request, out) -> {
            if (request.method().equals("POST")) {
                file(CONTENT, "ETag: \"1\"").write(request, out);
            } else {
                head(out, 405, "Content-Length: 0");
            }
        }); RawHttpOptions options = RawHttpOptions.third(job)) {
            assertThat(options.httpMethod()).isEqualTo("GET");
            assertThat(options.setHttpMethod("POST")).isZero();
            assertThat(options.httpMethod()).isEqualTo("POST");
            assertThat(job.priority()).isEqualTo(JobPriority.FOREGROUND);
            job.addFile(server.uri("/post"), session.directory.resolve("post"));
            job.resume();
            awaitState(job, JobState.TRANSFERRED);
            job.complete();
            assertThat(session.directory.resolve("post")).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void a_method_is_checked() {
        BackgroundCopyJob job = newest();
        Assumptions.assumeTrue(service.isEmbedded(), "the codes are not documented");
        try (RawHttpOptions options = RawHttpOptions.third(job)) {
            assertThat(options.setHttpMethod("A B")).isEqualTo(HResult.E_INVALIDARG);
            assertThat(options.setHttpMethod(null)).isEqualTo(RPC_X_NULL_REF_POINTER);
            assertThat(options.httpMethod()).isEqualTo("GET");
        }
    }

    @Test
    void without_a_certificate_there_is_none_to_get_or_remove() {
        BackgroundCopyJob job = job();
        session.require(Feature.CLIENT_CERTIFICATES);
        try (RawHttpOptions options = RawHttpOptions.first(job)) {
            assertThat(options.removeClientCertificate()).isEqualTo(HResult.S_FALSE);
            assertFails(HResult.ofWin32(1783), options::clientCertificate);
        }
    }

    @Test
    void delivery_optimization_has_none() {
        Assumptions.assumeTrue(service == TestService.EMBEDDED_DELIVERY_OPTIMIZATION, "the other services may have them");
        BackgroundCopyJob job = session.job(JobType.DOWNLOAD);
        assertThat(has(job, InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS)).isFalse();
        assertThat(has(job, InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS3)).isFalse();
    }
}
