package io.github.bits4j.embedded.queue;

import static io.github.bits4j.embedded.transfer.upload.BitsUploadServer.none;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replies to uploads, against a server on the loopback. */
class ReplyTest {
    private static final byte[] REPLY = "the reply".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private final HttpTransport transport = new HttpTransport(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private final BitsUploadServer bits = new BitsUploadServer().replying(REPLY, "/reply");
    private QueueFixture fixture;
    private ScriptedServer server;

    @BeforeEach
    void open() throws IOException {
        fixture = new QueueFixture(ServiceRules.BITS, QueueFixture.QUICK, transport, directory);
        server = new ScriptedServer().replies(bits);
        Files.write(directory.resolve("file"), new byte[1_000]);
        Files.createDirectory(directory.resolve("replies"));
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
        server.close();
        transport.close();
        assertThat(bits.violations).isEmpty();
    }

    private Job empty() {
        return fixture.queue.createJob("test", JobType.UPLOAD_REPLY.code());
    }

    private Job job() {
        Job job = empty();
        job.addFile(server.url("/up"), directory.resolve("file").toString());
        return job;
    }

    private static JobReply reply(Job job) {
        return job.reply("test");
    }

    private static void fails(int hresult, ThrowingCallable call) {
        assertThatExceptionOfType(ComException.class).isThrownBy(call)
                .satisfies(e -> assertThat(HResult.format(e.hresult())).isEqualTo(HResult.format(hresult)));
    }

    @Test
    void the_reply_is_downloaded_before_the_session_is_closed() throws Exception {
        Job job = job();
        Path name = directory.resolve("replies").resolve("mine");
        reply(job).setFileName(name.toString());
        assertThat(reply(job).progress()).isEqualTo(new ReplyProgress(-1, 0));
        fails(HResult.BG_E_INVALID_STATE, reply(job)::size);
        job.resume();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        assertThat(server.requests).extracting(ScriptedServer.Request::path)
                .containsExactly("/up", "/up", "/reply", "/up");
        assertThat(reply(job).progress()).isEqualTo(new ReplyProgress(REPLY.length, REPLY.length));
        assertThat(reply(job).size()).isEqualTo(REPLY.length);
        assertThat(reply(job).read()).isEqualTo(REPLY);
        assertThat(name).doesNotExist();
        assertThat(job.progress()).isEqualTo(new JobProgress(1_000, 1_000, 1, 1));

        assertThat(job.complete()).isEqualTo(HResult.S_OK);
        assertThat(name).hasBinaryContent(REPLY);
        assertThat(reply(job).read()).isEqualTo(REPLY);
        Files.delete(name);
        fails(HResult.ofWin32(2), reply(job)::read);
    }

    @Test
    void an_empty_reply_is_an_empty_file() throws Exception {
        bits.replying(new byte[0], "/reply");
        Job job = job();
        job.resume();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        assertThat(reply(job).size()).isZero();
        job.complete();
        assertThat(Path.of(reply(job).fileName())).isEmptyFile();
    }

    @Test
    void without_a_name_the_reply_gets_one_beside_the_upload() {
        Job job = empty();
        assertThat(reply(job).fileName()).isNull();
        job.addFile(server.url("/up"), directory.resolve("file").toString());
        String invented = reply(job).fileName();
        assertThat(Path.of(invented).getParent()).isEqualTo(directory);
        assertThat(reply(job).fileName()).isEqualTo(invented);
        String mine = directory.resolve("mine").toString();
        reply(job).setFileName(mine);
        assertThat(reply(job).fileName()).isEqualTo(mine);
        for (String none : new String[] {"", null}) {
            reply(job).setFileName(mine);
            reply(job).setFileName(none);
            assertThat(Path.of(reply(job).fileName())).hasParentRaw(directory).isNotEqualTo(Path.of(mine));
        }
    }

    @Test
    void a_name_given_before_the_file_stays() {
        Job job = empty();
        String mine = directory.resolve("mine").toString();
        reply(job).setFileName(mine);
        job.addFile(server.url("/up"), directory.resolve("file").toString());
        assertThat(reply(job).fileName()).isEqualTo(mine);
    }

    @Test
    void a_name_that_cannot_be_is_refused() {
        JobReply reply = reply(job());
        String before = reply.fileName();
        fails(HResult.E_INVALIDARG, () -> reply.setFileName("mine"));
        fails(HResult.E_INVALIDARG, () -> reply.setFileName(directory.resolve("a*").toString()));
        fails(HResult.E_INVALIDARG, () -> reply.setFileName(directory.resolve("x".repeat(260)).toString()));
        fails(HResult.ofWin32(3), () -> reply.setFileName(directory.resolve("none/mine").toString()));
        assertThat(reply.fileName()).isEqualTo(before);
    }

    @Test
    void the_name_is_fixed_once_the_reply_comes() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        server.replies(bits, bits, (request, out) -> {
            reached.countDown();
            open.await();
            bits.write(request, out);
        }, bits);
        Job job = job();
        job.resume();
        Eventually.reached(reached);
        fails(HResult.BG_E_INVALID_STATE, () -> reply(job).setFileName(directory.resolve("late").toString()));
        fails(HResult.BG_E_INVALID_STATE, reply(job)::size);
        open.countDown();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        fails(HResult.BG_E_INVALID_STATE, () -> reply(job).setFileName(directory.resolve("late").toString()));
        job.complete();
        fails(HResult.BG_E_INVALID_STATE, () -> reply(job).setFileName(null));
    }

