package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.time.ServiceClock;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs the program of a job's command line when the job is transferred or has failed, and there is no callback or it refused
 * the notification. As with callbacks, what is to be told is read off the job each time.
 */
final class ProgramNotifier {
    private static final System.Logger LOG = System.getLogger(ProgramNotifier.class.getName());

    /** What became of a run. */
    private enum End {
        SUCCESS,
        FAILURE,
        NOT_STARTED
    }

    private final Engine engine;
    private final ProgramLauncher launcher;

    ProgramNotifier(Engine engine, ProgramLauncher launcher) {
        this.engine = engine;
        this.launcher = launcher;
    }

    /** The job gets another command line, or none; it is told what the present callback has not accepted. The lock is held. */
    void replaced(Job job) {
        NotifySlot slot = job.slot;
        forget(job);
        slot.program.run = null;
        slot.program.repeatDue = null;
        slot.program.told = slot.receiver() == null ? 0 : slot.accepted;
        if (job.data.commandLine == null) {
            slot.declined = 0; // it is the callback's again
        }
    }

    /** The callback accepted: nothing is left to tell. The lock is held. */
    void accepted(Job job, Delivery.Outcome outcome) {
        job.change(Job.Change.INTERNAL, _ -> job.slot.program.told = outcome.number());
    }

    /** The present callback refused: the program's turn, if there is one. The lock is held. */
    void refused(Job job, Delivery.Outcome outcome) {
        if (job.data.commandLine != null) {
            job.slot.declined = outcome.number();
            job.slot.program.told = 0;
        }
    }

    /** The job has come to TRANSFERRED or ERROR anew. The lock is held. */
    void outcomeChanged(Job job) {
        job.slot.program.repeatDue = null;
        forget(job);
    }

    /** Forgets the waiting for another run. The lock is held. */
    void forget(Job job) {
        ProgramSlot slot = job.slot.program;
        ServiceClock.Timer timer = slot.timer;
        if (timer != null) {
            timer.cancel();
        }
        slot.timer = null;
    }

    /** Has the program run if it is due, or waits until it is. The lock is held. */
    void pump(Job job) {
        ProgramSlot slot = job.slot.program;
        Delivery.Outcome outcome = due(job);
        CommandLine line = job.data.commandLine;
        if (outcome == null || line == null || slot.run != null) {
            return;
        }
        Long repeat = slot.repeatDue;
        long wait = repeat == null ? 0 : repeat - engine.clock.nanoTime();
        if (wait > 0) {
            arm(job, wait);
            return;
        }
        forget(job);
        ProgramSlot.Run run = new ProgramSlot.Run(line, outcome.number());
        slot.run = run;
        // A worker waits for the program's end: it may take long, and the threads of the callbacks are few.
        engine.lock.afterwards(() -> engine.threads.work(() -> run(job, run)));
    }

    private void arm(Job job, long wait) {
        ProgramSlot slot = job.slot.program;
        if (slot.timer == null) {
            slot.timer = engine.clock.later(Duration.ofNanos(wait).plusMillis(1), () -> engine.lock.run(() -> {
                slot.timer = null;
                pump(job);
            }));
        }
    }

    /** What the program is to be run for, be it at once or later; null for nothing. The lock is held. */
    private Delivery.@Nullable Outcome due(Job job) {
        NotifySlot slot = job.slot;
        boolean callbackFirst = slot.busy || slot.receiver() != null && slot.declined != slot.outcome;
        boolean told = slot.program.told == slot.outcome;
        return engine.closed || callbackFirst || told || job.data.commandLine == null ? null : Delivery.outcome(job);
    }

    private void run(Job job, ProgramSlot.Run run) {
        boolean wanted = engine.lock.call(() -> begin(job, run));
        if (wanted) {
            End end = perform(job, run.line());
            engine.lock.run(() -> ended(job, run, end));
        }
    }

    /** Whether what the run was asked for is still to be told. */
    private boolean begin(Job job, ProgramSlot.Run run) {
        ProgramSlot slot = job.slot.program;
        Delivery.Outcome outcome = due(job);
        boolean present = slot.run == run;
        boolean wanted = present && outcome != null && outcome.number() == run.outcome();
        if (present && !wanted) {
            slot.run = null;
            pump(job);
        }
        return wanted;
    }

    private End perform(Job job, CommandLine line) {
        try {
            int exitCode = launcher.run(line);
            LOG.log(System.Logger.Level.DEBUG, "{0} of job {1} ended with exit code {2}", line.program(), job.id(), exitCode);
            return exitCode == 0 ? End.SUCCESS : End.FAILURE;
        } catch (InterruptedException interrupted) {
            return End.FAILURE;
        } catch (IOException | RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.WARNING, "the program of job " + job.id() + " cannot be run", failure);
            return End.NOT_STARTED;
        }
    }

    private void ended(Job job, ProgramSlot.Run run, End end) {
        NotifySlot slot = job.slot;
        if (slot.program.run != run) {
            return; // there is another command line
        }
        slot.program.run = null;
        if (end == End.SUCCESS) {
            job.change(Job.Change.INTERNAL, _ -> slot.program.told = run.outcome());
        } else if (run.outcome() == slot.outcome) {
            long repeat = engine.clock.nanoTime() + job.data.retryDelay.toNanos();
            slot.program.repeatDue = repeat;
            if (end == End.NOT_STARTED && slot.declined == run.outcome()) {
                // Callback and program both failed: the notification as a whole is repeated.
                slot.declined = 0;
                slot.repeatDue = repeat;
            }
        }
        engine.notifier.pump(job);
    }
}
