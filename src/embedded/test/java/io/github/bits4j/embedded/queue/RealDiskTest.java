package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.JobState;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of a disk that are none of a test's making: no room, no writing, no directory. */
class RealDiskTest {
    private static final int ERROR_PATH_NOT_FOUND = 3;
    private static final int ERROR_WRITE_PROTECT = 19;
    private static final int ERROR_DISK_FULL = 112;

    @TempDir
    Path directory;

    private StoredQueue open(Path store, FakeTransport transport) throws IOException {
        return new StoredQueue(store, QueueFixture.PATIENT, transport);
    }

    private static void failsWith(int win32, int hresult) {
        assertThat(HResult.format(hresult)).isEqualTo(HResult.format(HResult.ofWin32(win32)));
    }

    /** Each change is a little larger; the number of the first one that is refused. */
    private static int describeUntilRefused(Job job) {
        for (int i = 0; i < 2000; i++) {
            String text = i + "x".repeat(500);
            ComException refused = catchThrowableOfType(ComException.class, () -> job.setDescription(text));
            if (refused != null) {
                failsWith(ERROR_DISK_FULL, refused.hresult());
                return i;
            }
        }
        throw new AssertionError("the disk is never full");
    }

    @Test
    void a_store_on_a_full_disk_refuses_and_goes_on_when_there_is_room() throws Exception {
        try (SmallFileSystem small = new SmallFileSystem(directory.resolve("small"))) {
            Path store = small.root.resolve("store");
            int refused;
            try (StoredQueue stored = open(store, new FakeTransport())) {
                Job job = stored.queue.createJob("first", 0);
                small.fill(0);
                refused = describeUntilRefused(job);
                assertThat(refused).as("there is room ahead in the journal").isPositive();
                ComException noJob = catchThrowableOfType(ComException.class, () -> stored.queue.createJob("second", 0));
                failsWith(ERROR_DISK_FULL, noJob.hresult());
                assertThat(stored.queue.jobs()).containsExactly(job);
                failsWith(ERROR_DISK_FULL, catchThrowableOfType(ComException.class, job::cancel).hresult());
                assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
            }
            try (StoredQueue stored = open(store, new FakeTransport())) {
                String description = stored.job().description();
                assertThat(description).as("what was acknowledged last, or the one after").satisfiesAnyOf(
                        text -> assertThat(text).startsWith(refused - 1 + "x"), text -> assertThat(text).startsWith(refused + "x"));
                describeUntilRefused(stored.job());
                small.free();
                stored.job().setDescription("room again");
                stored.queue.createJob("second", 0);
            }
            try (StoredQueue stored = open(store, new FakeTransport())) {
                assertThat(stored.store.damaged()).isEmpty();
                assertThat(stored.queue.jobs()).extracting(Job::description).containsExactly("room again", "");
            }
        }
    }

    @Test
    void a_file_on_a_full_disk_keeps_its_bytes_and_goes_on_when_there_is_room() throws Exception {
        byte[] content = ServedJobs.content(1, 600_000);
        try (SmallFileSystem small = new SmallFileSystem(directory.resolve("small"));
                ScriptedServer server = new ScriptedServer().replies(ScriptedServer.file(content, "ETag: \"a\""));
                HttpTransport transport = new HttpTransport(Duration.ofSeconds(30), Duration.ofSeconds(30));
                StoredQueue stored = new StoredQueue(directory.resolve("store"), QueueFixture.QUICK, transport)) {
            small.fill(300_000);
            Job job = stored.queue.createJob("test", 0);
            job.addFile(server.url("/a"), small.root.resolve("a").toString());
            job.resume();
            QueueFixture.reach(job, JobState.ERROR);
            failsWith(ERROR_DISK_FULL, job.error().hresult());
            assertThat(job.error().context()).isEqualTo(ErrorContext.LOCAL_FILE);
            long kept = job.progress().bytesTransferred();
            assertThat(kept).isBetween(100_000L, 300_000L);
            small.free();
            job.resume();
            QueueFixture.reach(job, JobState.TRANSFERRED);
            assertThat(server.requests.getLast().offset()).isEqualTo((int) kept);
            job.complete();
            assertThat(small.root.resolve("a")).hasBinaryContent(content);
        }
    }

