package io.github.bits4j.tests.states;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.ServiceSession;
import java.util.UUID;

/** Makes jobs in a given state, where they stay. */
final class JobsInStates implements AutoCloseable {
    private static final byte[] CONTENT = LoopbackServer.bytes(10_000, 1);

    private final ServiceSession session;
    private final Gate gate = new Gate();

    JobsInStates(ServiceSession session) {
        this.session = session;
    }

    BackgroundCopyJob in(JobState state) {
        BackgroundCopyJob job = session.job(file(state), "local-" + UUID.randomUUID());
        if (state == JobState.QUEUED) {
            job.setPriority(JobPriority.LOW); // behind the one that occupies the background
        }
        if (state == JobState.CANCELLED) {
            job.cancel();
        } else if (state != JobState.SUSPENDED) {
            job.resume();
            await(job, state == JobState.ACKNOWLEDGED ? JobState.TRANSFERRED : state);
        }
        if (state == JobState.ACKNOWLEDGED) {
            job.complete();
        }
        await(job, state);
        return job;
    }

    /** A job of the background whose turn does not end. */
    void occupyBackground() {
        BackgroundCopyJob job = session.job(file(JobState.TRANSFERRING), "occupant");
        job.setPriority(JobPriority.HIGH);
        job.resume();
        await(job, JobState.TRANSFERRING);
    }

    ServedFile file() {
        return session.server.file("/" + UUID.randomUUID(), CONTENT);
    }

    private ServedFile file(JobState state) {
        return switch (state) {
            case TRANSFERRING -> file().always(Fault.holdAfter(5_000, gate));
            case TRANSIENT_ERROR -> file().always(Fault.status(503));
            case ERROR -> file().always(Fault.status(404));
            default -> file();
        };
    }

    private static void await(BackgroundCopyJob job, JobState state) {
        Await.until("state " + state, () -> job.state() == state);
    }

    @Override
    public void close() {
        gate.open();
    }
}
