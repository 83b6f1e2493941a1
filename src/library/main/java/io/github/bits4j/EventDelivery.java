package io.github.bits4j;

import io.github.bits4j.JobEvent.Origin;
import io.github.bits4j.com.HResult;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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

    /** The outcome that the listener has been told of, and by which way. */
    private @Nullable JobState told;
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
                queue(() -> poll(false));
                start();
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
                TransferError read = error.read();
                if (isNews(JobState.ERROR, Origin.NOTIFICATION)) {
                    tell(new JobEvent.Failed(job, read, Origin.NOTIFICATION));
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
        int hr = queue(() -> tell(new JobEvent.FileTransferred(job, file, Origin.NOTIFICATION)));
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

    /** Whether the listener has to be told of this outcome: not if it learnt of the same one by the other way. */
    private boolean isNews(JobState outcome, Origin by) {
        boolean known = told == outcome && (by == Origin.POLL || toldBy == Origin.POLL);
        if (!known || by == Origin.NOTIFICATION) {
            told = outcome;
            toldBy = by;
        }
        return !known;
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
