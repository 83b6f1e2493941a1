package io.github.bits4j.tests;

import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ErrorContext;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.TransferError;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.TestKeys;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.SystemCertificates;
import io.github.bits4j.tests.support.TestService;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The certificate callback of IBackgroundCopyJobHttpOptions3, with a server of https whose certificate nobody has signed.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits10_3/nf-bits10_3-ibackgroundcopyservercertificatevalidationcallback-validateservercertificate">ValidateServerCertificate</a>
 */
class ServerCertificateTest extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(20_000, 5);
    private static final int IGNORE_UNKNOWN_CA = 8;

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
        try (RawHttpOptions options = RawHttpOptions.third(job)) {
            assertThat(options.setSecurityFlags(IGNORE_UNKNOWN_CA)).isZero();
        }
    }

    private URI uri() {
        return URI.create(server.localhost("/file"));
    }

    private static int set(BackgroundCopyJob job, CertificateCallback callback) {
        ComObject object = callback.object();
        try (RawHttpOptions options = RawHttpOptions.third(job)) {
            return options.setCertificateCallback(object.pointer());
        } finally {
            object.release();
        }
    }

    @Test
    void the_callback_gets_job_file_certificate_and_chain() throws Exception {
        CertificateCallback callback = new CertificateCallback(HResult.S_OK);
        BackgroundCopyJob job = job();
        assertThat(set(job, callback)).isZero();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(callback.calls).singleElement().satisfies(call -> {
            assertThat(call.job()).isEqualTo(job.displayName());
            assertThat(call.remoteName()).isEqualTo(uri().toString());
            assertThat(call.certificate()).isEqualTo(key.certificate().getEncoded());
            assertThat(call.encoding()).isEqualTo(1);
            assertThat(call.store()).startsWith(0, 0, 0, 0, 'C', 'E', 'R', 'T').contains(key.certificate().getEncoded());
        });
        job.complete();
        assertThat(session.directory.resolve("file")).hasBinaryContent(CONTENT);
    }

    @Test
    void its_failure_is_the_jobs_and_nothing_is_sent() {
        CertificateCallback callback = new CertificateCallback(HResult.CRYPT_E_NOT_FOUND);
        BackgroundCopyJob job = job();
        assertThat(set(job, callback)).isZero();
        job.resume();
        awaitState(job, JobState.TRANSIENT_ERROR);
        TransferError error = job.readError().orElseThrow();
        assertThat(error.hresult()).isEqualTo(HResult.CRYPT_E_NOT_FOUND);
        assertThat(error.context()).isEqualTo(ErrorContext.SERVER_CERTIFICATE_CALLBACK);
        assertThat(server.requests).isEmpty();
        callback.answer = HResult.S_OK;
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(callback.calls).as("a rejection is not kept in mind").hasSizeGreaterThan(1);
    }

    @Test
    void what_the_platform_rejects_it_is_not_asked_about() {
        CertificateCallback callback = new CertificateCallback(HResult.S_OK);
        BackgroundCopyJob job = job();
        assertThat(set(job, callback)).isZero();
        try (RawHttpOptions options = RawHttpOptions.third(job)) {
            assertThat(options.setSecurityFlags(0)).isZero();
        }
        job.resume();
        awaitState(job, JobState.ERROR);
        assertThat(callback.calls).isEmpty();
    }

    @Test
    void the_service_holds_one_reference_until_it_is_cleared() {
        BackgroundCopyJob job = job();
        CertificateCallback callback = new CertificateCallback(HResult.S_OK);
        ComObject object = callback.object();
        try (RawHttpOptions options = RawHttpOptions.third(job)) {
            assertThat(options.setCertificateCallback(object.pointer())).isZero();
            assertThat(object.addRef()).as("ours, the service's and this one").isEqualTo(3);
            object.release();
            assertThat(options.setCertificateCallback(object.pointer())).isZero();
            Await.until("the first reference to be released", () -> references(object) == 2);
            assertThat(options.setCertificateCallback(MemorySegment.NULL)).isZero();
            Await.until("the second one to be released", () -> references(object) == 1);
        } finally {
            object.release();
        }
    }

    private static int references(ComObject object) {
        object.addRef();
        return object.release();
    }

    @Test
    void the_end_of_the_job_lets_go_of_it() {
        BackgroundCopyJob job = job();
        ComObject object = new CertificateCallback(HResult.S_OK).object();
        try (RawHttpOptions options = RawHttpOptions.third(job)) {
            assertThat(options.setCertificateCallback(object.pointer())).isZero();
            job.cancel();
            Await.until("its release", () -> references(object) == 1);
            assertThat(options.setCertificateCallback(object.pointer())).isEqualTo(HResult.BG_E_INVALID_STATE);
            assertThat(references(object)).as("the refused one").isEqualTo(1);
        } finally {
            object.release();
        }
    }

    @Test
    void another_object_is_refused() {
        BackgroundCopyJob job = job();
        try (RawHttpOptions options = RawHttpOptions.third(job)) {
            assertThat(options.setCertificateCallback(job.pointer())).isEqualTo(HResult.E_NOINTERFACE);
        }
    }

    @Test
    void it_is_set_while_the_job_is_suspended_only() {
        BackgroundCopyJob job = session.smallJob();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(set(job, new CertificateCallback(HResult.S_OK))).isEqualTo(HResult.BG_E_READ_ONLY_WHEN_JOB_ACTIVE);
    }

    @Test
    void after_a_restart_no_server_is_believed_until_a_callback_is_set_anew() throws Exception {
        UUID id;
        Path store = session.directory.resolve("store");
        try (EmbeddedService before = EmbeddedService.open(store); BackgroundCopyManager manager = before.connect()) {
            BackgroundCopyJob job = manager.createJob("restart", JobType.DOWNLOAD);
            id = job.id();
            prepare(job);
            assertThat(set(job, new CertificateCallback(HResult.S_OK))).isZero();
        }
        try (EmbeddedService after = EmbeddedService.open(store); BackgroundCopyManager manager = after.connect()) {
            BackgroundCopyJob job = manager.getJob(id);
            job.resume();
            awaitState(job, JobState.TRANSIENT_ERROR);
            assertThat(job.readError().orElseThrow().hresult())
                    .isEqualTo(HResult.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED);
            assertThat(server.requests).isEmpty();
            job.suspend();
            assertThat(set(job, new CertificateCallback(HResult.S_OK))).isZero();
            job.resume();
            awaitState(job, JobState.TRANSFERRED);
        }
    }

    @Test
    void windows_reads_the_chain() {
        Assumptions.assumeTrue(TestService.WINDOWS, "needs crypt32.dll");
        CertificateCallback callback = new CertificateCallback(HResult.S_OK);
        BackgroundCopyJob job = job();
        assertThat(set(job, callback)).isZero();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        CertificateCallback.Call call = callback.calls.getFirst();
        assertThat(SystemCertificates.read(call.store())).containsExactly(call.certificate());
    }
}
