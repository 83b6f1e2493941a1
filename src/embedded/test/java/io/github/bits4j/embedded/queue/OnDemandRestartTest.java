package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of ranges after a restart: all that clients were told of, and what they asked for. */
class OnDemandRestartTest {
    private static final byte[] CONTENT = ServedJobs.content(1, 1_000_000);

    @TempDir
    Path directory;

    private final HttpTransport transport = new HttpTransport(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private final PartServer file = new PartServer(CONTENT);
    private ScriptedServer server;
    private Path place;

    @BeforeEach
    void open() throws IOException {
        place = Files.createDirectory(directory.resolve("files"));
        server = new ScriptedServer();
        server.replies(file);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        transport.close();
    }

    private StoredQueue open(Path store, TemporaryFiles temporaries) throws IOException {
        return new StoredQueue(ServiceRules.BITS, JobStore.open(store), QueueFixture.QUICK, transport, new FakeLauncher(),
                temporaries);
    }

    private StoredQueue open(TemporaryFiles temporaries) throws IOException {
        return open(directory.resolve("store"), temporaries);
    }

    private Job job(StoredQueue stored) {
        Job job = stored.queue.createJob("test", 0);
        job.addFile(server.url("/a"), place.resolve("a").toString());
        job.properties().setOnDemand(true);
        return job;
    }

    private static FileContent content(Job job) {
        return job.content(job.files().getFirst());
    }

    private static void request(Job job, long offset, long length) {
        content(job).demand().request(List.of(new FileRange(offset, length)));
    }

    private static void isRight(Job job) throws IOException {
        byte[] there = Files.readAllBytes(content(job).temporaryName());
        for (FileRange range : content(job).ranges()) {
            int from = (int) range.offset();
            int end = (int) range.end();
            assertThat(Arrays.equals(there, from, end, CONTENT, from, end)).as("bytes of " + range).isTrue();
        }
    }

    @Test
    void a_restart_has_what_had_come_and_what_is_asked_for() throws Exception {
        try (StoredQueue stored = open(TemporaryFiles.REAL)) {
            Job job = job(stored);
            request(job, 100_000, 50_000);
            request(job, 10, 10);
            job.resume();
            Eventually.becomes(() -> content(job).ranges().size() == 2 && job.state() == JobState.SUSPENDED, true);
            request(job, 500_000, 100);
        }
        try (StoredQueue stored = open(TemporaryFiles.REAL)) {
            Job job = stored.job();
            assertThat(job.properties().isOnDemand()).isTrue();
            assertThat(content(job).ranges()).containsExactly(new FileRange(10, 10), new FileRange(100_000, 50_000));
            assertThat(job.progress()).isEqualTo(new JobProgress(1_000_000, 50_010, 1, 0));
            isRight(job);
            job.resume();
            Eventually.becomes(() -> content(job).ranges().size(), 3);
            isRight(job);
            request(job, 0, FileRange.TO_EOF);
            job.resume();
            QueueFixture.reach(job, JobState.TRANSFERRED);
        }
        assertThat(file.asked.subList(0, 2)).containsExactly("100000-149999,10-19", "500000-500099");
        try (StoredQueue stored = open(TemporaryFiles.REAL)) {
            stored.job().complete();
        }
        assertThat(place.resolve("a")).hasBinaryContent(CONTENT);
    }

    @Test
    void a_transfer_that_the_end_of_the_process_interrupts_goes_on() throws Exception {
        file.gateAfter(300_000);
        try (StoredQueue stored = open(TemporaryFiles.REAL)) {
            Job job = job(stored);
            request(job, 0, 400_000);
            job.resume();
            Eventually.becomes(() -> job.progress().bytesTransferred(), 300_000L);
        }
        try (StoredQueue stored = open(TemporaryFiles.REAL)) {
            Job job = stored.job();
            Eventually.becomes(job::state, JobState.SUSPENDED);
            assertThat(content(job).ranges()).containsExactly(new FileRange(0, 400_000));
            isRight(job);
        }
        assertThat(file.asked).containsExactly("0-399999", "300000-399999");
    }

    /** Nothing is told before it is forced and stored: a copy of the store at that moment has it. */
    @Test
    void what_is_told_is_on_the_disk_and_in_the_store() throws Exception {
        AtomicBoolean early = new AtomicBoolean();
        Path copy = directory.resolve("copy");
        AtomicBoolean forcing = new AtomicBoolean();
        TemporaryFiles slow = new TemporaryFiles() {
            @Override
            public long forceInterval() {
                return TimeUnit.MILLISECONDS.toNanos(1);
            }

            @Override
            public void force(Path path) throws TransferFailure, InterruptedException {
                forcing.set(true);
                Thread.sleep(30);
                TemporaryFiles.super.force(path);
                forcing.set(false);
            }
        };
        try (StoredQueue stored = open(slow)) {
            Job job = job(stored);
            job.setNotifyFlags(0x20);
            job.setNotifyTarget(new RecordingTarget() {
                @Override
                public int fileRangesTransferred(Job told, JobFile part, List<FileRange> ranges) {
                    if (!Files.exists(copy)) {
                        copy(directory.resolve("store"), copy);
                    }
                    return super.fileRangesTransferred(told, part, ranges);
                }
            });
            request(job, 1_000, 10);
            job.resume();
            while (!Files.exists(copy)) {
                early.compareAndSet(false, forcing.get() && !content(job).ranges().isEmpty());
                Thread.sleep(1);
            }
            Eventually.becomes(job::state, JobState.SUSPENDED);
        }
        assertThat(early).as("told before it was forced").isFalse();
        try (StoredQueue stored = open(copy, TemporaryFiles.REAL)) {
            assertThat(content(stored.job()).ranges()).containsExactly(new FileRange(1_000, 10));
        }
    }

    /** The copy is there when it is complete: the end of the queue interrupts who makes it. */
    private static void copy(Path from, Path to) {
        Path part = to.resolveSibling("part");
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectory(part);
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                Files.copy(path, part.resolve(path.getFileName()));
            }
            Files.move(part, to);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void a_temporary_file_that_is_gone_is_filled_again() throws Exception {
        Path temporary;
        try (StoredQueue stored = open(TemporaryFiles.REAL)) {
            Job job = job(stored);
            request(job, 100_000, 50);
            job.resume();
            Eventually.becomes(() -> content(job).ranges().size() == 1 && job.state() == JobState.SUSPENDED, true);
            temporary = content(job).temporaryName();
        }
        Files.delete(temporary);
        try (StoredQueue stored = open(TemporaryFiles.REAL)) {
            Job job = stored.job();
            assertThat(content(job).ranges()).isEmpty();
            job.resume();
            Eventually.becomes(() -> content(job).ranges(), List.of(new FileRange(100_000, 50)));
            isRight(job);
        }
    }
}
