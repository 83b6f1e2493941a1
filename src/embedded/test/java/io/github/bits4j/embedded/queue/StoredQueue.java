package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.time.SystemClock;
import io.github.bits4j.embedded.transfer.Transport;
import java.io.IOException;
import java.nio.file.Path;

/** A queue whose store outlives it. */
final class StoredQueue implements AutoCloseable {
    final JobStore store;
    final JobQueue queue;
    private final SystemClock clock = new SystemClock();

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
        try {
            this.queue = new JobQueue(rules, settings, transport, launcher, clock, store, temporaries);
        } catch (IOException | RuntimeException | Error failure) {
            store.close();
            clock.close();
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
        clock.close();
    }
}
