package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.embedded.time.SystemClock;
import io.github.bits4j.embedded.transfer.Transport;
import java.nio.file.Path;
import java.time.Duration;

/** A queue with short times, and jobs in it. */
final class QueueFixture implements AutoCloseable {
    static final QueueSettings QUICK = new QueueSettings(
            Duration.ZERO,
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            Duration.ofMillis(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30));
    /** Nothing happens by itself. */
    static final QueueSettings PATIENT = new QueueSettings(
            Duration.ofSeconds(5),
            Duration.ofDays(1),
            Duration.ofDays(1),
            Duration.ofDays(1),
            Duration.ofDays(1),
            Duration.ofSeconds(30));

    private final SystemClock clock = new SystemClock();
    final JobQueue queue;
    private final Path directory;

    QueueFixture(ServiceRules rules, QueueSettings settings, Transport transport, Path directory) {
        this(rules, settings, transport, new ProcessLauncher(), directory);
    }

    QueueFixture(ServiceRules rules, QueueSettings settings, Transport transport, ProgramLauncher launcher, Path directory) {
        this.queue = new JobQueue(rules, settings, transport, launcher, clock);
        this.directory = directory;
    }

    Job job(String... paths) {
        Job job = queue.createJob("test", 0);
        for (String path : paths) {
            job.addFile("http://test.invalid" + path, local(path));
        }
        return job;
    }

    String local(String path) {
        return directory.resolve(path.substring(1)).toString();
    }

    static void reach(Job job, JobState state) throws InterruptedException {
        Eventually.becomes(job::state, state);
    }

    @Override
    public void close() {
        queue.close();
        clock.close();
    }
}
