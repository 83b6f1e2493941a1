package io.github.bits4j.embedded.queue;

import static io.github.bits4j.embedded.transfer.upload.BitsUploadServer.breakAfter;
import static io.github.bits4j.embedded.transfer.upload.BitsUploadServer.none;
import static io.github.bits4j.embedded.transfer.upload.BitsUploadServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.upload.BitsUploadServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upload jobs, against a server on the loopback. */
class UploadJobTest {
    @TempDir
    Path directory;

    private final HttpTransport transport = new HttpTransport(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private final BitsUploadServer bits = new BitsUploadServer();
    private QueueFixture fixture;
    private ScriptedServer server;
    private byte[] content;

    @BeforeEach
    void open() throws IOException {
        fixture = new QueueFixture(ServiceRules.BITS, QueueFixture.QUICK, transport, directory);
        server = new ScriptedServer().replies(bits);
        content = new byte[200_000];
        new Random(1).nextBytes(content);
        Files.write(directory.resolve("file"), content);
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
        server.close();
        transport.close();
        assertThat(bits.violations).isEmpty();
    }

    private Job empty() {
        return fixture.queue.createJob("test", JobType.UPLOAD.code());
    }

    private Job job() {
        Job job = empty();
        job.addFile(server.url("/up"), directory.resolve("file").toString());
        return job;
    }

    private Job transferred() throws InterruptedException {
        Job job = job();
        job.resume();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        return job;
    }

    private static void fails(int hresult, ThrowingCallable call) {
        assertThatExceptionOfType(ComException.class).isThrownBy(call)
                .satisfies(e -> assertThat(HResult.format(e.hresult())).isEqualTo(HResult.format(hresult)));
    }

    private void failsWith(Job job, int hresult, ErrorContext context) throws InterruptedException {
        job.resume();
        QueueFixture.reach(job, JobState.ERROR);
        assertThat(HResult.format(job.error().hresult())).isEqualTo(HResult.format(hresult));
        assertThat(job.error().context()).isEqualTo(context);
        assertThat(job.error().file()).isSameAs(job.files().getFirst());
        assertThat(job.error().contextDescription()).isNotEmpty();
    }

    @Test
    void an_upload_is_transferred_when_its_session_is_closed() throws Exception {
        Job job = transferred();
        assertThat(bits.file("/up")).isEqualTo(content);
        assertThat(bits.packets).last().isEqualTo("Close-Session");
        assertThat(bits.sessionCount()).isZero();
        assertThat(job.progress()).isEqualTo(new JobProgress(200_000, 200_000, 1, 1));
        assertThat(job.files().getFirst().progress()).isEqualTo(new FileProgress(200_000, 200_000, true));
        assertThat(job.complete()).isEqualTo(HResult.S_OK);
        assertThat(job.state()).isEqualTo(JobState.ACKNOWLEDGED);
        assertThat(directory.resolve("file")).hasBinaryContent(content);
        assertThat(directory).isDirectoryNotContaining(path -> !path.endsWith("file"));
    }

    @Test
    void an_upload_has_one_file() {
        Job job = empty();
        FileInfo info = new FileInfo(server.url("/up"), directory.resolve("file").toString());
        fails(HResult.BG_E_TOO_MANY_FILES, () -> job.addFiles(List.of(info, info)));
        assertThat(job.files()).isEmpty();
        job.addFiles(List.of(info));
        fails(HResult.BG_E_TOO_MANY_FILES, () -> job.addFile(info.remoteUrl(), info.localName()));
        fails(HResult.BG_E_TOO_MANY_FILES, () -> job.addFiles(List.of(info)));
        assertThat(job.files()).hasSize(1);
    }

    @Test
    void an_upload_without_a_file_is_not_resumed() {
        fails(HResult.BG_E_EMPTY, empty()::resume);
    }

    @Test
    void an_upload_is_completed_only_when_it_is_transferred() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        bits.on("Fragment", none(), (_, _, _) -> {
            reached.countDown();
            open.await();
            return false;
        });
        Job job = job();
        fails(HResult.BG_E_INVALID_STATE, job::complete);
        job.resume();
        Eventually.reached(reached);
        assertThat(job.state()).isEqualTo(JobState.TRANSFERRING);
        assertThat(job.progress()).isEqualTo(new JobProgress(200_000, 65_536, 1, 0));
        fails(HResult.BG_E_INVALID_STATE, job::complete);
        open.countDown();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        job.complete();
        fails(HResult.BG_E_INVALID_STATE, job::complete);
        fails(HResult.BG_E_INVALID_STATE, job::cancel);
    }

    @Test
    void only_transferred_and_error_are_told_of_an_upload() throws Exception {
        Job job = job();
        job.setNotifyFlags(0x13);
        RecordingTarget target = new RecordingTarget();
        job.setNotifyTarget(target);
        job.resume();
        Eventually.becomes(() -> List.copyOf(target.calls), List.of("transferred"));
        assertThat(target.violations).isEmpty();
    }

    @Test
    void a_broken_connection_is_a_transient_error_and_the_rest_is_sent_later() throws Exception {
        bits.on("Fragment", none(), breakAfter(1_000), breakAfter(5_000));
        Job job = transferred();
        assertThat(bits.file("/up")).isEqualTo(content);
        assertThat(job.errorCount()).isEqualTo(2);
        assertThat(bits.packets).filteredOn("Create-Session"::equals).hasSize(1);
    }