    @Test
    void a_directory_that_became_read_only_is_an_error_and_the_job_stays() throws Exception {
        try (SmallFileSystem small = new SmallFileSystem(directory.resolve("small"));
                StoredQueue stored = open(directory.resolve("store"), new FakeTransport())) {
            Job early = stored.queue.createJob("early", 0);
            early.addFile("http://test.invalid/a", small.root.resolve("a").toString());
            Job late = stored.queue.createJob("late", 0);
            late.addFile("http://test.invalid/b", small.root.resolve("b").toString());
            early.resume();
            QueueFixture.reach(early, JobState.TRANSFERRED);
            small.makeReadOnly();
            late.resume();
            QueueFixture.reach(late, JobState.ERROR);
            failsWith(ERROR_WRITE_PROTECT, late.error().hresult());
            failsWith(ERROR_WRITE_PROTECT, catchThrowableOfType(ComException.class, early::complete).hresult());
            assertThat(early.state()).isEqualTo(JobState.TRANSFERRED);
            small.makeWritable();
            early.complete();
            assertThat(small.root.resolve("a")).hasBinaryContent(FakeTransport.CONTENT);
            late.resume();
            QueueFixture.reach(late, JobState.TRANSFERRED);
        }
    }

    @Test
    void a_store_that_is_read_only_is_not_opened_and_not_changed() throws Exception {
        try (SmallFileSystem small = new SmallFileSystem(directory.resolve("small"))) {
            Path store = small.root.resolve("store");
            try (StoredQueue stored = open(store, new FakeTransport())) {
                stored.queue.createJob("kept", 0);
            }
            small.makeReadOnly();
            assertThatThrownBy(() -> JobStore.open(store)).isInstanceOf(IOException.class).hasMessageContaining("Read-only");
            assertThatThrownBy(() -> JobStore.open(small.root.resolve("new"))).isInstanceOf(IOException.class);
            small.makeWritable();
            try (StoredQueue stored = open(store, new FakeTransport())) {
                assertThat(stored.store.damaged()).isEmpty();
                assertThat(stored.job().displayName()).isEqualTo("kept");
            }
        }
    }

    @Test
    void a_store_whose_directory_was_moved_away_refuses_until_it_is_back() throws Exception {
        Path store = directory.resolve("store");
        Path away = directory.resolve("away");
        try (StoredQueue stored = open(store, new FakeTransport())) {
            Job job = stored.queue.createJob("kept", 0);
            try {
                Files.move(store, away);
            } catch (IOException inUse) {
                org.junit.jupiter.api.Assumptions.abort("the system moves no directory that is in use: " + inUse);
            }
            failsWith(ERROR_PATH_NOT_FOUND,
                    catchThrowableOfType(ComException.class, () -> stored.queue.createJob("lost", 0)).hresult());
            failsWith(ERROR_PATH_NOT_FOUND,
                    catchThrowableOfType(ComException.class, () -> job.setDescription("late")).hresult());
            assertThat(stored.queue.jobs()).containsExactly(job);
            Files.createDirectory(store);
            Files.writeString(store.resolve("jobs.journal"), "another's");
            failsWith(ERROR_PATH_NOT_FOUND,
                    catchThrowableOfType(ComException.class, () -> job.setDescription("later")).hresult());
            assertThat(store.resolve("jobs.journal")).hasContent("another's");
            Files.delete(store.resolve("jobs.journal"));
            Files.delete(store);
            Files.move(away, store);
            job.setDescription("back");
        }
        try (StoredQueue stored = open(store, new FakeTransport())) {
            assertThat(stored.job().description()).isEqualTo("back");
        }
    }
}
