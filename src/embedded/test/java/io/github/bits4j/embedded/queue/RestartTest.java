package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.store.JobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
    @TempDir
    Path directory;

    private Path place;
    private final FakeTransport transport = new FakeTransport();

    @BeforeEach
    void makePlaceForFiles() throws IOException {
        place = Files.createDirectory(directory.resolve("files"));
    }

    private StoredQueue open() throws IOException {
        return open(QueueFixture.PATIENT);
    }

    private StoredQueue open(QueueSettings settings) throws IOException {
        return new StoredQueue(directory.resolve("store"), settings, transport);
    }

    private Job job(StoredQueue stored, String... names) {
        Job job = stored.queue.createJob("test", 0);
        for (String name : names) {
            job.addFile("http://test.invalid/" + name, place.resolve(name).toString());
        }
        return job;
    }

    private List<Path> temporaries() throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.getFileName().toString().matches("BIT[0-9A-F]{8}\\.tmp")).toList();
        }
    }

    @Test
    void all_that_was_set_is_there_again() throws Exception {
        UUID id;
        JobTimes times;
        String name = "unpaired \ud800 \"name\"";
        try (StoredQueue stored = open()) {
            Job job = job(stored, "a", "b");
            id = job.id();
            job.setDisplayName(name);
            job.setDescription("");
            job.setPriority(JobPriority.LOW.code());
            job.setNotifyFlags(0x1B);
            job.setCommandLine("/p", "p 1");
            job.setMinimumRetryDelay(77);
            job.setNoProgressTimeout(-1);
            times = job.times();
        }
        try (StoredQueue stored = open()) {
            Job job = stored.job();
            assertThat(job.id()).isEqualTo(id);
            assertThat(job.owner()).isEqualTo(JobOwner.ofProcess());
            assertThat(job.displayName()).isEqualTo(name);
            assertThat(job.description()).isEmpty();
            assertThat(job.priority()).isEqualTo(JobPriority.LOW);
            assertThat(job.notifyFlags()).isEqualTo(0x1B);
            assertThat(job.commandLine()).isEqualTo(new CommandLine("/p", "p 1"));
            assertThat(job.minimumRetryDelay()).isEqualTo(77);
            assertThat(job.noProgressTimeout()).isEqualTo(-1);
            assertThat(job.times()).isEqualTo(times);
            assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
            assertThat(job.notifyTarget()).isNull();
            assertThat(job.files()).extracting(JobFile::remoteName).containsExactly(
                    "http://test.invalid/a", "http://test.invalid/b");
            assertThat(job.files()).extracting(JobFile::localName).containsExactly(
                    place.resolve("a").toString(), place.resolve("b").toString());
        }
    }

    @Test
    void a_timeout_that_was_never_set_still_follows_the_rules() throws Exception {
        Path place = directory.resolve("do");
        for (int i = 0; i < 2; i++) {
            try (StoredQueue stored = new StoredQueue(ServiceRules.DELIVERY_OPTIMIZATION, JobStore.open(place),
                    QueueFixture.PATIENT, transport, new FakeLauncher())) {
                Job job = i == 0 ? job(stored, "a") : stored.job();
                job.setPriority(JobPriority.FOREGROUND.code());
                assertThat(job.noProgressTimeout()).isEqualTo(3_600);
                job.setPriority(JobPriority.NORMAL.code());
                assertThat(job.noProgressTimeout()).isEqualTo(86_400);
            }
        }
    }

    @Test
    void jobs_come_back_in_their_order_and_ended_ones_do_not() throws Exception {
        List<UUID> ids;
        try (StoredQueue stored = open()) {
            List<Job> jobs = Stream.generate(() -> job(stored, "a")).limit(20).toList();
            jobs.get(3).cancel();
            jobs.get(7).cancel();
            ids = stored.queue.jobs().stream().map(Job::id).toList();
        }
        try (StoredQueue stored = open()) {
            assertThat(stored.queue.jobs()).extracting(Job::id).hasSize(18).isEqualTo(ids);
        }
    }

    @Test
    void a_transferring_job_goes_on_by_itself() throws Exception {
        FakeTransport.Gate gate = transport.gateInBody("/a");
        try (StoredQueue stored = open()) {
            job(stored, "a").resume();
            Eventually.reached(gate.reached);
        }
        transport.answer("/a", _ -> FakeTransport.content(null));
        try (StoredQueue stored = open()) {
            QueueFixture.reach(stored.job(), JobState.TRANSFERRED);
            assertThat(stored.job().complete()).isEqualTo(HResult.S_OK);
        }
        assertThat(place.resolve("a")).hasBinaryContent(FakeTransport.CONTENT);
        assertThat(temporaries()).isEmpty();
    }

    @Test
    void a_transferred_job_is_told_again_and_completed() throws Exception {
        try (StoredQueue stored = open()) {
            job(stored, "a").resume();
            QueueFixture.reach(stored.job(), JobState.TRANSFERRED);
        }
        try (StoredQueue stored = open()) {
            Job job = stored.job();
            assertThat(job.state()).isEqualTo(JobState.TRANSFERRED);
            assertThat(job.progress()).isEqualTo(new JobProgress(10, 10, 1, 1));
            RecordingTarget target = new RecordingTarget();
            job.setNotifyTarget(target);
            Eventually.becomes(() -> target.calls.contains("transferred"), true);
            assertThat(job.complete()).isEqualTo(HResult.S_OK);
            assertThat(place.resolve("a")).hasBinaryContent(FakeTransport.CONTENT);
        }
        assertThat(transport.requests).hasSize(1);
    }

    @Test
    void an_error_comes_back_with_its_words_and_its_file() throws Exception {
        transport.fail("/b", 404);
        JobError error;
        try (StoredQueue stored = open()) {
            job(stored, "a", "b").resume();
            QueueFixture.reach(stored.job(), JobState.ERROR);
            error = stored.job().error();
        }
        try (StoredQueue stored = open()) {
            Job job = stored.job();
            assertThat(job.state()).isEqualTo(JobState.ERROR);
            assertThat(job.errorCount()).isEqualTo(1);
            assertThat(job.error()).usingRecursiveComparison().ignoringFields("file").isEqualTo(error);
            assertThat(job.error().file()).isSameAs(job.files().get(1));
        }
    }

    @Test
    void the_waiting_for_a_retry_goes_on_for_its_rest() throws Exception {
        transport.failPassing("/a");
        QueueSettings settings = new QueueSettings(Duration.ZERO, Duration.ofSeconds(2), Duration.ofDays(1),
                Duration.ofDays(1), Duration.ofDays(1), Duration.ofSeconds(30));
        Instant failed;
        try (StoredQueue stored = open(settings)) {
            job(stored, "a").resume();
            QueueFixture.reach(stored.job(), JobState.TRANSIENT_ERROR);
            failed = Instant.now();
        }
        transport.answer("/a", _ -> FakeTransport.content(null));
        try (StoredQueue stored = open(settings)) {
            assertThat(stored.job().state()).isEqualTo(JobState.TRANSIENT_ERROR);
            assertThat(stored.job().error().hresult()).isEqualTo(HResult.BG_E_CONNECT_FAILURE);
            QueueFixture.reach(stored.job(), JobState.TRANSFERRED);
            assertThat(Duration.between(failed, Instant.now())).isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(20));
        }
    }

    @Test
    void the_time_without_progress_goes_on() throws Exception {
        transport.failPassing("/a");
        try (StoredQueue stored = open(QueueFixture.QUICK)) {
            Job job = job(stored, "a");
            job.setNoProgressTimeout(1);
            job.resume();
            QueueFixture.reach(job, JobState.TRANSIENT_ERROR);
        }
        Thread.sleep(1_100);
        try (StoredQueue stored = open(QueueFixture.QUICK)) {
            QueueFixture.reach(stored.job(), JobState.ERROR);
            assertThat(stored.job().errorCount()).isLessThan(20);
        }
    }

    @Test
    void a_program_that_succeeded_is_not_run_again_but_one_that_had_no_chance_is() throws Exception {
        FakeLauncher launcher = new FakeLauncher();
        Path first = directory.resolve("first");
        for (int i = 0; i < 3; i++) {
            try (StoredQueue stored = new StoredQueue(ServiceRules.BITS, JobStore.open(first), QueueFixture.PATIENT,
                    transport, launcher)) {
                if (i == 0) {
                    Job job = job(stored, "a");
                    job.setCommandLine("/p", null);
                    job.resume();
                }
                QueueFixture.reach(stored.job(), JobState.TRANSFERRED);
                Eventually.becomes(launcher.runs::size, 1);
                Thread.sleep(50);
                if (i == 1) {
                    stored.job().setCommandLine("/q", null);
                    Eventually.becomes(launcher.runs::size, 2);
                    launcher.runs.removeLast();
                }
            }
        }
        assertThat(launcher.runs).containsExactly("/p");
    }

    @Test
    void what_a_cancelled_job_could_not_delete_is_deleted_by_the_next_service() throws Exception {
        Path left;
        try (StoredQueue stored = open()) {
            job(stored, "a").resume();
            QueueFixture.reach(stored.job(), JobState.TRANSFERRED);
            left = temporaries().getFirst();
            // A directory with something in it cannot be deleted.
            Files.delete(left);
            Files.writeString(Files.createDirectory(left).resolve("x"), "x");
            assertThat(stored.job().cancel()).isEqualTo(HResult.BG_S_UNABLE_TO_DELETE_FILES);
        }
        Files.delete(left.resolve("x"));
        Files.delete(left);
        Files.writeString(left, "as if it were ours");
        open().close();
        assertThat(left).doesNotExist();
        Files.writeString(left, "a stranger's, who took the name later");
        open().close();
        assertThat(left).exists();
    }

    @Test
    void a_store_of_the_other_service_is_refused_and_stays() throws Exception {
        try (StoredQueue stored = open()) {
            job(stored, "a");
        }
        assertThatThrownBy(() -> new StoredQueue(ServiceRules.DELIVERY_OPTIMIZATION,
                JobStore.open(directory.resolve("store")), QueueFixture.PATIENT, transport, new FakeLauncher()))
                .isInstanceOf(IOException.class).hasMessageContaining("BITS");
        try (StoredQueue stored = open()) {
            assertThat(stored.store.damaged()).isEmpty();
            assertThat(stored.job().files()).hasSize(1);
        }
    }

    @Test
    void a_job_that_has_ended_can_be_had_no_more_after_a_restart() throws Exception {
        UUID id;
        try (StoredQueue stored = open()) {
            id = job(stored, "a").id();
            stored.job().cancel();
        }
        try (StoredQueue stored = open()) {
            assertThatThrownBy(() -> stored.queue.job(id)).isInstanceOfSatisfying(ComException.class,
                    failure -> assertThat(failure.hresult()).isEqualTo(HResult.BG_E_NOT_FOUND));
        }
    }
}
