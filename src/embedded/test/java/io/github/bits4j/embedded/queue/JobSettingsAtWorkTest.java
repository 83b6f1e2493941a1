package io.github.bits4j.embedded.queue;

import static io.github.bits4j.embedded.transfer.ScriptedServer.broken;
import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static io.github.bits4j.embedded.transfer.ScriptedServer.head;
import static io.github.bits4j.embedded.transfer.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.TestKeys;
import io.github.bits4j.embedded.transfer.session.ClientCertificate;
import io.github.bits4j.embedded.transfer.session.ClientIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job's HTTP settings and properties do to its transfer. */
class JobSettingsAtWorkTest {
    private static final String ETAG = "ETag: \"v1\"";
    private static final byte[] CONTENT = ServedJobs.content(1, 50_000);
    private static final String PASSWORD = "pa55word";

    @TempDir
    Path directory;

    private ServedJobs jobs;
    private ScriptedServer server;

    @BeforeEach
    void open() throws IOException {
        jobs = new ServedJobs(directory);
        server = jobs.server;
    }

    @AfterEach
    void close() throws IOException {
        jobs.close();
    }

    private static ScriptedServer.Reply challenge(int status, String header) {
        return (_, out) -> head(out, status, header, "Content-Length: 0");
    }

    @Test
    void headers_go_with_every_request() throws Exception {
        server.replies(broken(CONTENT, 1000, ETAG), file(CONTENT, ETAG));
        Job job = jobs.job("a");
        job.http().setCustomHeaders("X-Token: 1\r\nUser-Agent: Mine\r\n");
        job.resume();
        jobs.completesWith(job, CONTENT);
        assertThat(server.requests).hasSize(2).allSatisfy(request ->
                assertThat(request.headers()).containsEntry("x-token", "1").containsEntry("user-agent", "Mine"));
    }

    @Test
    void a_digest_is_good_for_all_requests_of_an_attempt() throws Exception {
        server.replies(challenge(401, "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256"),
                file(CONTENT, ETAG));
        Job job = jobs.job("a");
        job.addFile(server.url("/b"), jobs.file("b").toString());
        job.http().setCredentials(1, 2, "user", PASSWORD);
        job.resume();
        jobs.completesWith(job, CONTENT);
        assertThat(server.requests).hasSize(3);
        assertThat(server.requests.get(0).headers()).doesNotContainKey("authorization");
        assertThat(server.requests.get(1).headers().get("authorization")).contains("nc=00000001", "uri=\"/a\"");
        assertThat(server.requests.get(2).headers().get("authorization")).contains("nc=00000002", "uri=\"/b\"");
    }

    @Test
    void refused_credentials_are_an_error_that_shows_none() throws Exception {
        server.replies(challenge(401, "WWW-Authenticate: Basic realm=\"r\""));
        Job job = jobs.job("a");
        job.http().setCredentials(1, 1, "user", PASSWORD);
        job.resume();
        assertThat(jobs.fails(job)).isEqualTo("BG_E_HTTP_ERROR_401");
        assertThat(server.requests).hasSize(2);
        assertThat(job.error().toString()).doesNotContain(PASSWORD);
    }

    @Test
    void the_error_names_a_scheme_that_is_not_there() throws Exception {
        server.replies(challenge(401, "WWW-Authenticate: Negotiate"));
        Job job = jobs.job("a");
        job.http().setCredentials(1, 4, null, null);
        job.resume();
        assertThat(jobs.fails(job)).isEqualTo("BG_E_HTTP_ERROR_401");
        assertThat(job.error().description()).contains("Negotiate");
    }

    @Test
    void a_proxy_gets_the_whole_url_and_its_own_credentials() throws Exception {
        server.replies(challenge(407, "Proxy-Authenticate: Basic realm=\"p\""), file(CONTENT, ETAG));
        Job job = jobs.empty();
        job.addFile("http://origin.invalid/x?y", jobs.file("a").toString());
        job.http().setProxySettings(2, "http=127.0.0.1:" + server.port(), null);
        job.http().setCredentials(2, 1, "user", PASSWORD);
        job.resume();
        jobs.completesWith(job, CONTENT);
        assertThat(server.requests).extracting(ScriptedServer.Request::path).containsOnly("http://origin.invalid/x?y");
        assertThat(server.requests.getLast().headers())
                .containsEntry("host", "origin.invalid").containsKey("proxy-authorization").doesNotContainKey("authorization");
    }

