package io.github.bits4j.embedded.queue;

import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.JobState;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentTest {
    private static final byte[] WRONG = ServedJobs.content(1, 1000);
    private static final byte[] RIGHT = ServedJobs.content(2, 700);

    @TempDir
    Path directory;

    private ServedJobs jobs;

    @BeforeEach
    void open() throws IOException {
        jobs = new ServedJobs(directory);
    }

    @AfterEach
    void close() throws IOException {
        jobs.close();
    }

    /** Refuses the first content while it is told of it, and accepts the notification. */
    private static final class Refusing implements NotifyTarget {
        final AtomicInteger files = new AtomicInteger();
        final AtomicInteger errors = new AtomicInteger();

        @Override
        public int jobTransferred(Job job) {
            return HResult.S_OK;
        }

        @Override
        public int jobError(Job job, JobError error) {
            errors.incrementAndGet();
            return HResult.S_OK;
        }

        @Override
        public int jobModification(Job job) {
            return HResult.S_OK;
        }

        @Override
        public int fileTransferred(Job job, JobFile file) {
            if (files.incrementAndGet() == 1) {
                job.content(file).setValid(false);
            }
            return HResult.S_OK;
        }

        @Override
        public int fileRangesTransferred(Job job, JobFile file, List<FileRange> ranges) {
            return HResult.S_OK;
        }

        @Override
        public void release() {}
    }

    @Test
    void whoRefusesAFileWhileToldOfItIsToldOfTheNext() throws Exception {
        jobs.server.replies(file(WRONG, "ETag: \"1\""), file(RIGHT, "ETag: \"2\""));
        Job job = jobs.job("a");
        Refusing target = new Refusing();
        job.setNotifyFlags(NotifyFlag.FILE_TRANSFERRED.code() | NotifyFlag.JOB_ERROR.code());
        job.setNotifyTarget(target);
        job.resume();
        Eventually.becomes(() -> job.state() == JobState.ERROR, true);
        assertThat(job.error().hresult()).isEqualTo(HResult.BG_E_VALIDATION_FAILED);
        assertThat(job.error().file()).isSameAs(job.files().getFirst());
        Eventually.becomes(target.errors::get, 1);
        assertThat(job.content(job.files().getFirst()).bytes()).isZero();
        job.resume();
        jobs.completesWith(job, RIGHT);
        Eventually.becomes(target.files::get, 2);
    }

    @Test
    void anEndedJobIsNotValidated() throws Exception {
        jobs.server.replies(file(RIGHT, "ETag: \"2\""));
        Job job = jobs.job("a");
        job.resume();
        jobs.completesWith(job, RIGHT);
        FileContent content = job.content(job.files().getFirst());
        assertThat(content.isValid()).isTrue();
        refused(HResult.BG_E_INVALID_STATE, () -> content.setValid(false));
        refused(HResult.BG_E_INVALID_STATE, content::temporaryName);
    }

    @Test
    void uploadsHaveNothingToValidate() throws Exception {
        Job job = jobs.queue.createJob("upload", 1);
        job.addFile(jobs.server.url("/up"), Files.write(jobs.file("up"), RIGHT).toString());
        FileContent content = job.content(job.files().getFirst());
        refused(HResult.E_NOTIMPL, () -> content.setValid(true));
        refused(HResult.E_NOTIMPL, content::temporaryName);
        refused(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, content::ranges);
        assertThat(content.bytes()).isZero();
    }

    @Test
    void dynamicContentHasNoParts() {
        Job job = jobs.empty();
        job.properties().setDynamicContent(true);
        job.addFile(jobs.server.url("/a"), jobs.file("a").toString());
        refused(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, job.content(job.files().getFirst())::ranges);
    }

    private static void refused(int hresult, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ComException.class, e ->
                assertThat(HResult.name(e.hresult())).isEqualTo(HResult.name(hresult)));
    }
}
