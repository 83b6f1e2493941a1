package io.github.bits4j;

import io.github.bits4j.JobEvent.Origin;
import io.github.bits4j.com.HResult;
import io.github.bits4j.internal.EventTasks;
import io.github.bits4j.internal.SerialExecutor;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Turns the notifications of a registration into events for a listener, and adds by polling what the service did not notify. */
final class EventDelivery extends EventTasks<JobEvent> implements BackgroundCopyCallback {
    private static final Logger LOG = System.getLogger("io.github.bits4j");

    private final BackgroundCopyJob job;
    private final NotifyOptions options;
    private final StateReader reader;
    private final @Nullable ProgressMeter meter;
    private final AtomicBoolean pollQueued = new AtomicBoolean();
    private final AtomicBoolean progressQueued = new AtomicBoolean();
    private final AtomicBoolean modificationQueued = new AtomicBoolean();

    EventDelivery(BackgroundCopyJob job, JobListener listener, NotifyOptions options, SerialExecutor tasks) {
        super(listener::onEvent, tasks, JobEventRules.RULES);
        this.job = job;
        this.options = options;
        this.reader = new StateReader(job);
        this.meter = options.progressInterval().map(interval -> new ProgressMeter(job, interval)).orElse(null);
    }

    /** Starts to poll, as the options say. */
    @Override
    public void start() {
        options.pollInterval().ifPresent(interval -> repeat(interval, this::poll));
        options.progressInterval().ifPresent(interval ->
                repeat(interval, () -> queueOnce(progressQueued, () -> tellProgress(Origin.POLL))));
    }

    /** Reads the state now; the first time it is an event, whatever it is. */
    @Override
    public void poll() {
        queueOnce(pollQueued, this::tellState);
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

    private void tellState() {
        if (!isStopped()) {
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
        if (meter == null || isStopped()) {
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
}