    @Test
    void the_reply_is_told_as_a_file_before_the_end() throws Exception {
        Job job = job();
        reply(job).setFileName(directory.resolve("r").toString());
        job.setNotifyFlags(0x13);
        RecordingTarget target = new RecordingTarget();
        job.setNotifyTarget(target);
        job.resume();
        Eventually.becomes(() -> List.copyOf(target.calls), List.of("file:r", "transferred"));
        assertThat(target.violations).isEmpty();
    }

    @Test
    void an_error_of_the_reply_is_told_from_one_of_the_upload() throws Exception {
        bits.replying(null, "/reply"); // the first fragment is answered without a reply
        Job job = job();
        job.resume();
        QueueFixture.reach(job, JobState.ERROR);
        assertThat(job.error().hresult()).isEqualTo(HResult.BG_E_INVALID_SERVER_RESPONSE);
        assertThat(job.error().file()).isSameAs(job.files().getFirst());
        assertThat(job.files().getFirst().progress().completed()).isFalse();
        assertThat(reply(job).progress().bytesTotal()).isEqualTo(-1);

        bits.replying(REPLY, "/reply");
        server.replies(bits, ScriptedServer.broken(REPLY, 4), ScriptedServer.status(404), bits);
        job.setMinimumRetryDelay(0);
        job.resume();
        Eventually.becomes(() -> job.state() == JobState.ERROR && job.error().hresult() == HResult.ofHttpStatus(404), true);
        assertThat(job.error().context()).isEqualTo(ErrorContext.REMOTE_FILE);
        assertThat(job.error().file()).isNotSameAs(job.files().getFirst());
        assertThat(job.error().file().remoteName()).isEqualTo(server.url("/reply"));
        assertThat(job.files().getFirst().progress().completed()).isTrue();
        assertThat(reply(job).progress()).isEqualTo(new ReplyProgress(REPLY.length, 4));

        job.resume();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        assertThat(reply(job).read()).isEqualTo(REPLY);
        assertThat(bits.packets).last().isEqualTo("Close-Session");
    }

    @Test
    void cancel_deletes_what_came_of_the_reply() throws Exception {
        bits.on("Close-Session", (_, _, out) -> {
            ScriptedServer.head(out, 500, "Content-Length: 0");
            return true;
        }, none());
        Job job = job();
        reply(job).setFileName(directory.resolve("replies/mine").toString());
        job.setNoProgressTimeout(0);
        job.resume();
        QueueFixture.reach(job, JobState.ERROR);
        assertThat(job.error().file()).isSameAs(job.files().getFirst());
        assertThat(job.cancel()).isEqualTo(HResult.S_OK);
        assertThat(directory.resolve("replies")).isEmptyDirectory();
        assertThat(bits.sessionCount()).isZero();
        fails(HResult.BG_E_INVALID_STATE, reply(job)::size);
    }
}
