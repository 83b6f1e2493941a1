package io.github.bits4j.embedded.queue;

import static io.github.bits4j.embedded.queue.JobPropertiesTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Remote files that are files, and local ones that must stay where they may be. */
class LocalSourceTest {
    private static final byte[] CONTENT = ServedJobs.content(1, 300_000);
    private static final Instant STAMP = Instant.parse("1994-11-15T12:45:26Z");

    @TempDir
    Path directory;

    @TempDir
    Path sources;

    private ServedJobs jobs;

    @BeforeEach
    void open() throws IOException {
        jobs = new ServedJobs(directory);
    }

    @AfterEach
    void close() throws IOException {
        jobs.close();
    }

    private Path source() throws IOException {
        Path source = Files.write(sources.resolve("source with space"), CONTENT);
        Files.setLastModifiedTime(source, FileTime.from(STAMP));
        return source;
    }

    private Job job(String remote) {
        Job job = jobs.empty();
        job.addFile(remote, jobs.file("a").toString());
        return job;
    }

    @Test
    void a_file_comes_by_its_url_and_by_its_path() throws Exception {
        Path source = source();
        for (String name : new String[] {source.toUri().toString(), source.toString()}) {
            Job job = job(name);
            assertThat(job.files().getFirst().remoteName()).isEqualTo(name);
            job.resume();
            ServedJobs.settles(job, JobState.TRANSFERRED);
            assertThat(job.progress()).isEqualTo(new JobProgress(300_000, 300_000, 1, 1));
            jobs.completesWith(job, CONTENT);
            assertThat(Files.getLastModifiedTime(jobs.file("a")).toInstant()).isEqualTo(STAMP);
            assertThat(source).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void a_file_that_is_not_there_is_a_lasting_error_of_the_remote_file() throws Exception {
        Job job = job(sources.resolve("none").toUri().toString());
        job.resume();
        ServedJobs.settles(job, JobState.ERROR);
        assertThat(job.error().hresult()).isEqualTo(0x80070002);
        assertThat(job.error().context()).isEqualTo(ErrorContext.REMOTE_FILE);
        assertThat(job.error().protocol()).isEqualTo("file");
        job.setRemoteName(job.files().getFirst(), source().toString());
        job.resume();
        jobs.completesWith(job, CONTENT);
    }

    @Test
    void a_directory_is_no_file() throws Exception {
        Job job = job(sources.toUri().toString());
        job.resume();
        ServedJobs.settles(job, JobState.ERROR);
        assertThat(job.error().context()).isEqualTo(ErrorContext.REMOTE_FILE);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there it is a share")
    void a_server_that_is_not_here_cannot_be_reached_by_a_path() {
        refused(HResult.E_INVALIDARG, () -> job("file://server/share/x"));
        refused(HResult.E_INVALIDARG, () -> job("\\\\server\\share\\x"));
    }

    @Test
    void local_files_stay_below_the_root() throws Exception {
        Path root = Files.createDirectory(directory.resolve("root"));
        jobs.queue.setHooks(QueueHooks.NONE.withConfinement(Confinement.to(root)));
        Job job = jobs.empty();
        String url = jobs.server.url("/a");
        refused(HResult.E_ACCESSDENIED, () -> job.addFile(url, jobs.file("a").toString()));
        refused(HResult.E_ACCESSDENIED, () -> job.addFile(url, root.resolve("../a").toString()));
        job.addFile(url, root.resolve("a").toString());
        assertThat(job.files()).hasSize(1);
    }

    @Test
    void a_link_that_is_laid_later_leads_nowhere() throws Exception {
        Path root = Files.createDirectory(directory.resolve("root"));
        Path inside = Files.createDirectory(root.resolve("inside"));
        jobs.queue.setHooks(QueueHooks.NONE.withConfinement(Confinement.to(root)));
        jobs.server.replies(ScriptedServer.file(CONTENT));
        Job first = jobs.empty();
        first.addFile(jobs.server.url("/a"), inside.resolve("a").toString());
        Job second = jobs.empty();
        second.addFile(jobs.server.url("/a"), inside.resolve("b").toString());
        second.resume();
        ServedJobs.settles(second, JobState.TRANSFERRED);
        Files.move(inside, root.resolve("moved"));
        Files.createSymbolicLink(inside, sources);
        refused(HResult.E_ACCESSDENIED, () -> first.addFile(jobs.server.url("/a"), inside.resolve("c").toString()));
        first.resume();
        ServedJobs.settles(first, JobState.ERROR);
        assertThat(first.error().hresult()).isEqualTo(HResult.E_ACCESSDENIED);
        refused(HResult.E_ACCESSDENIED, second::complete);
        assertThat(sources).isEmptyDirectory();
    }
}
