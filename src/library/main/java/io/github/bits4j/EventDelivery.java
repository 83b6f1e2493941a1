package io.github.bits4j;

import io.github.bits4j.JobEvent.Origin;
import io.github.bits4j.com.HResult;
import io.github.bits4j.internal.EventThreads;
import io.github.bits4j.internal.SerialExecutor;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Turns the notifications of a registration into events for a listener, and adds by polling what the service did not notify.
 *
 * <p>The service's thread only queues a task. All else happens in tasks, one after another.
 */
final class EventDelivery implements BackgroundCopyCallback {
    private static final Logger LOG = System.getLogger("io.github.bits4j");

    private final BackgroundCopyJob job;
    private final JobListener listener;
    private final NotifyOptions options;
    private final SerialExecutor tasks;
    private final StateReader reader;
    private final @Nullable ProgressMeter meter;
    // What is to be done anyway is not queued a second time: a slow listener would find thousands of them.
    private final AtomicBoolean pollQueued = new AtomicBoolean();
    private final AtomicBoolean progressQueued = new AtomicBoolean();
    private final AtomicBoolean modificationQueued = new AtomicBoolean();
    private volatile boolean stopped;

    EventDelivery(BackgroundCopyJob job, JobListener listener, NotifyOptions options, SerialExecutor tasks) {
        this.job = job;
        this.listener = listener;
        this.options = options;
        this.tasks = tasks;
        this.reader = new StateReader(job);
        this.meter = options.progressInterval().map(interval -> new ProgressMeter(job, interval)).orElse(null);
    }

    /** Starts to poll, as the options say. */
    void start() {
        options.pollInterval().ifPresent(interval -> repeat(interval, this::poll));
        options.progressInterval().ifPresent(interval ->
                repeat(interval, () -> queueOnce(progressQueued, () -> tellProgress(Origin.POLL))));
    }

    private void repeat(Duration interval, Runnable task) {
        EventThreads.later(interval, () -> {
            if (!stopped) {
                repeat(interval, task);
                task.run();
            }
        });
    }

    /** Reads the state now; the first time it is an event, whatever it is. */
    void poll() {
        queueOnce(pollQueued, this::tellState);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public int jobTransferred(BackgroundCopyJob ignored) {
        return queue(() -> {
            if (reader.isNews(JobState.TRANSFERRED, Origin.NOTIFICATION)) {
                tellProgress(Origin.NOTIFICATION);
                tell(new JobEvent.Transferred(job, Origin.NOTIFICATION));
            }
        });
    }

    @Override
    public int jobError(BackgroundCopyJob ignored, BackgroundCopyError lent) {
        BackgroundCopyError error = lent.share();
        int hr = queue(() -> {
            try (error) {
                if (reader.isNews(JobState.ERROR, Origin.NOTIFICATION)) {
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
        return queueOnce(modificationQueued, () -> {
            tell(new JobEvent.Modified(job, Origin.NOTIFICATION));
            if (meter != null && meter.isDue()) {
                tellProgress(Origin.NOTIFICATION);
            }
        });
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

    private int queueOnce(AtomicBoolean queued, Runnable task) {
        if (!queued.compareAndSet(false, true)) {
            return HResult.S_OK;
        }
        int hr = queue(() -> {
            queued.set(false);
            task.run();
        });
        if (HResult.failed(hr)) {
            queued.set(false);
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

    private void tellState() {
        if (!stopped) {
            reader.read().ifPresent(event -> {
                if (event instanceof JobEvent.Transferred) {
                    tellProgress(Origin.POLL);
                }
                tell(event);
            });
        }
    }

    /** A failure is left to the next poll of the state, which says what has become of the job. */
    private void tellProgress(Origin origin) {
        if (meter == null || stopped) {
            return;
        }
        try {
            meter.read(origin).ifPresent(this::tell);
        } catch (BackgroundCopyException e) {
            LOG.log(Level.DEBUG, "the progress could not be read", e);
            if (e.isServiceGone()) {
                poll();
            }
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

    private void tell(JobEvent event) {
        if (stopped) {
            EventBuffer.discard(event);
            return;
        }
        if (EventBuffer.isLast(event)) {
            stopped = true;
        }
        try {
            listener.onEvent(event);
        } catch (Throwable t) {
            // Also an Error: it is the listener's, and must not take this thread's other events with it.
            LOG.log(Level.WARNING, "the listener of " + event.getClass().getSimpleName() + " threw", t);
        }
    }
}
