package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.JobState;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.store.BrokenDisk;
import io.github.bits4j.embedded.store.RecordChange;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what the store tells of, records that make no sense, and a disk that takes no more. */
class DisagreeingDiskTest {
    private static final int ERROR_DISK_FULL = 112;

    @TempDir
    Path directory;

    private Path place;
    private final FakeTransport transport = new FakeTransport();
    private final BrokenDisk disk = new BrokenDisk();

    @BeforeEach
    void makePlaceForFiles() throws IOException {
        place = Files.createDirectory(directory.resolve("files"));
    }

    private StoredQueue open() throws IOException {
        return new StoredQueue(ServiceRules.BITS, disk.open(directory.resolve("store")), QueueFixture.PATIENT, transport,
                new FakeLauncher());
    }

    private Job transferred(StoredQueue stored) throws InterruptedException {
        Job job = stored.queue.createJob("test", 0);
        job.addFile("http://test.invalid/a", place.resolve("a").toString());
        job.resume();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        return job;
    }

    private Path temporary() throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.getFileName().toString().startsWith("BIT")).findFirst().orElseThrow();
        }
    }

    private static void isDiskFull(ComException failure) {
        assertThat(HResult.format(failure.hresult())).isEqualTo(HResult.format(HResult.ofWin32(ERROR_DISK_FULL)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "shorter", "longer", "a directory", "a link"})
    void a_file_that_is_not_what_was_left_is_fetched_again(String now) throws Exception {
        try (StoredQueue stored = open()) {
            transferred(stored);
        }
        Path file = temporary();
        Path strange = Files.write(directory.resolve("strange"), FakeTransport.CONTENT);
        switch (now) {
            case "shorter" -> Files.write(file, new byte[9]);
            case "longer" -> Files.write(file, new byte[11]);
            default -> Files.delete(file);
        }
        switch (now) {
            case "a directory" -> Files.createDirectory(file);
            case "a link" -> link(file, strange);
            default -> {}
        }
        FakeTransport.Gate gate = transport.gateBeforeResponse("/a");
        try (StoredQueue stored = open()) {
            Job job = stored.job();
            Eventually.reached(gate.reached);
            assertThat(job.progress()).isEqualTo(new JobProgress(-1, 0, 1, 0));
            gate.open.countDown();
            QueueFixture.reach(job, JobState.TRANSFERRED);
            assertThat(job.complete()).isEqualTo(HResult.S_OK);
        }
        assertThat(place.resolve("a")).hasBinaryContent(FakeTransport.CONTENT).isRegularFile();
        assertThat(Files.isDirectory(file)).isEqualTo(now.equals("a directory"));
        assertThat(Files.isSymbolicLink(file)).isEqualTo(now.equals("a link"));
        assertThat(strange).hasBinaryContent(FakeTransport.CONTENT);
    }

    private static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException refused) {
            Assumptions.abort("this user may not make symbolic links: " + refused);
        }
    }

    @Test
    void records_that_make_no_sense_are_a_damaged_store() throws Exception {
        try (StoredQueue stored = open()) {
            stored.queue.createJob("lost", 0);
            stored.store.await(stored.store.submit(List.of(new RecordChange(
                    JobRecords.key(JobRecords.FILE, UUID.randomUUID(), 0), new byte[] {0, 0, 0, 1, 0, 0, 0, 9}))));
        }
        try (StoredQueue stored = open()) {
            assertThat(stored.queue.jobs()).isEmpty();
            assertThat(stored.store.damaged().orElseThrow().setAside()).isRegularFile();
            stored.queue.createJob("new", 0);
        }
        try (StoredQueue stored = open()) {
            assertThat(stored.job().displayName()).isEqualTo("new");
            assertThat(stored.store.damaged()).isEmpty();
        }
    }

    @Test
    void a_job_that_cannot_be_stored_is_not_accepted() throws Exception {
        try (StoredQueue stored = open()) {
            stored.queue.createJob("before", 0);
            disk.breakAt(1);
            assertThatThrownBy(() -> stored.queue.createJob("refused", 0))
                    .isInstanceOfSatisfying(ComException.class, DisagreeingDiskTest::isDiskFull);
            assertThat(stored.queue.jobs()).extracting(Job::displayName).containsExactly("before");
            disk.mend();
            stored.queue.createJob("after", 0);
        }
        try (StoredQueue stored = open()) {
            assertThat(stored.queue.jobs()).extracting(Job::displayName).containsExactly("before", "after");
        }
    }

    @Test
    void a_change_that_cannot_be_stored_says_so_and_is_made_up_for() throws Exception {
        try (StoredQueue stored = open()) {
            Job job = stored.queue.createJob("test", 0);
            disk.breakAt(1);
            assertThatThrownBy(() -> job.setDescription("late"))
                    .isInstanceOfSatisfying(ComException.class, DisagreeingDiskTest::isDiskFull);
            assertThat(job.description()).isEqualTo("late");
            disk.mend();
        }
        try (StoredQueue stored = open()) {
            assertThat(stored.job().description()).isEqualTo("late");
        }
    }

    @Test
    void complete_and_cancel_touch_no_file_before_they_are_stored() throws Exception {
        try (StoredQueue stored = open()) {
            Job job = transferred(stored);
            disk.breakAt(1);
            assertThatThrownBy(job::complete).isInstanceOfSatisfying(ComException.class, DisagreeingDiskTest::isDiskFull);
            assertThatThrownBy(job::cancel).isInstanceOfSatisfying(ComException.class, DisagreeingDiskTest::isDiskFull);
            assertThat(job.state()).isEqualTo(JobState.TRANSFERRED);
            assertThat(temporary()).hasBinaryContent(FakeTransport.CONTENT);
            assertThat(place.resolve("a")).doesNotExist();
            disk.mend();
            assertThat(job.complete()).isEqualTo(HResult.S_OK);
        }
        assertThat(place.resolve("a")).hasBinaryContent(FakeTransport.CONTENT);
    }

    /** The store hears nothing more, once a file has been renamed or deleted: as if the process had ended there. */
    private final class Ending implements TemporaryFiles {
        @Override
        public void publish(Path temporary, Path destination, Instant modified) throws TransferFailure {
            TemporaryFiles.super.publish(temporary, destination, modified);
            disk.breakAt(1);
            throw new IllegalStateException("the process ends");
        }

        @Override
        public boolean delete(Path path) {
            TemporaryFiles.super.delete(path);
            disk.breakAt(1);
            throw new IllegalStateException("the process ends");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_restart_finishes_what_had_begun_and_fetches_nothing_again(boolean complete) throws Exception {
        try (StoredQueue stored = new StoredQueue(ServiceRules.BITS, disk.open(directory.resolve("store")),
                QueueFixture.PATIENT, transport, new FakeLauncher(), new Ending())) {
            Job job = stored.queue.createJob("test", 0);
            for (String name : List.of("a", "b", "c")) {
                job.addFile("http://test.invalid/" + name, place.resolve(name).toString());
            }
            job.resume();
            QueueFixture.reach(job, JobState.TRANSFERRED);
            assertThatThrownBy(complete ? job::complete : job::cancel).isInstanceOf(ComException.class);
        }
        disk.mend();
        try (StoredQueue stored = open()) {
            Eventually.becomes(() -> stored.queue.jobs().size(), 0);
        }
        assertThat(transport.requests).hasSize(3);
        try (Stream<Path> files = Files.list(place)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(complete ? new String[] {"a", "b", "c"} : new String[0]);
        }
    }

    @Test
    void a_transfer_that_cannot_be_stored_fails_and_can_be_resumed() throws Exception {
        FakeTransport.Gate gate = transport.gateBeforeResponse("/a");
        try (StoredQueue stored = open()) {
            Job job = stored.queue.createJob("test", 0);
            job.addFile("http://test.invalid/a", place.resolve("a").toString());
            job.resume();
            Eventually.reached(gate.reached);
            disk.breakAt(1);
            gate.open.countDown();
            QueueFixture.reach(job, JobState.ERROR);
            assertThat(HResult.format(job.error().hresult())).isEqualTo(HResult.format(HResult.ofWin32(ERROR_DISK_FULL)));
            disk.mend();
            job.resume();
            QueueFixture.reach(job, JobState.TRANSFERRED);
        }
    }

    @Test
    void a_vanished_directory_of_a_file_is_an_error_and_the_job_stays() throws Exception {
        FakeTransport.Gate gate = transport.gateBeforeResponse("/a");
        try (StoredQueue stored = open()) {
            Job job = stored.queue.createJob("test", 0);
            job.addFile("http://test.invalid/a", place.resolve("a").toString());
            job.resume();
            Eventually.reached(gate.reached);
        }
        Files.delete(temporary());
        Files.delete(place);
        try (StoredQueue stored = open()) {
            QueueFixture.reach(stored.job(), JobState.ERROR);
            assertThat(HResult.format(stored.job().error().hresult())).isEqualTo(HResult.format(HResult.ofWin32(3)));
            Files.createDirectory(place);
            transport.answer("/a", _ -> FakeTransport.content(null));
            stored.job().resume();
            QueueFixture.reach(stored.job(), JobState.TRANSFERRED);
        }
    }
}