    @Test
    void a_proxy_list_is_judged_when_it_is_used() throws Exception {
        Job job = jobs.job("a");
        job.http().setProxySettings(2, "ftp=nonsense", null);
        job.resume();
        assertThat(jobs.fails(job)).isEqualTo("BG_E_INVALID_PROXY_INFO");
    }

    @Test
    void a_reported_redirect_becomes_the_remote_name_and_no_home_for_credentials() throws Exception {
        try (ScriptedServer other = new ScriptedServer()) {
            other.replies(broken(CONTENT, 1000, ETAG), challenge(401, "WWW-Authenticate: Basic realm=\"r\""));
            server.replies((_, out) -> head(out, 302, "Location: " + other.url("/new"), "Content-Length: 0"));
            Job job = jobs.job("a");
            job.http().setSecurityFlags(0x100);
            job.http().setCredentials(1, 1, "user", PASSWORD);
            job.resume();
            assertThat(jobs.fails(job)).isEqualTo("BG_E_HTTP_ERROR_401");
            assertThat(job.files().getFirst().remoteName()).isEqualTo(other.url("/new"));
            assertThat(server.requests).hasSize(1);
            assertThat(other.requests).hasSize(2).noneMatch(request -> request.headers().containsKey("authorization"));
        }
    }

    @Test
    void a_refused_redirect_tells_where_it_would_have_led() throws Exception {
        server.replies((_, out) -> head(out, 301, "Location: /new", "Content-Length: 0"));
        Job job = jobs.job("a");
        job.http().setSecurityFlags(0x200);
        job.resume();
        assertThat(jobs.fails(job)).isEqualTo("BG_E_HTTP_ERROR_301");
        assertThat(job.files().getFirst().remoteName()).isEqualTo(server.url("/new"));
    }

    @Test
    void a_method_of_its_own_is_never_resumed() throws Exception {
        server.replies(broken(CONTENT, 1000, ETAG), file(CONTENT, ETAG));
        Job job = jobs.job("a");
        job.http().setMethod("REPORT");
        job.resume();
        assertThat(jobs.fails(job)).isEqualTo("BG_E_CONNECTION_CLOSED");
        job.resume();
        jobs.completesWith(job, CONTENT);
        assertThat(server.requests).extracting(ScriptedServer.Request::method).containsOnly("REPORT");
        assertThat(server.requests.getLast().headers()).doesNotContainKey("range");
    }

