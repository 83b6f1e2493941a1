package io.github.bits4j;

import io.github.bits4j.JobEvent.Origin;
import io.github.bits4j.com.HResult;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Turns the notifications of a registration into events for a listener, and adds by polling what the service did not notify.
 *
 * <p>The service's thread only queues a task. All else happens in tasks, one after another, which therefore share the fields.
 */
final class EventDelivery implements BackgroundCopyCallback {
    private static final Logger LOG = System.getLogger("io.github.bits4j");

    private final BackgroundCopyJob job;
    private final JobListener listener;
    private final NotifyOptions options;
    private final SerialExecutor tasks;
    private volatile boolean stopped;

    /** One time that the job came to an end of its work; a job that is resumed may come to the same one again. */
    private record Outcome(JobState state, long occurrence) {}

    /** The outcome that the listener has been told of, and by which way. */
    private @Nullable Outcome told;
    private Origin toldBy = Origin.NOTIFICATION;

    EventDelivery(BackgroundCopyJob job, JobListener listener, NotifyOptions options) {
        this.job = job;
        this.listener = listener;
        this.options = options;
        this.tasks = new SerialExecutor(options.executor());
    }

    /** Starts to poll, if the options say so. */
    void start() {
        options.pollInterval().ifPresent(interval -> EventThreads.later(interval, () -> {
            if (!stopped) {
                start();
                queue(() -> poll(false));
            }
        }));
    }

    /** Reads the state now and reports it as the first event. */
    void reportState() {
        queue(() -> poll(true));
    }

    void stop() {
        stopped = true;
    }

    @Override
    public int jobTransferred(BackgroundCopyJob ignored) {
        return queue(() -> {
            if (isNews(JobState.TRANSFERRED, Origin.NOTIFICATION)) {
                tell(new JobEvent.Transferred(job, Origin.NOTIFICATION));
            }
        });
    }

    @Override
    public int jobError(BackgroundCopyJob ignored, BackgroundCopyError lent) {
        BackgroundCopyError error = lent.share();
        int hr = queue(() -> {
            try (error) {
                if (isNews(JobState.ERROR, Origin.NOTIFICATION)) {
                    tell(new JobEvent.Failed(job, read(error), Origin.NOTIFICATION));
                }
            }
        });
        if (HResult.failed(hr)) {
            error.close();
        }
        return hr;
    }

    @Override
    public int jobModification(BackgroundCopyJob ignored) {
        return queue(() -> tell(new JobEvent.Modified(job, Origin.NOTIFICATION)));
    }

    @Override
    public int fileTransferred(BackgroundCopyJob ignored, BackgroundCopyFile lent) {
        BackgroundCopyFile file = lent.share();
        return queue(file, new JobEvent.FileTransferred(job, file, Origin.NOTIFICATION));
    }

    @Override
    public int fileRangesTransferred(BackgroundCopyJob ignored, BackgroundCopyFile lent, List<FileRange> ranges) {
        BackgroundCopyFile file = lent.share();
        return queue(file, new JobEvent.RangesTransferred(job, file, ranges, Origin.NOTIFICATION));
    }

    /** The file goes with the event. */
    private int queue(BackgroundCopyFile file, JobEvent event) {
        int hr = queue(() -> tell(event));
        if (HResult.failed(hr)) {
            file.close();
        }
        return hr;
    }

    /** S_OK if the task will run; E_FAIL if the executor refuses it, which makes the service notify again. */
    private int queue(Runnable task) {
        try {
            tasks.execute(() -> {
                try {
                    task.run();
                } catch (IllegalStateException e) {
                    stopped = true;
                    LOG.log(Level.DEBUG, "the job was closed before an event could be delivered", e);
                } catch (RuntimeException e) {
                    LOG.log(Level.WARNING, "an event could not be read", e);
                }
            });
            return HResult.S_OK;
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the executor refused an event; the service will notify again", e);
            return HResult.E_FAIL;
        }
    }

    private void poll(boolean always) {
        if (stopped) {
            return;
        }
        try {
            JobState state = job.state();
            switch (state) {
                case TRANSFERRED -> {
                    if (isNews(state, Origin.POLL)) {
                        tell(new JobEvent.Transferred(job, Origin.POLL));
                    }
                }
                case ERROR -> pollError();
                case ACKNOWLEDGED, CANCELLED -> {
                    stopped = true;
                    tell(new JobEvent.Ended(job, state, Origin.POLL));
                }
                default -> {
                    told = null;
                    if (always) {
                        tell(new JobEvent.Modified(job, Origin.POLL));
                    }
                }
            }
        } catch (BackgroundCopyException e) {
            if (!e.isServiceGone()) {
                throw e;
            }
            stopped = true;
            tell(new JobEvent.ServiceLost(job, e, Origin.POLL));
        }
    }

    private void pollError() {
        Optional<TransferError> error = job.failure();
        // No error: it has been resumed since the state was read.
        if (error.isPresent() && isNews(JobState.ERROR, Origin.POLL)) {
            tell(new JobEvent.Failed(job, error.get(), Origin.POLL));
        }
    }

    /** An error that cannot be read is an error all the same. */
    private static TransferError read(BackgroundCopyError error) {
        try {
            return error.read();
        } catch (BackgroundCopyException e) {
            LOG.log(Level.DEBUG, "the error of a failed job could not be read", e);
            return TransferError.UNEXPLAINED;
        }
    }

    /** Whether the listener has to be told of this outcome: not if it learnt of the same one by the other way. */
    private boolean isNews(JobState state, Origin by) {
        Outcome outcome = new Outcome(state, occurrence(state));
        boolean known = outcome.equals(told) && (by == Origin.POLL || toldBy == Origin.POLL);
        if (!known || by == Origin.NOTIFICATION) {
            told = outcome;
            toldBy = by;
        }
        return !known;
    }

    /** Tells two equal outcomes apart where the service counts them (Wine does not). */
    private long occurrence(JobState state) {
        try {
            return state == JobState.ERROR
                    ? job.errorCount()
                    : job.times().transferred().map(Instant::toEpochMilli).orElse(0L);
        } catch (BackgroundCopyException e) {
            LOG.log(Level.DEBUG, "the service does not count outcomes", e);
            return 0;
        }
    }

    private void tell(JobEvent event) {
        try {
            listener.onEvent(event);
        } catch (Throwable t) {
            // Also an Error: it is the listener's, and must not take this thread's other events with it.
            LOG.log(Level.WARNING, "the listener of " + event.getClass().getSimpleName() + " threw", t);
        }
    }
}
