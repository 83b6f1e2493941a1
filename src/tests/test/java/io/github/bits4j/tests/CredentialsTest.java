package io.github.bits4j.tests;

import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static io.github.bits4j.embedded.transfer.ScriptedServer.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobState;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.TransferError;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.LogCapture;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.TestService;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(RawCredentials.set(job, RawCredentials.SERVER, RawCredentials.BASIC, "user", PASSWORD)).isZero();
        assertArrives(job);
        assertThat(server.requests.getLast().headers()).containsEntry("authorization", BASIC);
    }

    @Test
    void credentials_are_not_shown_before_they_are_asked_for() {
        BackgroundCopyJob job = jobWithFile();
        session.require(Feature.CREDENTIALS_ON_DEMAND);
        server.replies(file(CONTENT, "ETag: \"1\""));
        assertThat(RawCredentials.set(job, RawCredentials.SERVER, RawCredentials.BASIC, "user", PASSWORD)).isZero();
        assertArrives(job);
        assertThat(server.requests).isNotEmpty().allSatisfy(request ->
                assertThat(request.headers()).doesNotContainKey("authorization"));
    }

    @Test
    void a_digest_does_not_show_the_password() {
        BackgroundCopyJob job = jobWithFile();
        session.require(Feature.CREDENTIALS_ON_DEMAND);
        server.replies(serverAsking(DIGEST));
        assertThat(RawCredentials.set(job, RawCredentials.SERVER, RawCredentials.DIGEST, "user", PASSWORD)).isZero();
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
        assertThat(RawProxy.set(job, RawProxy.OVERRIDE, "127.0.0.1:" + server.port(), null)).isZero();
        assertThat(RawCredentials.set(job, RawCredentials.SERVER, RawCredentials.BASIC, "other", "other")).isZero();
        assertThat(RawCredentials.set(job, RawCredentials.PROXY, RawCredentials.BASIC, "user", PASSWORD)).isZero();
        assertArrives(job);
        assertThat(server.requests.getLast().headers())
                .containsEntry("proxy-authorization", BASIC).doesNotContainKey("authorization");
    }

    @Test
    void new_ones_take_the_place_of_those_for_the_same_target_and_scheme() {
        server.replies(serverAsking("Basic realm=\"r\""));
        BackgroundCopyJob job = jobWithFile();
        assertThat(RawCredentials.set(job, RawCredentials.SERVER, RawCredentials.BASIC, "old", "old")).isZero();
        assertThat(RawCredentials.set(job, RawCredentials.SERVER, RawCredentials.BASIC, "user", PASSWORD)).isZero();
        assertArrives(job);
        assertThat(server.requests.getLast().headers()).containsEntry("authorization", BASIC);
    }

    @Test
    void a_server_that_refuses_is_an_error_and_nothing_shows_the_secret() {
        server.replies((_, out) -> head(out, 401, "WWW-Authenticate: Basic realm=\"r\"", "Content-Length: 0"));
        BackgroundCopyJob job = jobWithFile();
        try (LogCapture log = new LogCapture()) {
            assertThat(RawCredentials.set(job, RawCredentials.SERVER, RawCredentials.BASIC, "user", PASSWORD)).isZero();
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
        assertThat(RawCredentials.set(job, RawCredentials.SERVER, RawCredentials.BASIC, "user", PASSWORD)).isZero();
        assertThat(RawCredentials.remove(job, RawCredentials.SERVER, RawCredentials.BASIC)).isEqualTo(HResult.S_OK);
        job.resume();
        awaitState(job, JobState.ERROR);
        assertThat(server.requests).allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
    }

    @Test
    void a_new_owner_has_none() {
        Assumptions.assumeTrue(service.isEmbedded(), "taking one's own job is for administrators");
        BackgroundCopyJob job = job();
        assertThat(RawCredentials.set(job, RawCredentials.SERVER, RawCredentials.BASIC, "user", PASSWORD)).isZero();
        assertThat(Raw.takeOwnership(job.pointer())).isZero();
        assertThat(RawCredentials.remove(job, RawCredentials.SERVER, RawCredentials.BASIC)).isEqualTo(HResult.S_FALSE);
    }

    @Test
    void what_is_not_there_cannot_be_removed() {
        BackgroundCopyJob job = job();
        session.require(Feature.CREDENTIAL_CHECKS);
        assertThat(RawCredentials.remove(job, RawCredentials.PROXY, RawCredentials.DIGEST)).isEqualTo(HResult.S_FALSE);
    }

    @ParameterizedTest
    @ValueSource(ints = {RawCredentials.BASIC, RawCredentials.DIGEST})
    void these_schemes_need_name_and_password(int scheme) {
        BackgroundCopyJob job = job();
        session.require(Feature.CREDENTIAL_CHECKS);
        assertThat(RawCredentials.set(job, RawCredentials.SERVER, scheme, null, "p")).isEqualTo(HResult.E_INVALIDARG);
        assertThat(RawCredentials.set(job, RawCredentials.SERVER, scheme, "u", null)).isEqualTo(HResult.E_INVALIDARG);
    }

    @Test
    void targets_schemes_and_lengths_are_checked() {
        BackgroundCopyJob job = job();
        session.require(Feature.CREDENTIAL_CHECKS);
        assertThat(RawCredentials.set(job, 3, RawCredentials.BASIC, "u", "p")).isEqualTo(HResult.BG_E_INVALID_AUTH_TARGET);
        assertThat(RawCredentials.set(job, RawCredentials.SERVER, 6, "u", "p")).isEqualTo(HResult.BG_E_INVALID_AUTH_SCHEME);
        assertThat(RawCredentials.remove(job, 3, RawCredentials.BASIC)).isEqualTo(HResult.BG_E_INVALID_AUTH_TARGET);
        assertThat(RawCredentials.remove(job, RawCredentials.PROXY, 0)).isEqualTo(HResult.BG_E_INVALID_AUTH_SCHEME);
        assertThat(RawCredentials.set(job, RawCredentials.SERVER, RawCredentials.BASIC, "u".repeat(301), "p"))
                .isEqualTo(HResult.BG_E_USERNAME_TOO_LARGE);
        assertThat(RawCredentials.set(job, RawCredentials.SERVER, RawCredentials.BASIC, "u", "p".repeat(65_537)))
                .isEqualTo(HResult.BG_E_PASSWORD_TOO_LARGE);
        assertThat(RawCredentials.set(job, RawCredentials.SERVER, RawCredentials.NEGOTIATE, null, null)).isZero();
    }

    @Test
    void a_structure_is_needed() {
        BackgroundCopyJob job = job();
        Assumptions.assumeTrue(service.isEmbedded(), "the system's proxy raises an exception");
        assertThat(RawCredentials.setNull(job)).isEqualTo(HResult.E_POINTER);
    }

    @Test
    void delivery_optimization_has_none() {
        Assumptions.assumeTrue(service == TestService.EMBEDDED_DELIVERY_OPTIMIZATION, "the other services may have them");
        try (ComScope scope = new ComScope(); ComPointer job = ComPointer.share(session.job().pointer(), scope)) {
            assertThat(job.query(InterfaceIds.IBACKGROUND_COPY_JOB2)).isEmpty();
        }
    }
}
