package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.time.ServiceClock;
import io.github.bits4j.embedded.time.SystemClock;
import io.github.bits4j.embedded.transfer.Transport;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A queue whose store outlives it. */
final class StoredQueue implements AutoCloseable {
    final JobStore store;
    final JobQueue queue;
    /** Null for a clock of the test's. */
    private final @Nullable SystemClock clock;

    StoredQueue(Path directory, QueueSettings settings, Transport transport) throws IOException {
        this(ServiceRules.BITS, JobStore.open(directory), settings, transport, new FakeLauncher());
    }

    StoredQueue(ServiceRules rules, JobStore store, QueueSettings settings, Transport transport, ProgramLauncher launcher)
            throws IOException {
        this(rules, store, settings, transport, launcher, TemporaryFiles.REAL);
    }

    StoredQueue(
            ServiceRules rules,
            JobStore store,
            QueueSettings settings,
            Transport transport,
            ProgramLauncher launcher,
            TemporaryFiles temporaries)
            throws IOException {
        this.store = store;
        this.clock = new SystemClock();
        try {
            this.queue = new JobQueue(rules, settings, transport, launcher, clock, store, temporaries);
        } catch (IOException | RuntimeException | Error failure) {
            store.close();
            clock.close();
            throw failure;
        }
    }

    /** By a clock that goes on, or stands still, when the queue is closed. */
    StoredQueue(Path directory, QueueSettings settings, Transport transport, ServiceClock clock) throws IOException {
        this.store = JobStore.open(directory);
        this.clock = null;
        try {
            this.queue = new JobQueue(
                    ServiceRules.BITS, settings, transport, new FakeLauncher(), clock, store, TemporaryFiles.REAL);
        } catch (IOException | RuntimeException | Error failure) {
            store.close();
            throw failure;
        }
    }

    /** The only job. */
    Job job() {
        if (queue.jobs().size() != 1) {
            throw new AssertionError("not one job: " + queue.jobs().size());
        }
        return queue.jobs().getFirst();
    }

    @Override
    public void close() {
        queue.close();
        store.close();
        if (clock != null) {
            clock.close();
        }
    }
}
