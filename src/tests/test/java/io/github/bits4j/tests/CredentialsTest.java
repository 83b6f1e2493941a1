package io.github.bits4j.tests;

import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static io.github.bits4j.embedded.transfer.ScriptedServer.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.bits4j.AuthScheme;
import io.github.bits4j.AuthTarget;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.Credentials;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobState;
import io.github.bits4j.ProxySettings;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.TransferError;
import io.github.bits4j.UnsupportedInterfaceException;
import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS;
import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS_UNION;
import io.github.bits4j.bindings.bits.BG_BASIC_CREDENTIALS;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob2Vtbl;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.LogCapture;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.TestService;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jspecify.annotations.Nullable;

/**
 * SetCredentials and RemoveCredentials, against servers and proxies that ask for them.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/nf-bits1_5-ibackgroundcopyjob2-setcredentials">SetCredentials</a>
 */
class CredentialsTest extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(20_000, 4);
    private static final String PASSWORD = "pa55w0rd-of-the-test";
    private static final String BASIC = "Basic "
            + Base64.getEncoder().encodeToString(("user:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    private static final String DIGEST = "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256";

    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private BackgroundCopyJob job() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no credentials");
        return session.job();
    }

    private static void set(BackgroundCopyJob job, AuthTarget target, AuthScheme scheme, String user, String password) {
        try (Credentials credentials = Credentials.of(target, scheme, user, password.toCharArray())) {
            job.network().setCredentials(credentials);
        }
    }

    private BackgroundCopyJob jobWithFile() {
        BackgroundCopyJob job = job();
        job.addFile(server.uri("/file"), session.directory.resolve("file"));
        return job;
    }

    /** Answers as told to requests with the header, and asks the others for it. */
    private static ScriptedServer.Reply asking(int status, String header, String answer, String challenge) {
        ScriptedServer.Reply right = file(CONTENT, "ETag: \"1\"");
        return (request, out) -> {
            String shown = request.headers().get(answer);
            if (shown == null || !shown.startsWith(challenge.substring(0, challenge.indexOf(' ')))) {
                head(out, status, header + ": " + challenge, "Content-Length: 0");
            } else {
                right.write(request, out);
            }
        };
    }

    private static ScriptedServer.Reply serverAsking(String challenge) {
        return asking(401, "WWW-Authenticate", "authorization", challenge);
    }

    private void assertArrives(BackgroundCopyJob job) {
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(session.directory.resolve("file")).hasBinaryContent(CONTENT);
    }

    @Test
    void basic_credentials_open_the_server() {
        server.replies(serverAsking("Basic realm=\"r\""));
        BackgroundCopyJob job = jobWithFile();
        set(job, AuthTarget.SERVER, AuthScheme.BASIC, "user", PASSWORD);
        assertArrives(job);
        assertThat(server.requests.getLast().headers()).containsEntry("authorization", BASIC);
    }

    @Test
    void credentials_are_not_shown_before_they_are_asked_for() {
        BackgroundCopyJob job = jobWithFile();
        session.require(Feature.CREDENTIALS_ON_DEMAND);
        server.replies(file(CONTENT, "ETag: \"1\""));
        set(job, AuthTarget.SERVER, AuthScheme.BASIC, "user", PASSWORD);
        assertArrives(job);
        assertThat(server.requests).isNotEmpty().allSatisfy(request ->
                assertThat(request.headers()).doesNotContainKey("authorization"));
    }

    @Test
    void a_digest_does_not_show_the_password() {
        BackgroundCopyJob job = jobWithFile();
        session.require(Feature.CREDENTIALS_ON_DEMAND);
        server.replies(serverAsking(DIGEST));
        set(job, AuthTarget.SERVER, AuthScheme.DIGEST, "user", PASSWORD);
        assertArrives(job);
        assertThat(server.requests.getLast().headers().get("authorization"))
                .startsWith("Digest ").contains("username=\"user\"").doesNotContain(PASSWORD);
    }

    @Test
    void a_proxy_has_credentials_of_its_own() {
        session.require(Feature.PROXIES);
        BackgroundCopyJob job = job();
        server.replies(asking(407, "Proxy-Authenticate", "proxy-authorization", "Basic realm=\"p\""));
        job.addFile(URI.create("http://origin.invalid/file"), session.directory.resolve("file"));
        job.network().setProxy(ProxySettings.of("127.0.0.1:" + server.port()));
        set(job, AuthTarget.SERVER, AuthScheme.BASIC, "other", "other");
        set(job, AuthTarget.PROXY, AuthScheme.BASIC, "user", PASSWORD);
        assertArrives(job);
        assertThat(server.requests.getLast().headers())
                .containsEntry("proxy-authorization", BASIC).doesNotContainKey("authorization");
    }

    @Test
    void new_ones_take_the_place_of_those_for_the_same_target_and_scheme() {
        server.replies(serverAsking("Basic realm=\"r\""));
        BackgroundCopyJob job = jobWithFile();
        set(job, AuthTarget.SERVER, AuthScheme.BASIC, "old", "old");
        set(job, AuthTarget.SERVER, AuthScheme.BASIC, "user", PASSWORD);
        assertArrives(job);
        assertThat(server.requests.getLast().headers()).containsEntry("authorization", BASIC);
    }

    @Test
    void a_server_that_refuses_is_an_error_and_nothing_shows_the_secret() {
        server.replies((_, out) -> head(out, 401, "WWW-Authenticate: Basic realm=\"r\"", "Content-Length: 0"));
        BackgroundCopyJob job = jobWithFile();
        try (LogCapture log = new LogCapture()) {
            set(job, AuthTarget.SERVER, AuthScheme.BASIC, "user", PASSWORD);
            job.resume();
            awaitState(job, JobState.ERROR);
            TransferError error = job.readError().orElseThrow();
            assertThat(error.hresult()).isEqualTo(HResult.ofHttpStatus(401));
            assertThat(error + " " + job).doesNotContain(PASSWORD);
            if (service.isEmbedded()) {
                assertThat(log.text()).as("the engine logs what failed").contains(job.id().toString());
            }
            assertThat(log.text()).doesNotContain(PASSWORD).doesNotContain(BASIC.substring("Basic ".length()));
        }
    }

    @Test
    void removed_ones_are_gone() {
        server.replies(serverAsking("Basic realm=\"r\""));
        BackgroundCopyJob job = jobWithFile();
        set(job, AuthTarget.SERVER, AuthScheme.BASIC, "user", PASSWORD);
        assertThat(job.network().removeCredentials(AuthTarget.SERVER, AuthScheme.BASIC)).isTrue();
        job.resume();
        awaitState(job, JobState.ERROR);
        assertThat(server.requests).allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
    }

    @Test
    void a_new_owner_has_none() {
        Assumptions.assumeTrue(service.isEmbedded(), "taking one's own job is for administrators");
        BackgroundCopyJob job = job();
        set(job, AuthTarget.SERVER, AuthScheme.BASIC, "user", PASSWORD);
        assertThat(Raw.takeOwnership(job.pointer())).isZero();
        assertThat(job.network().removeCredentials(AuthTarget.SERVER, AuthScheme.BASIC)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void each_target_and_scheme_has_its_own(AuthScheme scheme) {
        BackgroundCopyJob job = job();
        session.require(Feature.CREDENTIAL_CHECKS);
        for (AuthTarget target : AuthTarget.values()) {
            assertThat(job.network().removeCredentials(target, scheme)).isFalse();
            set(job, target, scheme, "user", PASSWORD);
        }
        for (AuthTarget target : AuthTarget.values()) {
            assertThat(job.network().removeCredentials(target, scheme)).isTrue();
            assertThat(job.network().removeCredentials(target, scheme)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NTLM", "NEGOTIATE"})
    void the_users_logon_needs_neither_name_nor_password(AuthScheme scheme) {
        BackgroundCopyJob job = job();
        session.require(Feature.CREDENTIAL_CHECKS);
        try (Credentials credentials = Credentials.implicit(AuthTarget.PROXY, scheme)) {
            job.network().setCredentials(credentials);
        }
        assertThat(job.network().removeCredentials(AuthTarget.SERVER, scheme)).isFalse();
        assertThat(job.network().removeCredentials(AuthTarget.PROXY, scheme)).isTrue();
    }

    @Test
    void they_can_be_set_for_several_jobs_until_they_are_closed() {
        server.replies(serverAsking("Basic realm=\"r\""));
        BackgroundCopyJob first = jobWithFile();
        BackgroundCopyJob second = job();
        second.addFile(server.uri("/second"), session.directory.resolve("second"));
        Credentials credentials = Credentials.of(AuthTarget.SERVER, AuthScheme.BASIC, "user", PASSWORD.toCharArray());
        try (credentials) {
            first.network().setCredentials(credentials);
            second.network().setCredentials(credentials);
        }
        assertThatIllegalStateException().isThrownBy(() -> first.network().setCredentials(credentials))
                .withMessage("the credentials are closed");
        assertArrives(first);
        second.resume();
        awaitState(second, JobState.TRANSFERRED);
    }

    @Test
    void the_longest_ones_are_taken() {
        BackgroundCopyJob job = job();
        session.require(Feature.CREDENTIAL_CHECKS);
        set(job, AuthTarget.SERVER, AuthScheme.DIGEST, "u".repeat(Credentials.MAX_USER_NAME),
                "p".repeat(Credentials.MAX_PASSWORD));
        set(job, AuthTarget.SERVER, AuthScheme.BASIC, "", "");
        assertThat(job.network().removeCredentials(AuthTarget.SERVER, AuthScheme.DIGEST)).isTrue();
    }

    @Test
    void an_ended_job_takes_none() {
        BackgroundCopyJob job = job();
        session.require(Feature.CREDENTIAL_CHECKS);
        job.cancel();
        assertFails(HResult.BG_E_INVALID_STATE, () -> set(job, AuthTarget.SERVER, AuthScheme.BASIC, "user", PASSWORD));
        assertFails(HResult.BG_E_INVALID_STATE, () -> job.network().removeCredentials(AuthTarget.SERVER, AuthScheme.BASIC));
    }

    @Test
    void others_cannot_change_them() {
        Assumptions.assumeTrue(service == TestService.EMBEDDED_BITS, "needs another user");
        BackgroundCopyJob job = job();
        set(job, AuthTarget.SERVER, AuthScheme.BASIC, "user", PASSWORD);
        try (BackgroundCopyManager stranger = session.embedded().connectAs("somebody else")) {
            BackgroundCopyJob theirs = stranger.getJob(job.id());
            assertFails(HResult.E_ACCESSDENIED, () -> set(theirs, AuthTarget.SERVER, AuthScheme.BASIC, "user", "other"));
            assertFails(HResult.E_ACCESSDENIED,
                    () -> theirs.network().removeCredentials(AuthTarget.SERVER, AuthScheme.BASIC));
        }
        assertThat(job.network().removeCredentials(AuthTarget.SERVER, AuthScheme.BASIC)).isTrue();
    }

    private static int setRaw(BackgroundCopyJob job, int target, int scheme, @Nullable String user, @Nullable String password) {
        return new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB2).call((vtable, self, arena) -> {
            MemorySegment credentials = BG_AUTH_CREDENTIALS.allocate(arena);
            BG_AUTH_CREDENTIALS.Target(credentials, target);
            BG_AUTH_CREDENTIALS.Scheme(credentials, scheme);
            MemorySegment basic = BG_AUTH_CREDENTIALS_UNION.Basic(BG_AUTH_CREDENTIALS.Credentials(credentials));
            BG_BASIC_CREDENTIALS.UserName(basic, WideString.allocate(arena, user));
            BG_BASIC_CREDENTIALS.Password(basic, WideString.allocate(arena, password));
            return IBackgroundCopyJob2Vtbl.SetCredentials.invoke(
                    IBackgroundCopyJob2Vtbl.SetCredentials(vtable), self, credentials);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void the_service_wants_name_and_password_for_basic_and_digest(int scheme) {
        BackgroundCopyJob job = job();
        session.require(Feature.CREDENTIAL_CHECKS);
        assertThat(setRaw(job, 1, scheme, null, "p")).isEqualTo(HResult.E_INVALIDARG);
        assertThat(setRaw(job, 1, scheme, "u", null)).isEqualTo(HResult.E_INVALIDARG);
    }

    @Test
    void the_service_checks_targets_schemes_and_lengths_itself() {
        BackgroundCopyJob job = job();
        session.require(Feature.CREDENTIAL_CHECKS);
        assertThat(setRaw(job, 3, 1, "u", "p")).isEqualTo(HResult.BG_E_INVALID_AUTH_TARGET);
        assertThat(setRaw(job, 1, 6, "u", "p")).isEqualTo(HResult.BG_E_INVALID_AUTH_SCHEME);
        assertThat(setRaw(job, 1, 1, "u".repeat(301), "p")).isEqualTo(HResult.BG_E_USERNAME_TOO_LARGE);
        assertThat(setRaw(job, 1, 1, "u", "p".repeat(65_537))).isEqualTo(HResult.BG_E_PASSWORD_TOO_LARGE);
    }

    @Test
    void a_structure_is_needed() {
        BackgroundCopyJob job = job();
        Assumptions.assumeTrue(service.isEmbedded(), "the system's proxy raises an exception");
        assertThat(new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB2).<Integer>call((vtable, self, arena) ->
                IBackgroundCopyJob2Vtbl.SetCredentials.invoke(
                        IBackgroundCopyJob2Vtbl.SetCredentials(vtable), self, MemorySegment.NULL)))
                .isEqualTo(HResult.E_POINTER);
    }

    @Test
    void delivery_optimization_has_none() {
        Assumptions.assumeTrue(service == TestService.EMBEDDED_DELIVERY_OPTIMIZATION, "the other services may have them");
        BackgroundCopyJob job = session.job();
        assertThatExceptionOfType(UnsupportedInterfaceException.class)
                .isThrownBy(() -> set(job, AuthTarget.SERVER, AuthScheme.BASIC, "user", PASSWORD))
                .satisfies(e -> assertThat(e.interfaceName()).isEqualTo("IBackgroundCopyJob2"))
                .withMessageNotContaining(PASSWORD);
        assertThatExceptionOfType(UnsupportedInterfaceException.class)
                .isThrownBy(() -> job.network().removeCredentials(AuthTarget.SERVER, AuthScheme.BASIC));
    }
}
