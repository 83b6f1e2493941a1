package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyJobsTest {
    private static final int JOBS = 10_000;
    private static final int CLIENTS = 64;

    @TempDir
    Path directory;

    @Test
    void ten_thousand_jobs_are_made_and_come_back_and_each_costs_the_same() throws Exception {
        List<UUID> ids;
        try (StoredQueue stored = new StoredQueue(directory.resolve("store"), QueueFixture.PATIENT, new FakeTransport())) {
            stored.queue.setHooks(QueueHooks.NONE.withLimits(_ -> QueueLimits.UNLIMITED));
            Duration first = time(() -> make(stored, JOBS / 10));
            long small = size();
            time(() -> make(stored, 8 * JOBS / 10));
            long large = size();
            Duration last = time(() -> make(stored, JOBS / 10));
            ids = stored.queue.jobs().stream().map(Job::id).toList();
            System.out.printf("first and last thousand jobs: %d ms, %d ms; %d bytes a job%n",
                    first.toMillis(), last.toMillis(), size() / JOBS);
            assertThat(ids).hasSize(JOBS);
            assertThat(last).isLessThan(first.multipliedBy(4).plusSeconds(2));
            assertThat(large).as("the journal").isLessThan(14 * Math.max(small, 500_000));
        }
        StoredQueue[] again = new StoredQueue[1];
        Duration start = time(() ->
                again[0] = new StoredQueue(directory.resolve("store"), QueueFixture.PATIENT, new FakeTransport()));
        try (StoredQueue stored = again[0]) {
            System.out.printf("%d jobs back after %d ms%n", JOBS, start.toMillis());
            assertThat(stored.queue.jobs()).extracting(Job::id).isEqualTo(ids);
            assertThat(start).isLessThan(Duration.ofSeconds(20));
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static Duration time(Work work) throws IOException, InterruptedException {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private long size() throws IOException {
        return Files.size(directory.resolve("store").resolve("jobs.journal"));
    }

    /** By many clients, who share forced writes. */
    private void make(StoredQueue stored, int count) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(count);
        List<Thread> clients = Stream.generate(() -> Thread.ofPlatform().start(() -> {
            while (left.getAndDecrement() > 0) {
                Job job = stored.queue.createJob("one of many", 0);
                job.addFile("http://test.invalid/a", directory.resolve("a").toString());
            }
        })).limit(CLIENTS).toList();
        for (Thread client : clients) {
            client.join();
        }
    }
}
