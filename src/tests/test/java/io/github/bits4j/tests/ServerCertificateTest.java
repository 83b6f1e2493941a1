package io.github.bits4j.tests;

import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ErrorContext;
import io.github.bits4j.HttpSecurity;
import io.github.bits4j.HttpSecurityFlag;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.ServerCertificate;
import io.github.bits4j.ServerCertificateCheck;
import io.github.bits4j.TransferError;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptions3Vtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.TestKeys;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.LogCapture;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.SystemCertificates;
import io.github.bits4j.tests.support.TestService;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jspecify.annotations.Nullable;

/**
 * The check of servers' certificates, with a server of https whose certificate nobody has signed.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits10_3/nf-bits10_3-ibackgroundcopyservercertificatevalidationcallback-validateservercertificate">ValidateServerCertificate</a>
 */
class ServerCertificateTest extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(20_000, 5);

    @TempDir
    static Path keys;
    private static TestKeys key;

    private ScriptedServer server;

    @BeforeAll
    static void makeKey() throws Exception {
        key = TestKeys.ofServer(keys);
    }

    @BeforeEach
    void start() throws Exception {
        Assumptions.assumeTrue(service == TestService.EMBEDDED_BITS, "the system's service may be too old for it");
        server = new ScriptedServer(key.context(null)).replies(file(CONTENT, "ETag: \"1\""));
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private BackgroundCopyJob job() {
        BackgroundCopyJob job = session.job();
        prepare(job);
        return job;
    }

    private void prepare(BackgroundCopyJob job) {
        job.addFile(uri(), session.directory.resolve("file"));
        job.http().setSecurity(HttpSecurity.defaults().with(HttpSecurityFlag.IGNORE_UNKNOWN_CA));
    }

    private URI uri() {
        return URI.create(server.localhost("/file"));
    }

    /** What a check got, and how it answers. */
    private static final class Seen implements ServerCertificateCheck {
        final List<ServerCertificate> certificates = new CopyOnWriteArrayList<>();
        final List<BackgroundCopyJob> jobs = new CopyOnWriteArrayList<>();
        final List<String> remoteNames = new CopyOnWriteArrayList<>();
        final List<Thread> threads = new CopyOnWriteArrayList<>();
        volatile @Nullable Exception answer;

        @Override
        public void check(BackgroundCopyJob job, BackgroundCopyFile file, ServerCertificate certificate) throws Exception {
            jobs.add(job);
            remoteNames.add(file.remoteName());
            certificates.add(certificate);
            threads.add(Thread.currentThread());
            Exception rejection = answer;
            if (rejection != null) {
                throw rejection;
            }
        }
    }

    @Test
    void the_check_gets_job_file_certificate_and_chain() throws Exception {
        Seen seen = new Seen();
        BackgroundCopyJob job = job();
        job.http().setServerCertificateCheck(seen);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(seen.jobs).singleElement().isSameAs(job);
        assertThat(seen.remoteNames).containsExactly(uri().toString());
        assertThat(seen.threads).doesNotContain(Thread.currentThread());
        ServerCertificate certificate = seen.certificates.getFirst();
        assertThat(certificate.certificate()).isEqualTo(key.certificate());
        assertThat(certificate.chain()).containsExactly(certificate.certificate());
        assertThat(certificate.sent()).containsExactly(certificate.certificate());
        assertThat(certificate).asString().startsWith("ServerCertificate[CN=localhost, serial number ");
        job.complete();
        assertThat(session.directory.resolve("file")).hasBinaryContent(CONTENT);
    }

    @Test
    void the_chain_begins_with_the_servers_certificate() throws Exception {
        TestKeys authority = TestKeys.make(Files.createTempDirectory(keys, "ca"), "authority", "-ext", "bc:c");
        TestKeys signed = authority.sign("localhost", "-ext", "san=dns:localhost");
        server.close();
        server = new ScriptedServer(signed.context(null)).replies(file(CONTENT, "ETag: \"1\""));
        List<X509Certificate> chain = new CopyOnWriteArrayList<>();
        BackgroundCopyJob job = job();
        job.http().setServerCertificateCheck((_, _, certificate) -> chain.addAll(certificate.chain()));
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(chain).hasSize(2).first().isEqualTo(signed.certificate());
        assertThat(chain).last().isEqualTo(authority.certificate());
    }

    static Stream<Arguments> rejections() {
        return Stream.of(
                arguments(new CertificateException("not ours"), HResult.TRUST_E_FAIL),
                arguments(new ComException(HResult.CRYPT_E_NOT_FOUND, "check"), HResult.CRYPT_E_NOT_FOUND),
                arguments(new IllegalStateException("a mistake"), HResult.E_FAIL));
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void what_it_throws_is_the_jobs_error_and_nothing_is_sent(Exception rejection, int hresult) {
        Seen seen = new Seen();
        seen.answer = rejection;
        BackgroundCopyJob job = job();
        job.http().setServerCertificateCheck(seen);
        try (LogCapture log = new LogCapture()) {
            job.resume();
            awaitState(job, JobState.TRANSIENT_ERROR);
            assertThat(log.text()).contains(rejection.getMessage());
        }
        TransferError error = job.readError().orElseThrow();
        assertThat(error.hresult()).isEqualTo(hresult);
        assertThat(error.context()).isEqualTo(ErrorContext.SERVER_CERTIFICATE_CALLBACK);
        assertThat(server.requests).isEmpty();
        seen.answer = null;
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(seen.certificates).as("a rejection is not kept in mind").hasSizeGreaterThan(1);
    }

    @Test
    void what_the_platform_rejects_it_is_not_asked_about() {
        Seen seen = new Seen();
        BackgroundCopyJob job = job();
        job.http().setServerCertificateCheck(seen);
        job.http().setSecurity(HttpSecurity.defaults());
        job.resume();
        awaitState(job, JobState.ERROR);
        assertThat(seen.certificates).isEmpty();
    }

    @Test
    void another_one_takes_its_place() {
        Seen first = new Seen();
        Seen second = new Seen();
        first.answer = new CertificateException("the first");
        BackgroundCopyJob job = job();
        job.http().setServerCertificateCheck(first);
        job.http().setServerCertificateCheck(second);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(first.certificates).isEmpty();
        assertThat(second.certificates).hasSize(1);
    }

    @Test
    void one_that_rejects_can_be_cleared() {
        BackgroundCopyJob job = job();
        job.http().setServerCertificateCheck((_, _, _) -> {
            throw new CertificateException("never");
        });
        job.resume();
        awaitState(job, JobState.TRANSIENT_ERROR);
        job.suspend();
        job.http().clearServerCertificateCheck();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
    }

    @Test
    void it_can_use_the_job_and_block_for_a_while() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        List<JobState> states = new CopyOnWriteArrayList<>();
        BackgroundCopyJob job = job();
        job.http().setServerCertificateCheck((checked, _, _) -> {
            states.add(checked.state());
            asked.countDown();
            assertThat(answer.await(60, TimeUnit.SECONDS)).isTrue();
        });
        job.resume();
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(job.state()).as("the service goes on meanwhile").isNotEqualTo(JobState.TRANSFERRED);
        assertThat(job.displayName()).isNotEmpty();
        answer.countDown();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(states).singleElement().isNotEqualTo(JobState.SUSPENDED);
    }

    @Test
    void the_services_reference_alone_keeps_it_alive() throws Exception {
        BackgroundCopyJob job = job();
        List<Boolean> asked = new CopyOnWriteArrayList<>();
        WeakReference<ServerCertificateCheck> check = setForgotten(job, asked);
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(check.get() == null).as("collected while registered").isFalse();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(asked).containsExactly(true);
        job.cancel();
        Await.until("the check of an ended job to be collected", () -> {
            System.gc();
            return check.get() == null;
        });
    }

    @Test
    void a_cleared_one_is_let_go() {
        BackgroundCopyJob job = job();
        WeakReference<ServerCertificateCheck> first = setForgotten(job, new CopyOnWriteArrayList<>());
        WeakReference<ServerCertificateCheck> second = setForgotten(job, new CopyOnWriteArrayList<>());
        Await.until("the replaced one to be collected", () -> {
            System.gc();
            return first.get() == null;
        });
        job.http().clearServerCertificateCheck();
        Await.until("the cleared one to be collected", () -> {
            System.gc();
            return second.get() == null;
        });
    }

    /** In a frame of its own, which does not hold the check any more when it has returned. */
    private static WeakReference<ServerCertificateCheck> setForgotten(BackgroundCopyJob job, List<Boolean> asked) {
        ServerCertificateCheck check = (_, _, _) -> asked.add(true);
        job.http().setServerCertificateCheck(check);
        return new WeakReference<>(check);
    }

    @Test
    void a_closed_job_believes_nobody_until_a_check_is_set_anew() {
        Seen seen = new Seen();
        BackgroundCopyJob job = job();
        BackgroundCopyJob closed = session.manager.getJob(job.id());
        closed.http().setServerCertificateCheck(seen);
        closed.close();
        job.resume();
        awaitState(job, JobState.TRANSIENT_ERROR);
        assertThat(job.readError().orElseThrow().hresult())
                .isEqualTo(HResult.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED);
        assertThat(server.requests).isEmpty();
        assertThat(seen.certificates).isEmpty();
        job.suspend();
        job.http().setServerCertificateCheck(seen);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
    }

    @Test
    void another_object_is_refused() {
        BackgroundCopyJob job = job();
        assertThat(new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS3).<Integer>call(
                (vtable, self, _) -> IBackgroundCopyJobHttpOptions3Vtbl.SetServerCertificateValidationInterface.invoke(
                        IBackgroundCopyJobHttpOptions3Vtbl.SetServerCertificateValidationInterface(vtable), self,
                        job.pointer()))).isEqualTo(HResult.E_NOINTERFACE);
    }

    @Test
    void an_ended_job_takes_none() {
        BackgroundCopyJob job = job();
        job.cancel();
        assertFails(HResult.BG_E_INVALID_STATE, () -> job.http().setServerCertificateCheck(new Seen()));
        assertFails(HResult.BG_E_INVALID_STATE, job.http()::clearServerCertificateCheck);
    }

    @Test
    void it_is_set_while_the_job_is_suspended_only() {
        BackgroundCopyJob job = session.smallJob();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertFails(HResult.BG_E_READ_ONLY_WHEN_JOB_ACTIVE, () -> job.http().setServerCertificateCheck(new Seen()));
        assertFails(HResult.BG_E_READ_ONLY_WHEN_JOB_ACTIVE, job.http()::clearServerCertificateCheck);
    }

    @Test
    void after_a_restart_no_server_is_believed_until_a_callback_is_set_anew() throws Exception {
        UUID id;
        Path store = session.directory.resolve("store");
        try (EmbeddedService before = EmbeddedService.open(store); BackgroundCopyManager manager = before.connect()) {
            BackgroundCopyJob job = manager.createJob("restart", JobType.DOWNLOAD);
            id = job.id();
            prepare(job);
            job.http().setServerCertificateCheck(new Seen());
        }
        try (EmbeddedService after = EmbeddedService.open(store); BackgroundCopyManager manager = after.connect()) {
            BackgroundCopyJob job = manager.getJob(id);
            job.resume();
            awaitState(job, JobState.TRANSIENT_ERROR);
            assertThat(job.readError().orElseThrow().hresult())
                    .isEqualTo(HResult.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED);
            assertThat(server.requests).isEmpty();
            job.suspend();
            job.http().setServerCertificateCheck(new Seen());
            job.resume();
            awaitState(job, JobState.TRANSFERRED);
        }
    }

    @Test
    void windows_reads_the_chain() throws Exception {
        Assumptions.assumeTrue(TestService.WINDOWS, "needs crypt32.dll");
        Seen seen = new Seen();
        BackgroundCopyJob job = job();
        job.http().setServerCertificateCheck(seen);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(SystemCertificates.read(seen.certificates.getFirst().serializedStore()))
                .containsExactly(key.certificate().getEncoded());
    }
}
