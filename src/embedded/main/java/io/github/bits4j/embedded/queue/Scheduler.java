package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whose turn it is: all foreground jobs, and one of the background. A higher priority goes first and interrupts a
 * lower one; equal ones take turns of a time slice. All methods are called with the queue's lock held.
 */
final class Scheduler {
    private static final Comparator<Job> EARLIEST_TURN = Comparator.comparingLong(job -> job.turn);

    private final Engine engine;
    /** The jobs that transfer or want to. */
    private final Set<Job> active = new LinkedHashSet<>();
    private long turns;
    private boolean assigning;
    private boolean again;

    Scheduler(Engine engine) {
        this.engine = engine;
    }

    /** Something has changed that may make it another one's turn. */
    void changed(Job job) {
        if (engine.closed) {
            active.clear();
        } else if (!isActive(job)) {
            active.remove(job);
        } else if (active.add(job)) {
            job.turn = ++turns;
        }
        again = true;
        if (!assigning) {
            assigning = true;
            try {
                while (again) {
                    again = false;
                    assign();
                }
            } finally {
                assigning = false;
            }
        }
    }

    private boolean isActive(Job job) {
        return job.settlement == null && switch (job.data.state) {
            case QUEUED, CONNECTING, TRANSFERRING -> true;
            default -> false;
        };
    }

    /** What is changed here comes back to {@link #changed}, which then only asks for another round. */
    private void assign() {
        Optional<Job> background = active.stream()
                .filter(job -> !isForeground(job))
                .min(Comparator.comparingInt(this::level)
                        .thenComparing(job -> !isRunning(job))
                        .thenComparing(EARLIEST_TURN));
        for (Job job : List.copyOf(active)) {
            boolean chosen = isForeground(job) || background.filter(job::equals).isPresent();
            if (!chosen && isRunning(job)) {
                interrupt(job);
            } else if (chosen && job.run == null) {
                start(job);
            }
        }
    }

    private void start(Job job) {
        TransferRun run = new TransferRun(engine, job);
        job.run = run;
        engine.lifecycle.enter(job, engine.rules.connecting());
        engine.lock.afterwards(() -> engine.threads.work(run));
        armSlice(run, job);
    }

    private void interrupt(Job job) {
        job.stop();
        engine.lifecycle.enter(job, JobState.QUEUED);
    }

    private void armSlice(TransferRun run, Job job) {
        engine.clock.later(engine.settings.timeSlice(), () -> engine.lock.run(() -> {
            if (job.run != run || !isRunning(job)) {
                return;
            }
            boolean rival = active.stream().anyMatch(other -> other != job && isRivalOf(other, job));
            if (!isForeground(job) && rival) {
                job.turn = ++turns;
                interrupt(job);
            } else {
                armSlice(run, job);
            }
        }));
    }

    private boolean isRivalOf(Job other, Job job) {
        return !isForeground(other) && level(other) == level(job);
    }

    private int level(Job job) {
        return engine.rules.level(job.data.priority);
    }

    private static boolean isForeground(Job job) {
        return job.data.priority == JobPriority.FOREGROUND;
    }

    private static boolean isRunning(Job job) {
        return job.run != null && !job.run.detached;
    }
}
