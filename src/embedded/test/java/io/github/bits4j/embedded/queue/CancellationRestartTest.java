package io.github.bits4j.embedded.queue;

import static io.github.bits4j.embedded.transfer.upload.BitsUploadServer.none;
import static io.github.bits4j.embedded.transfer.upload.BitsUploadServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import io.github.bits4j.embedded.transfer.upload.BitsUploadServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is told of a cancelled upload also by a later process, as long as it would have been told by the first. */
class CancellationRestartTest {
    private static final Duration DELAY = Duration.ofSeconds(600);

    @TempDir
    Path directory;

    private final HttpTransport transport = new HttpTransport(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private final SetClock clock = new SetClock();
    private final BitsUploadServer bits = new BitsUploadServer();
    private ScriptedServer server;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer().replies(bits);
        Files.write(directory.resolve("file"), new byte[200_000]);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        transport.close();
    }

    private StoredQueue service() throws IOException {
        return new StoredQueue(directory.resolve("store"), QueueFixture.PATIENT, transport, clock);
    }

    private Job uploading(StoredQueue service) throws InterruptedException {
        bits.on("Fragment", none(), status(404));
        Job job = service.queue.createJob("test", JobType.UPLOAD.code());
        job.addFile(server.url("/up"), directory.resolve("file").toString());
        job.setMinimumRetryDelay((int) DELAY.toSeconds());
        job.resume();
        QueueFixture.reach(job, JobState.ERROR);
        return job;
    }

    private void unreachable(int times) {
        bits.on("Cancel-Session", Collections.nCopies(times, status(503)).toArray(BitsUploadServer.Fault[]::new));
    }

    private int attempts() {
        return Collections.frequency(bits.packets, "Cancel-Session");
    }

    /** There is always the one that says whose store it is. */
    private static int recordsLeft(JobStore store) {
        return store.records().size() - 1;
    }

    private int recordsLeft() throws IOException {
        try (JobStore store = JobStore.open(directory.resolve("store"))) {
            return recordsLeft(store);
        }
    }

    private static void isDone(StoredQueue service) throws InterruptedException {
        Eventually.becomes(() -> recordsLeft(service.store), 0);
    }

    /** Cancels an upload in vain, and ends. */
    private void cancelInVain(int noProgressTimeout) throws Exception {
        try (StoredQueue service = service()) {
            unreachable(1);
            Job job = uploading(service);
            job.setNoProgressTimeout(noProgressTimeout);
            job.http().setCustomHeaders("X-Whose: mine\r\n");
            job.cancel();
            assertThat(job.state()).isEqualTo(JobState.CANCELLED);
            assertThat(service.queue.jobs()).isEmpty();
            Eventually.becomes(() -> clock.alarmsIn(DELAY), 1);
        }
        assertThat(attempts()).isEqualTo(1);
        assertThat(recordsLeft()).isEqualTo(1);
    }

    @Test
    void the_next_process_tells_the_server() throws Exception {
        cancelInVain(86_400);
        try (StoredQueue service = service()) {
            isDone(service);
            assertThat(service.queue.jobs()).isEmpty();
        }
        assertThat(bits.sessionCount()).isZero();
        assertThat(server.requests.getLast().headers()).containsEntry("x-whose", "mine");
        assertThat(attempts()).isEqualTo(2);
        assertThat(recordsLeft()).isZero();
        service().close();
        assertThat(attempts()).as("once it is told").isEqualTo(2);
    }

    @Test
    void the_time_goes_on_from_process_to_process() throws Exception {
        cancelInVain(86_400);
        unreachable(3);
        clock.advance(Duration.ofHours(23));
        try (StoredQueue service = service()) {
            assertThat(service.queue.jobs()).isEmpty();
            Eventually.becomes(this::attempts, 2);
            Eventually.becomes(() -> clock.alarmsIn(DELAY), 1);
        }
        clock.advance(Duration.ofMinutes(55));
        try (StoredQueue service = service()) {
            // The next attempt would come after the time.
            assertThat(service.queue.jobs()).isEmpty();
            isDone(service);
        }
        assertThat(attempts()).isEqualTo(3);
        assertThat(recordsLeft()).isZero();
    }

    @Test
    void a_short_timeout_ends_it_while_no_process_is_there() throws Exception {
        cancelInVain(3_600);
        clock.advance(Duration.ofHours(1));
        service().close();
        assertThat(attempts()).isEqualTo(1);
        assertThat(recordsLeft()).isZero();
    }

    @Test
    void a_clock_that_was_put_back_lengthens_nothing_but_this_once() throws Exception {
        cancelInVain(3_600);
        clock.advance(Duration.ofDays(-400));
        unreachable(1);
        try (StoredQueue service = service()) {
            assertThat(service.queue.jobs()).isEmpty();
            Eventually.becomes(this::attempts, 2);
            Eventually.becomes(() -> clock.alarmsIn(DELAY), 1);
            clock.advance(DELAY);
            isDone(service);
        }
        assertThat(bits.sessionCount()).isZero();
        assertThat(recordsLeft()).isZero();
    }

    @Test
    void the_session_of_a_file_that_changed_is_cancelled_by_the_next_process() throws Exception {
        unreachable(1);
        try (StoredQueue service = service()) {
            bits.on("Fragment", none(), (_, _, _) -> {
                Files.write(directory.resolve("file"), new byte[300_000]);
                return false;
            });
            Job job = service.queue.createJob("test", JobType.UPLOAD.code());
            Files.write(directory.resolve("file"), new byte[250_000]);
            job.addFile(server.url("/up"), directory.resolve("file").toString());
            job.resume();
            QueueFixture.reach(job, JobState.ERROR);
            Eventually.becomes(this::attempts, 1);
            assertThat(bits.sessionCount()).isEqualTo(1);
        }
        try (StoredQueue service = service()) {
            Eventually.becomes(bits::sessionCount, 0);
            assertThat(service.job().state()).isEqualTo(JobState.ERROR);
        }
        assertThat(bits.violations).isEmpty();
    }
}
