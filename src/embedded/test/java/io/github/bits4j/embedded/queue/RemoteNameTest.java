package io.github.bits4j.embedded.queue;

import static io.github.bits4j.embedded.queue.JobPropertiesTest.refused;
import static io.github.bits4j.embedded.transfer.ScriptedServer.broken;
import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static io.github.bits4j.embedded.transfer.ScriptedServer.head;
import static io.github.bits4j.embedded.transfer.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that come from another place than the one they began at. */
class RemoteNameTest {
    private static final String STAMP = "Last-Modified: Tue, 15 Nov 1994 12:45:26 GMT";
    private static final byte[] CONTENT = ServedJobs.content(1, 50_000);
    private static final byte[] OTHER = ServedJobs.content(2, 50_000);

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

    /** A job of which 10,000 bytes are there. */
    private Job interrupted(String... validators) throws InterruptedException {
        server.replies(broken(CONTENT, 10_000, validators));
        Job job = jobs.job("a");
        job.setMinimumRetryDelay(1000);
        job.resume();
        QueueFixture.reach(job, JobState.TRANSIENT_ERROR);
        return job;
    }

    @Test
    void the_same_file_elsewhere_goes_on() throws Exception {
        Job job = interrupted(STAMP, "ETag: \"here\"");
        try (ScriptedServer mirror = new ScriptedServer()) {
            mirror.replies(file(CONTENT, STAMP, "ETag: \"there\""));
            job.setRemoteName(job.files().getFirst(), mirror.url("/b"));
            assertThat(job.files().getFirst().remoteName()).isEqualTo(mirror.url("/b"));
            job.resume();
            jobs.completesWith(job, CONTENT);
            assertThat(mirror.requests.getFirst().offset()).isEqualTo(10_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Last-Modified: Wed, 16 Nov 1994 12:45:26 GMT", "X-None: 1"})
    void another_file_elsewhere_begins_anew(String stamp) throws Exception {
        Job job = interrupted(STAMP, "ETag: \"v\"");
        try (ScriptedServer mirror = new ScriptedServer()) {
            mirror.replies(file(OTHER, stamp, "ETag: \"v\""));
            job.setRemoteName(job.files().getFirst(), mirror.url("/b"));
            job.resume();
            jobs.completesWith(job, OTHER);
        }
    }

    @Test
    void a_running_transfer_changes_over() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        server.replies((_, out) -> {
            head(out, 200, "Content-Length: 50000");
            out.flush();
            sent.countDown();
            never.await();
        });
        Job job = jobs.job("a");
        job.resume();
        Eventually.reached(sent);
        try (ScriptedServer mirror = new ScriptedServer()) {
            mirror.replies(file(CONTENT));
            assertThat(job.replaceRemotePrefix(server.url("/"), mirror.url("/x/"))).isEqualTo(HResult.S_OK);
            jobs.completesWith(job, CONTENT);
            assertThat(mirror.requests.getFirst().path()).isEqualTo("/x/a");
        }
    }

    @Test
    void a_prefix_counts_in_its_case_and_finished_files_stay() throws Exception {
        server.replies(file(CONTENT), status(404));
        Job job = jobs.job("a");
        job.addFile(server.url("/Dir/b"), jobs.file("b").toString());
        job.addFile(server.url("/dir/c"), jobs.file("c").toString());
        job.resume();
        assertThat(jobs.fails(job)).isEqualTo("BG_E_HTTP_ERROR_404");
        assertThat(job.replaceRemotePrefix(server.url("/DIR/"), server.url("/new/"))).isEqualTo(HResult.S_FALSE);
        assertThat(job.replaceRemotePrefix(server.url("/Dir/"), server.url("/new/"))).isEqualTo(HResult.S_OK);
        assertThat(job.replaceRemotePrefix(server.url("/a"), server.url("/z"))).isEqualTo(HResult.S_OK);
        assertThat(job.files()).extracting(JobFile::remoteName)
                .containsExactly(server.url("/z"), server.url("/new/b"), server.url("/dir/c"));
        server.replies(file(CONTENT));
        job.resume();
        jobs.completesWith(job, CONTENT);
        assertThat(server.requests).extracting(ScriptedServer.Request::path)
                .containsExactly("/a", "/Dir/b", "/new/b", "/dir/c");
    }

    @Test
    void bad_names_change_nothing() {
        Job job = jobs.job("a");
        JobFile first = job.files().getFirst();
        String name = first.remoteName();
        refused(HResult.E_INVALIDARG, () -> job.setRemoteName(first, "nonsense"));
        refused(HResult.E_INVALIDARG, () -> job.setRemoteName(first, "http://h/" + "x/".repeat(1100)));
        refused(HResult.E_INVALIDARG, () -> job.replaceRemotePrefix("", "http://h/"));
        refused(HResult.E_INVALIDARG, () -> job.replaceRemotePrefix("http", "nonsense"));
        refused(HResult.BG_E_NOT_FOUND, () -> jobs.empty().setRemoteName(first, "http://h/x"));
        assertThat(first.remoteName()).isEqualTo(name);
    }
}
