package io.github.bits4j.tests;

import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static io.github.bits4j.embedded.transfer.ScriptedServer.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.CertificateStoreLocation;
import io.github.bits4j.HttpSecurity;
import io.github.bits4j.HttpSecurityFlag;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobHttpOptions;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.RedirectPolicy;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.UnsupportedInterfaceException;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptions2Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptionsVtbl;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.LoggedRequest;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.TestService;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jspecify.annotations.Nullable;

/**
 * IBackgroundCopyJobHttpOptions to IBackgroundCopyJobHttpOptions3: headers, security flags and methods.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nn-bits2_5-ibackgroundcopyjobhttpoptions">bits2_5.h</a>
 */
class HttpOptionsTest extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(20_000, 6);
    private static final Map<String, List<String>> HEADERS = headers();
    private static final int RPC_X_NULL_REF_POINTER = HResult.ofWin32(1780);

    private static Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("X-Token", List.of("abc"));
        headers.put("X-Other", List.of("d e"));
        return headers;
    }

    private BackgroundCopyJob job() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no HTTP options");
        return session.job();
    }

    private BackgroundCopyJob newest() {
        BackgroundCopyJob job = job();
        session.require(Feature.HTTP_OPTIONS_3);
        Assumptions.assumeTrue(new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS3).exists(),
                "this Windows is older than that");
        return job;
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
        job.http().setCustomHeaders(HEADERS);
        assertThat(job.http().customHeaders()).containsExactlyEntriesOf(HEADERS);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(session.server.requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.header("X-Token")).contains("abc");
            assertThat(request.header("X-Other")).contains("d e");
        });
    }

    @Test
    void a_header_can_have_several_values() throws Exception {
        BackgroundCopyJob job = job();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("X-Two", List.of("1", "2"));
        headers.put("A-Third", List.of("3"));
        job.http().setCustomHeaders(headers);
        assertThat(job.http().customHeaders()).containsExactlyEntriesOf(headers);
        try (ScriptedServer server = new ScriptedServer().replies(file(CONTENT, "ETag: \"1\""))) {
            job.addFile(server.uri("/two"), session.directory.resolve("two"));
            job.resume();
            awaitState(job, JobState.TRANSFERRED);
            if (service.isEmbedded()) {
                assertThat(server.requests).isNotEmpty().allSatisfy(request ->
                        assertThat(request.headers()).containsEntry("x-two", "1, 2").containsEntry("a-third", "3"));
            }
        }
    }

    @Test
    void headers_can_be_removed() {
        JobHttpOptions http = job().http();
        assertThat(http.customHeaders()).isEmpty();
        http.setCustomHeaders(HEADERS);
        http.clearCustomHeaders();
        assertThat(http.customHeaders()).isEmpty();
        http.setCustomHeaders(HEADERS);
        http.setCustomHeaders(Map.of());
        assertThat(http.customHeaders()).isEmpty();
    }

    static List<Map<String, List<String>>> noHeaders() {
        return List.of(Map.of("X Y", List.of("v")), Map.of("", List.of("v")), Map.of("X", List.of()),
                Map.of("X", List.of("a\r\nEvil: b")), Map.of("X", List.of("a\0")),
                Map.of("X", List.of("y".repeat(JobHttpOptions.MAX_CUSTOM_HEADERS - "X: \r\n".length() + 1))));
    }

    @ParameterizedTest
    @MethodSource("noHeaders")
    void what_is_no_header_is_refused_and_changes_nothing(Map<String, List<String>> headers) {
        JobHttpOptions http = job().http();
        http.setCustomHeaders(HEADERS);
        assertThatIllegalArgumentException().isThrownBy(() -> http.setCustomHeaders(headers))
                .withMessageStartingWith("headers: ");
        assertThat(http.customHeaders()).containsExactlyEntriesOf(HEADERS);
    }

    @Test
    void headers_have_a_limit_and_a_place() {
        BackgroundCopyJob job = job();
        session.require(Feature.HEADER_CHECKS);
        Map<String, List<String>> longest =
                Map.of("X", List.of("y".repeat(JobHttpOptions.MAX_CUSTOM_HEADERS - "X: \r\n".length())));
        job.http().setCustomHeaders(longest);
        assertThat(job.http().customHeaders()).isEqualTo(longest);
        assertThat(setRaw(job, "X: " + "y".repeat(16_381))).isEqualTo(HResult.BG_E_STRING_TOO_LONG);
        assertThat(options(job).<Integer>call((vtable, self, _) -> IBackgroundCopyJobHttpOptionsVtbl.GetCustomHeaders.invoke(
                IBackgroundCopyJobHttpOptionsVtbl.GetCustomHeaders(vtable), self, MemorySegment.NULL)))
                .isEqualTo(RPC_X_NULL_REF_POINTER);
        job.cancel();
        assertFails(HResult.BG_E_INVALID_STATE, () -> job.http().setCustomHeaders(HEADERS));
        assertFails(HResult.BG_E_INVALID_STATE, job.http()::clearCustomHeaders);
    }

    @Test
    void what_another_program_has_set_can_be_read() {
        BackgroundCopyJob job = job();
        assertThat(setRaw(job, "X-Token:abc\nx-token: d\nY: e: f\n")).isZero();
        assertThat(job.http().customHeaders())
                .containsExactly(entry("X-Token", List.of("abc", "d")), entry("Y", List.of("e: f")));
    }

    private static RawInterface options(BackgroundCopyJob job) {
        return new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS);
    }

    private static int setRaw(BackgroundCopyJob job, String headers) {
        return options(job).call((vtable, self, arena) -> IBackgroundCopyJobHttpOptionsVtbl.SetCustomHeaders.invoke(
                IBackgroundCopyJobHttpOptionsVtbl.SetCustomHeaders(vtable), self, WideString.allocate(arena, headers)));
    }

    @Test
    void write_only_headers_are_sent_but_not_shown() {
        BackgroundCopyJob job = newest();
        JobHttpOptions http = job.http();
        ServedFile file = session.server.file("/headers", CONTENT);
        job.addFile(file.uri(), session.directory.resolve("headers"));
        http.setCustomHeaders(HEADERS);
        http.makeCustomHeadersWriteOnly();
        assertFails(HResult.E_ACCESSDENIED, http::customHeaders);
        http.setCustomHeaders(Map.of("X-Token", List.of("new")));
        assertFails(HResult.E_ACCESSDENIED, http::customHeaders);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        http.makeCustomHeadersWriteOnly(); // always S_OK
        assertThat(session.server.requests()).isNotEmpty()
                .allSatisfy(request -> assertThat(request.header("X-Token")).contains("new"));
    }

    @Test
    void others_get_neither_headers_nor_settings() {
        Assumptions.assumeTrue(service == TestService.EMBEDDED_BITS, "needs another user");
        BackgroundCopyJob job = job();
        job.http().setCustomHeaders(HEADERS);
        try (BackgroundCopyManager stranger = session.embedded().connectAs("somebody else")) {
            JobHttpOptions http = stranger.getJob(job.id()).http();
            assertFails(HResult.E_ACCESSDENIED, http::customHeaders);
            assertFails(HResult.E_ACCESSDENIED, http::clearCustomHeaders);
            assertFails(HResult.E_ACCESSDENIED, () -> http.setSecurity(HttpSecurity.defaults()));
            assertFails(HResult.E_ACCESSDENIED, () -> http.setMethod("POST"));
            assertFails(HResult.E_ACCESSDENIED, http::makeCustomHeadersWriteOnly);
            assertFails(HResult.E_ACCESSDENIED, http::clearServerCertificateCheck);
            assertFails(HResult.E_ACCESSDENIED, () -> http.setServerCertificateCheck((_, _, _) -> { }));
            assertFails(HResult.E_ACCESSDENIED, http::removeClientCertificate);
            assertFails(HResult.E_ACCESSDENIED, http::clientCertificate);
        }
        assertThat(job.http().customHeaders()).containsExactlyEntriesOf(HEADERS);
    }

    @Test
    void a_new_owner_gets_no_headers() {
        Assumptions.assumeTrue(service.isEmbedded(), "taking one's own job is for administrators");
        BackgroundCopyJob job = job();
        job.http().setCustomHeaders(HEADERS);
        assertThat(Raw.takeOwnership(job.pointer())).isZero();
        assertThat(job.http().customHeaders()).isEmpty();
    }

    @Test
    void security_flags_are_given_back() {
        JobHttpOptions http = job().http();
        assertThat(http.security()).isEqualTo(HttpSecurity.defaults());
        HttpSecurity all = HttpSecurity.of(EnumSet.allOf(HttpSecurityFlag.class), RedirectPolicy.ALLOW_REPORT);
        http.setSecurity(all);
        assertThat(http.security()).isEqualTo(all);
        http.setSecurity(http.security().without(HttpSecurityFlag.IGNORE_UNKNOWN_CA).withRedirects(RedirectPolicy.DISALLOW));
        assertThat(http.security().flags())
                .isEqualTo(EnumSet.complementOf(EnumSet.of(HttpSecurityFlag.IGNORE_UNKNOWN_CA)));
        assertThat(http.security().redirects()).isEqualTo(RedirectPolicy.DISALLOW);
    }

    @Test
    void an_unknown_security_flag_is_not_implemented() {
        JobHttpOptions http = job().http();
        Assumptions.assumeTrue(service.isEmbedded(), "a newer Windows may know it");
        assertFails(HResult.E_NOTIMPL, () -> http.setSecurity(new HttpSecurity(0x10000)));
        assertThat(http.security()).isEqualTo(HttpSecurity.defaults());
    }

    private BackgroundCopyJob redirected(RedirectPolicy policy) {
        BackgroundCopyJob job = job();
        if (policy != RedirectPolicy.ALLOW_SILENT) {
            session.require(Feature.REDIRECT_POLICY);
        }
        URI target = session.server.file("/target", CONTENT).uri();
        ServedFile source = session.server.file("/source", CONTENT).always(Fault.redirect(target));
        job.addFile(source.uri(), session.directory.resolve("file"));
        job.http().setSecurity(job.http().security().withRedirects(policy));
        job.resume();
        return job;
    }

    private URI remoteName(BackgroundCopyJob job) {
        return URI.create(job.files().getFirst().remoteName());
    }

    @Test
    void a_redirect_is_followed_and_not_told() {
        BackgroundCopyJob job = redirected(RedirectPolicy.ALLOW_SILENT);
        awaitState(job, JobState.TRANSFERRED);
        assertThat(remoteName(job)).isEqualTo(session.server.uri("/source"));
    }

    @Test
    void a_redirect_is_told_if_that_is_wanted() {
        BackgroundCopyJob job = redirected(RedirectPolicy.ALLOW_REPORT);
        awaitState(job, JobState.TRANSFERRED);
        assertThat(remoteName(job)).isEqualTo(session.server.uri("/target"));
    }

    @Test
    void a_redirect_is_refused_if_that_is_wanted() {
        BackgroundCopyJob job = redirected(RedirectPolicy.DISALLOW);
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
        })) {
            assertThat(job.http().method()).isEqualTo("GET");
            job.http().setMethod("POST");
            assertThat(job.http().method()).isEqualTo("POST");
            assertThat(job.priority()).isEqualTo(JobPriority.FOREGROUND);
            job.addFile(server.uri("/post"), session.directory.resolve("post"));
            job.resume();
            awaitState(job, JobState.TRANSFERRED);
            job.complete();
            assertThat(session.directory.resolve("post")).hasBinaryContent(CONTENT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A B", "POST\r\n", "P\0ST"})
    void what_is_no_method_is_refused(String method) {
        JobHttpOptions http = newest().http();
        assertThatIllegalArgumentException().isThrownBy(() -> http.setMethod(method)).withMessageStartingWith("method: ");
        assertThat(http.method()).isEqualTo("GET");
    }

    @Test
    void the_service_checks_a_method_too() {
        BackgroundCopyJob job = newest();
        Assumptions.assumeTrue(service.isEmbedded(), "the codes are not documented");
        assertThat(setRawMethod(job, "A B")).isEqualTo(HResult.E_INVALIDARG);
        assertThat(setRawMethod(job, null)).isEqualTo(RPC_X_NULL_REF_POINTER);
        assertThat(job.http().method()).isEqualTo("GET");
    }

    private static int setRawMethod(BackgroundCopyJob job, @Nullable String method) {
        return new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS2).call((vtable, self, arena) ->
                IBackgroundCopyJobHttpOptions2Vtbl.SetHttpMethod.invoke(
                        IBackgroundCopyJobHttpOptions2Vtbl.SetHttpMethod(vtable), self, WideString.allocate(arena, method)));
    }

    @Test
    void a_method_is_chosen_before_the_first_resume() {
        Assumptions.assumeTrue(service == TestService.EMBEDDED_BITS, "the code is not documented");
        BackgroundCopyJob job = session.smallJob();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertFails(HResult.BG_E_INVALID_STATE, () -> job.http().setMethod("POST"));
    }

    @Test
    void an_older_service_says_what_it_lacks() {
        Assumptions.assumeTrue(TestService.WINE && !service.isEmbedded(), "the others have it all");
        JobHttpOptions http = job().http();
        assertLacks("IBackgroundCopyJobHttpOptions2", http::method);
        assertLacks("IBackgroundCopyJobHttpOptions2", () -> http.setMethod("POST"));
        assertLacks("IBackgroundCopyJobHttpOptions3", http::makeCustomHeadersWriteOnly);
        assertLacks("IBackgroundCopyJobHttpOptions3", () -> http.setServerCertificateCheck((_, _, _) -> { }));
    }

    private static void assertLacks(String name, ThrowingCallable call) {
        assertThatExceptionOfType(UnsupportedInterfaceException.class).isThrownBy(call)
                .satisfies(e -> assertThat(e.interfaceName()).isEqualTo(name));
    }

    @Test
    void delivery_optimization_has_none() {
        Assumptions.assumeTrue(service == TestService.EMBEDDED_DELIVERY_OPTIMIZATION, "the other services may have them");
        JobHttpOptions http = session.job(JobType.DOWNLOAD).http();
        List<ThrowingCallable> first = List.of(http::customHeaders, () -> http.setCustomHeaders(HEADERS),
                http::clearCustomHeaders, http::security, () -> http.setSecurity(HttpSecurity.defaults()),
                http::clientCertificate, http::removeClientCertificate,
                () -> http.setClientCertificate(CertificateStoreLocation.CURRENT_USER, "MY", new byte[20]),
                () -> http.setClientCertificateBySubject(CertificateStoreLocation.CURRENT_USER, "MY", "me"));
        assertThat(first).allSatisfy(call -> assertLacks("IBackgroundCopyJobHttpOptions", call));
        assertThat(List.<ThrowingCallable>of(http::method, () -> http.setMethod("POST")))
                .allSatisfy(call -> assertLacks("IBackgroundCopyJobHttpOptions2", call));
        assertThat(List.<ThrowingCallable>of(http::makeCustomHeadersWriteOnly, http::clearServerCertificateCheck,
                () -> http.setServerCertificateCheck((_, _, _) -> { })))
                .allSatisfy(call -> assertLacks("IBackgroundCopyJobHttpOptions3", call));
    }
}