    @Test
    void dynamic_content_needs_no_length_and_begins_anew() throws Exception {
        server.replies(broken(CONTENT, 1000, ETAG), (_, out) -> {
            head(out, 200);
            out.write(CONTENT);
        });
        Job job = jobs.job("a");
        job.properties().setDynamicContent(true);
        job.resume();
        ServedJobs.settles(job, JobState.TRANSFERRED);
        assertThat(job.progress()).isEqualTo(new JobProgress(50_000, 50_000, 1, 1));
        jobs.completesWith(job, CONTENT);
        assertThat(server.requests).hasSize(2).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.headers()).doesNotContainKey("range");
        });
    }

    @Test
    void the_maximum_size_is_that_of_all_files() throws Exception {
        server.replies(file(CONTENT, ETAG));
        Job job = jobs.job("a");
        job.addFile(server.url("/b"), jobs.file("b").toString());
        job.properties().setMaximumSize(99_999);
        job.resume();
        assertThat(jobs.fails(job)).isEqualTo("BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED");
        assertThat(job.progress().filesTransferred()).isEqualTo(1);
        Job enough = jobs.job("a");
        enough.properties().setMaximumSize(50_000);
        enough.resume();
        jobs.completesWith(enough, CONTENT);
    }

    @Test
    void the_maximum_size_ends_content_without_a_length() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        server.replies((_, out) -> {
            head(out, 200);
            out.write(CONTENT);
            out.flush();
            never.await();
        });
        Job job = jobs.job("a");
        job.properties().setDynamicContent(true);
        job.properties().setMaximumSize(49_999);
        job.resume();
        assertThat(jobs.fails(job)).isEqualTo("BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED");
    }

    @Test
    void the_maximum_time_ends_a_transfer_and_resume_resets_it() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        server.replies((_, _) -> never.await());
        Job job = jobs.job("a");
        assertThat(job.maximumDownloadTime()).isEqualTo(7_776_000);
        job.setMaximumDownloadTime(1);
        job.resume();
        assertThat(jobs.fails(job)).isEqualTo("BG_E_MAXDOWNLOAD_TIMEOUT");
        server.replies(file(CONTENT));
        job.resume();
        jobs.completesWith(job, CONTENT);
    }

    @Test
    void waiting_for_a_retry_is_no_download_time() throws Exception {
        server.replies(status(503));
        Job job = jobs.job("a");
        job.setMinimumRetryDelay(1000);
        job.resume();
        QueueFixture.reach(job, JobState.TRANSIENT_ERROR);
        job.setMaximumDownloadTime(0);
        assertThat(job.state()).isEqualTo(JobState.TRANSIENT_ERROR);
        CountDownLatch never = new CountDownLatch(1);
        server.replies((_, _) -> never.await());
        job.resume();
        assertThat(jobs.fails(job)).isEqualTo("BG_E_MAXDOWNLOAD_TIMEOUT");
    }

    @Test
    void a_network_that_costs_too_much_holds_the_job_back() throws Exception {
        AtomicBoolean expensive = new AtomicBoolean(true);
        jobs.queue.setHooks(QueueHooks.NONE.withPolicy(flags -> !expensive.get() || flags == 0x800000FF));
        server.replies(file(CONTENT));
        Job job = jobs.job("a");
        job.properties().setCostFlags(1);
        job.setMinimumRetryDelay(1000);
        job.resume();
        QueueFixture.reach(job, JobState.TRANSIENT_ERROR);
        assertThat(HResult.name(job.error().hresult())).isEqualTo("BG_E_BLOCKED_BY_COST_TRANSFER_POLICY");
        assertThat(server.requests).isEmpty();
        expensive.set(false);
        jobs.queue.reviewPolicy();
        jobs.completesWith(job, CONTENT);
    }

    @Test
    void cost_flags_take_effect_at_once() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        jobs.queue.setHooks(QueueHooks.NONE.withPolicy(flags -> flags == 0x800000FF));
        server.replies((_, out) -> {
            head(out, 200, "Content-Length: 50000", ETAG);
            out.write(CONTENT, 0, 1000);
            out.flush();
            sent.countDown();
            never.await();
        }, file(CONTENT, ETAG));
        Job job = jobs.job("a");
        job.setMinimumRetryDelay(1000);
        job.resume();
        Eventually.reached(sent);
        job.properties().setCostFlags(1);
        assertThat(job.state()).isEqualTo(JobState.TRANSIENT_ERROR);
        job.properties().setCostFlags(0x800000FF);
        jobs.completesWith(job, CONTENT);
    }

    @Test
    void servers_are_checked_and_the_application_asked() throws Exception {
        TestKeys client = TestKeys.make(directory, "client");
        ClientIdentity identity = new ClientIdentity((X509Certificate) client.certificate(), client.identity());
        ClientCertificate certificate = ClientCertificate.bySubject(0, "MY", "client");
        jobs.queue.setHooks(QueueHooks.NONE.withCertificates(
                wanted -> Optional.of(identity).filter(_ -> identity.subject().equals(wanted.subject()))));
        try (ScriptedServer secure = new ScriptedServer(TestKeys.ofServer(directory).context(client), true)) {
            secure.replies(file(CONTENT));
            Job job = jobs.empty();
            job.addFile(secure.localhost("/a"), jobs.file("a").toString());
            job.http().setClientCertificate(certificate);
            job.resume();
            ServedJobs.settles(job, JobState.ERROR);
            assertThat(HResult.hex(job.error().hresult())).isEqualTo("0x80072F0D");
            job.suspend();
            job.http().setSecurityFlags(8);
            job.http().setServerCertificateCheck((_, _, _) -> HResult.E_ACCESSDENIED);
            job.setMinimumRetryDelay(1000);
            job.resume();
            QueueFixture.reach(job, JobState.TRANSIENT_ERROR);
            assertThat(job.error().context()).isEqualTo(ErrorContext.SERVER_CERTIFICATE_CALLBACK);
            assertThat(job.error().hresult()).isEqualTo(HResult.E_ACCESSDENIED);
            assertThat(secure.requests).isEmpty();
            job.suspend();
            job.http().setServerCertificateCheck((host, _, chain) -> host.equals("localhost") ? chain.size() : HResult.E_FAIL);
            job.resume();
            jobs.completesWith(job, CONTENT);
        }
    }
}
