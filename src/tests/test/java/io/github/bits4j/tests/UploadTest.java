package io.github.bits4j.tests;

import static io.github.bits4j.embedded.transfer.upload.BitsUploadServer.breakAfter;
import static io.github.bits4j.embedded.transfer.upload.BitsUploadServer.none;
import static io.github.bits4j.embedded.transfer.upload.BitsUploadServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.Completion;
import io.github.bits4j.ErrorContext;
import io.github.bits4j.FileInfo;
import io.github.bits4j.FileProgress;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobProgress;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.ReplyProgress;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.TransferError;
import io.github.bits4j.UnsupportedInterfaceException;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob2Vtbl;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.upload.BitsUploadServer;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.Recorder;
import io.github.bits4j.tests.support.ServiceTest;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Uploads and their replies, against a server of the BITS upload protocol.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/bits/bits-upload-protocol">BITS Upload Protocol</a>
 */
class UploadTest extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(150_000, 7);
    private static final byte[] REPLY = LoopbackServer.bytes(1_000, 8);

    private final BitsUploadServer bits = new BitsUploadServer();
    private ScriptedServer server;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer().replies(bits);
        file = Files.write(session.directory.resolve("upload"), CONTENT);
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
        assertThat(bits.violations).isEmpty();
    }

    private BackgroundCopyJob job(JobType type) {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no uploads");
        session.require(Feature.UPLOADS);
        BackgroundCopyJob job = session.job(type);
        job.setMinimumRetryDelay(Duration.ofSeconds(5));
        return job;
    }

    private BackgroundCopyJob jobWithFile(JobType type) {
        BackgroundCopyJob job = job(type);
        job.addFile(server.uri("/up"), file);
        return job;
    }

    private BackgroundCopyJob transferred(JobType type) {
        BackgroundCopyJob job = jobWithFile(type);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        return job;
    }

    @Test
    void a_file_is_uploaded() throws Exception {
        BackgroundCopyJob job = jobWithFile(JobType.UPLOAD);
        assertThat(job.type()).isEqualTo(JobType.UPLOAD);
        job.resume();
        job.whenTransferred().get(60, TimeUnit.SECONDS);
        assertThat(bits.file("/up")).isEqualTo(CONTENT);
        assertThat(job.progress()).isEqualTo(new JobProgress(OptionalLong.of(150_000), 150_000, 1, 1));
        assertThat(job.files().getFirst().progress())
                .isEqualTo(new FileProgress(OptionalLong.of(150_000), 150_000, true));
        assertThat(job.complete()).isEqualTo(Completion.FULL);
        assertThat(job.state()).isEqualTo(JobState.ACKNOWLEDGED);
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(bits.sessionCount()).isZero();
    }

    @Test
    void an_upload_goes_on_after_a_broken_connection() {
        bits.on("Fragment", none(), breakAfter(1_000));
        BackgroundCopyJob job = transferred(JobType.UPLOAD);
        assertThat(bits.file("/up")).isEqualTo(CONTENT);
        assertThat(bits.packets).filteredOn("Create-Session"::equalsIgnoreCase).hasSize(1);
        job.complete();
    }

    @Test
    void an_upload_has_one_file_and_is_completed_when_it_is_transferred() {
        BackgroundCopyJob job = job(JobType.UPLOAD);
        FileInfo info = new FileInfo(server.uri("/up"), file);
        assertFails(HResult.BG_E_TOO_MANY_FILES, () -> job.addFiles(List.of(info, info)));
        assertThat(job.files()).isEmpty();
        job.addFile(server.uri("/up"), file);
        assertFails(HResult.BG_E_TOO_MANY_FILES, () -> job.addFile(server.uri("/up"), file));
        assertFails(HResult.BG_E_INVALID_STATE, job::complete);
    }

    @Test
    void the_reply_comes_into_its_file_and_into_memory() {
        bits.replying(REPLY, "/reply");
        BackgroundCopyJob job = job(JobType.UPLOAD_REPLY);
        assertThat(job.reply().fileName()).isEmpty();
        job.addFile(server.uri("/up"), file);
        assertThat(job.reply().fileName()).hasValueSatisfying(name -> assertThat(name).hasParentRaw(session.directory));
        Path reply = session.directory.resolve("reply");
        job.reply().setFileName(reply);
        assertThat(job.reply().fileName()).contains(reply);
        assertThat(job.reply().progress()).isEqualTo(new ReplyProgress(OptionalLong.empty(), 0));
        assertFails(HResult.BG_E_INVALID_STATE, job.reply()::data);

        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(job.reply().progress()).isEqualTo(new ReplyProgress(OptionalLong.of(1_000), 1_000));
        assertThat(job.reply().data()).hasValueSatisfying(data -> assertThat(data).isEqualTo(REPLY));
        assertThat(reply).doesNotExist();
        assertFails(HResult.BG_E_INVALID_STATE, () -> job.reply().setFileName(file));
        assertThat(job.complete()).isEqualTo(Completion.FULL);
        assertThat(reply).hasBinaryContent(REPLY);
        assertThat(job.reply().data()).hasValueSatisfying(data -> assertThat(data).isEqualTo(REPLY));
    }

    @Test
    void an_empty_reply_is_none() {
        bits.replying(new byte[0], "/reply");
        BackgroundCopyJob job = transferred(JobType.UPLOAD_REPLY);
        assertThat(job.reply().data()).isEmpty();
        Path reply = job.reply().fileName().orElseThrow();
        job.complete();
        assertThat(reply).isEmptyFile();
    }

    @Test
    void a_reply_of_more_than_a_megabyte_is_in_its_file_only() {
        byte[] large = LoopbackServer.bytes((1 << 20) + 1, 9);
        bits.replying(large, "/reply");
        BackgroundCopyJob job = transferred(JobType.UPLOAD_REPLY);
        assertFails(HResult.BG_E_TOO_LARGE, job.reply()::data);
        call(job, (vtable, self, arena) -> {
            MemorySegment buffer = arena.allocate(ValueLayout.ADDRESS);
            buffer.set(ValueLayout.JAVA_LONG, 0, -1);
            MemorySegment length = arena.allocate(ValueLayout.JAVA_LONG);
            assertThat(IBackgroundCopyJob2Vtbl.GetReplyData.invoke(
                    IBackgroundCopyJob2Vtbl.GetReplyData(vtable), self, buffer, length)).isEqualTo(HResult.BG_E_TOO_LARGE);
            assertThat(buffer.get(ValueLayout.JAVA_LONG, 0)).isZero();
            assertThat(length.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(large.length);
            return HResult.S_OK;
        });
        Path reply = job.reply().fileName().orElseThrow();
        job.complete();
        assertThat(reply).hasBinaryContent(large);
    }

    @Test
    void a_reply_of_a_megabyte_is_read_into_memory() {
        byte[] large = LoopbackServer.bytes(1 << 20, 10);
        bits.replying(large, "/reply");
        BackgroundCopyJob job = transferred(JobType.UPLOAD_REPLY);
        assertThat(job.reply().data()).hasValueSatisfying(data -> assertThat(data).isEqualTo(large));
        job.complete();
    }

    @Test
    void the_name_of_the_reply_file_is_given_back_to_the_service() {
        BackgroundCopyJob job = jobWithFile(JobType.UPLOAD_REPLY);
        Path mine = session.directory.resolve("mine");
        job.reply().setFileName(mine);
        job.reply().clearFileName();
        assertThat(job.reply().fileName()).hasValueSatisfying(name ->
                assertThat(name).hasParentRaw(session.directory).isNotEqualTo(mine));
    }

    @Test
    void only_a_job_with_a_reply_has_its_methods() {
        BackgroundCopyJob upload = job(JobType.UPLOAD);
        for (BackgroundCopyJob job : List.of(upload, session.job())) {
            assertFails(HResult.E_NOTIMPL, job.reply()::data);
            assertFails(HResult.E_NOTIMPL, job.reply()::progress);
            assertFails(HResult.E_NOTIMPL, job.reply()::fileName);
        }
    }

    @Test
    void a_progress_that_goes_nowhere_is_refused() {
        BackgroundCopyJob job = job(JobType.UPLOAD_REPLY);
        Assumptions.assumeTrue(service.isEmbedded(), "a proxy refuses NULL itself");
        assertThat(call(job, (vtable, self, arena) -> IBackgroundCopyJob2Vtbl.GetReplyProgress.invoke(
                IBackgroundCopyJob2Vtbl.GetReplyProgress(vtable), self, MemorySegment.NULL))).isEqualTo(HResult.E_INVALIDARG);
    }

    @Test
    void only_the_owner_names_the_reply_file() {
        Assumptions.assumeTrue(service.isEmbedded(), "needs a second user, whom only the embedded service makes up");
        BackgroundCopyJob mine = job(JobType.UPLOAD_REPLY);
        try (BackgroundCopyManager stranger = session.embedded().connectAs("somebody else")) {
            BackgroundCopyJob theirs = stranger.getJob(mine.id());
            assertFails(HResult.E_ACCESSDENIED, () -> theirs.reply().setFileName(file.resolveSibling("reply")));
            assertFails(HResult.E_ACCESSDENIED, theirs.reply()::clearFileName);
        }
    }

    @Test
    void the_listener_hears_of_the_reply_and_of_the_end() {
        bits.replying(REPLY, "/reply");
        BackgroundCopyJob job = jobWithFile(JobType.UPLOAD_REPLY);
        Path reply = session.directory.resolve("reply");
        job.reply().setFileName(reply);
        job.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_TRANSFERRED, NotifyFlag.JOB_ERROR, NotifyFlag.FILE_TRANSFERRED));
        Recorder recorder = new Recorder();
        job.setNotifyInterface(recorder);
        job.resume();
        recorder.awaitCall("JobTransferred");
        assertThat(recorder.calls).containsExactly("FileTransferred", "JobTransferred");
        assertThat(recorder.files).containsExactly(reply.toString());
        session.complete(job);
    }

    @Test
    void cancel_ends_the_session_on_the_server() {
        bits.on("Fragment", none(), status(404));
        BackgroundCopyJob job = jobWithFile(JobType.UPLOAD);
        job.resume();
        awaitState(job, JobState.ERROR);
        assertThat(bits.sessionCount()).isOne();
        job.cancel();
        Await.until("the end of the session", () -> bits.sessionCount() == 0);
        assertThat(file).exists();
    }

    @Test
    void an_error_of_the_server_application_is_told_from_one_of_the_server() {
        bits.on("Fragment", status(403, "BITS-Packet-Type: Ack", "BITS-Error-Code: 0x80190193", "BITS-Error: 0x80190193",
                "BITS-Error-Context: 0x7"));
        BackgroundCopyJob job = jobWithFile(JobType.UPLOAD);
        job.resume();
        awaitState(job, JobState.ERROR);
        TransferError error = job.readError().orElseThrow();
        assertThat(error.hresult()).isEqualTo(HResult.ofHttpStatus(403));
        assertThat(error.context()).isEqualTo(ErrorContext.REMOTE_APPLICATION);
    }

    @Test
    void a_change_of_the_file_during_the_upload_is_an_error() {
        bits.on("Fragment", none(), (_, _, _) -> {
            Files.write(file, new byte[10]);
            return false;
        });
        BackgroundCopyJob job = job(JobType.UPLOAD);
        Assumptions.assumeTrue(service.isEmbedded(), "the system's sends fragments of other lengths, and locks the file");
        job.addFile(server.uri("/up"), write(LoopbackServer.bytes(300_000, 11)));
        job.resume();
        awaitState(job, JobState.ERROR);
        TransferError error = job.readError().orElseThrow();
        assertThat(error.hresult()).isEqualTo(HResult.BG_E_LOCAL_FILE_CHANGED);
        assertThat(error.context()).isEqualTo(ErrorContext.LOCAL_FILE);
    }

    private Path write(byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void delivery_optimization_has_no_uploads() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.DELIVERY_OPTIMIZATION, "BITS has uploads");
        assertFails(HResult.E_NOTIMPL, () -> session.manager.createJob("upload", JobType.UPLOAD));
        BackgroundCopyJob job = session.job();
        for (ThrowingCallable call : List.<ThrowingCallable>of(() -> job.reply().setFileName(file), job.reply()::clearFileName,
                job.reply()::fileName, job.reply()::progress, job.reply()::data)) {
            assertThatThrownBy(call).isInstanceOf(UnsupportedInterfaceException.class);
        }
    }

    private static int call(BackgroundCopyJob job, ComPointer.Call<Integer> method) {
        try (ComScope scope = new ComScope(); ComPointer job1 = ComPointer.share(job.pointer(), scope)) {
            return job1.query(InterfaceIds.IBACKGROUND_COPY_JOB2).orElseThrow().call(method);
        }
    }
}