    @Test
    void a_close_session_without_answer_is_repeated() throws Exception {
        bits.on("Close-Session", status(500), breakAfter(0));
        Job job = transferred();
        assertThat(job.errorCount()).isEqualTo(2);
        assertThat(bits.packets).filteredOn(packet -> packet.startsWith("Fragment")).hasSize(3);
        assertThat(bits.sessionCount()).isZero();
    }

    @Test
    void suspend_keeps_the_session_and_resume_goes_on() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        bits.on("Fragment", none(), (_, _, _) -> {
            reached.countDown();
            return new CountDownLatch(1).await(1, TimeUnit.DAYS);
        });
        Job job = job();
        job.resume();
        Eventually.reached(reached);
        job.suspend();
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
        job.resume();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        assertThat(bits.file("/up")).isEqualTo(content);
        assertThat(bits.packets).filteredOn("Create-Session"::equals).hasSize(1);
    }

    @Test
    void an_error_of_the_server_application_has_its_context() throws Exception {
        bits.on("Fragment", none(), status(
                403, "BITS-Packet-Type: Ack", "BITS-Error-Code: 0x80190193", "BITS-Error-Context: 0x7"));
        failsWith(job(), HResult.ofHttpStatus(403), ErrorContext.REMOTE_APPLICATION);
    }

    @Test
    void a_refusal_of_the_server_has_the_context_of_the_remote_file() throws Exception {
        bits.on("Create-Session", status(403, "BITS-Error: 0x80070005", "BITS-Error-Context: 0x5"));
        Job job = job();
        failsWith(job, HResult.E_ACCESSDENIED, ErrorContext.REMOTE_FILE);
        job.resume();
        QueueFixture.reach(job, JobState.TRANSFERRED);
    }

    @Test
    void a_file_that_is_missing_fails_the_job_until_it_is_there() throws Exception {
        Files.delete(directory.resolve("file"));
        Job job = job();
        assertThat(job.progress().bytesTotal()).isEqualTo(-1);
        failsWith(job, HResult.ofWin32(2), ErrorContext.LOCAL_FILE);
        Files.write(directory.resolve("file"), content);
        job.resume();
        QueueFixture.reach(job, JobState.TRANSFERRED);
    }

    @Test
    void a_change_of_the_file_fails_the_job_and_resume_sends_it_as_it_is_now() throws Exception {
        bits.on("Fragment", none(), (_, _, _) -> {
            Files.write(directory.resolve("file"), new byte[70_000]);
            return false;
        });
        content = new byte[300_000];
        Files.write(directory.resolve("file"), content);
        Job job = job();
        failsWith(job, HResult.BG_E_LOCAL_FILE_CHANGED, ErrorContext.LOCAL_FILE);
        assertThat(job.progress().bytesTransferred()).isZero();
        Eventually.becomes(bits::sessionCount, 0); // the server need not keep what it has
        job.resume();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        assertThat(bits.file("/up")).isEqualTo(new byte[70_000]);
    }

    @Test
    void cancel_tells_the_server() throws Exception {
        bits.on("Fragment", none(), status(404));
        Job job = job();
        job.resume();
        QueueFixture.reach(job, JobState.ERROR);
        assertThat(job.cancel()).isEqualTo(HResult.S_OK);
        assertThat(bits.packets).last().isEqualTo("Cancel-Session");
        assertThat(bits.sessionCount()).isZero();
        assertThat(directory.resolve("file")).exists();
    }

    @Test
    void cancel_is_repeated_behind_the_callers_back() throws Exception {
        bits.on("Fragment", none(), status(404));
        bits.on("Cancel-Session", status(503), breakAfter(0));
        Job job = job();
        job.resume();
        QueueFixture.reach(job, JobState.ERROR);
        job.cancel();
        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
        Eventually.becomes(bits::sessionCount, 0);
        assertThat(bits.packets).filteredOn("Cancel-Session"::equals).hasSize(3);
    }

    @Test
    void without_retries_cancel_is_not_repeated() throws Exception {
        bits.on("Fragment", none(), status(404));
        bits.on("Cancel-Session", status(503));
        Job job = job();
        job.resume();
        QueueFixture.reach(job, JobState.ERROR);
        job.setNoProgressTimeout(0);
        job.cancel();
        Thread.sleep(200); // ten times the retry delay
        assertThat(bits.packets).filteredOn("Cancel-Session"::equals).hasSize(1);
    }

    @Test
    void an_upload_that_never_began_is_cancelled_without_the_server() {
        assertThat(job().cancel()).isEqualTo(HResult.S_OK);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void the_other_types_have_no_reply() {
        for (Job job : List.of(empty(), fixture.queue.createJob("test", JobType.DOWNLOAD.code()))) {
            fails(HResult.E_NOTIMPL, () -> job.reply("GetReplyProgress"));
        }
    }

    @Test
    void delivery_optimization_has_no_uploads() {
        try (QueueFixture other = new QueueFixture(
                ServiceRules.DELIVERY_OPTIMIZATION, QueueFixture.QUICK, transport, directory)) {
            fails(HResult.E_NOTIMPL, () -> other.queue.createJob("test", JobType.UPLOAD.code()));
            fails(HResult.E_NOTIMPL, () -> other.queue.createJob("test", JobType.UPLOAD_REPLY.code()));
        }
    }
}
