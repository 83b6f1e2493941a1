package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.NotifyOptions;
import io.github.bits4j.com.HResult;
import io.github.bits4j.deliveryoptimization.DownloadEvent.Origin;
import io.github.bits4j.internal.EventTasks;
import io.github.bits4j.internal.Rate;
import io.github.bits4j.internal.SerialExecutor;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the calls of a status callback into events for a listener, and adds by polling what the service did not notify. */
final class DownloadDelivery extends EventTasks<DownloadEvent> implements DownloadStatusCallback {
    private final Download download;
    private final NotifyOptions options;
    private final StatusReader reader;
    private final Rate rate = new Rate();
    private @Nullable DownloadStatus progressTold;
    private final AtomicBoolean pollQueued = new AtomicBoolean();
    private final AtomicBoolean progressQueued = new AtomicBoolean();
    private final Object guard = new Object();
    /** The status about progress that waits; a newer one takes its place. */
    private @Nullable Waiting waiting;

    private static final class Waiting {
        private DownloadStatus status;

        Waiting(DownloadStatus status) {
            this.status = status;
        }
    }

    DownloadDelivery(Download download, Consumer<? super DownloadEvent> listener, NotifyOptions options,
            SerialExecutor tasks) {
        super(listener, tasks, DownloadEventRules.RULES);
        this.download = download;
        this.options = options;
        this.reader = new StatusReader(download);
    }

    @Override
    public void start() {
        options.pollInterval().ifPresent(interval -> repeat(interval, this::poll));
        options.progressInterval().ifPresent(interval -> repeat(interval, () -> queueOnce(progressQueued, this::pollProgress)));
    }

    /** The first time it is an event, whatever it is. */
    @Override
    public void poll() {
        queueOnce(pollQueued, () -> {
            if (!isStopped()) {
                tellSeen(reader.read(), Origin.POLL);
            }
        });
    }

    @Override
    public int onStatusChange(Download ignored, DownloadStatus status) {
        Waiting mine;
        synchronized (guard) {
            boolean progress = status.state() == DownloadState.TRANSFERRING;
            if (progress && waiting != null) {
                waiting.status = status;
                return HResult.S_OK;
            }
            mine = new Waiting(status);
            waiting = progress ? mine : null;
        }
        int hr = queue(() -> {
            if (!isStopped()) {
                tellSeen(reader.notified(take(mine)), Origin.NOTIFICATION);
            }
        });
        if (HResult.failed(hr)) {
            take(mine);
        }
        return hr;
    }

    private DownloadStatus take(Waiting taken) {
        synchronized (guard) {
            if (waiting == taken) {
                waiting = null;
            }
            return taken.status;
        }
    }

    private void tellSeen(Optional<DownloadEvent> news, Origin origin) {
        DownloadStatus seen = reader.last();
        boolean last = news.map(DownloadEventRules.RULES::isLast).orElse(false);
        boolean halt = news.isPresent() && news.get() instanceof DownloadEvent.Transferred;
        if (halt && seen != null) {
            tellProgress(seen, origin); // the last bytes, before the news that they are the last ones
        }
        news.ifPresent(this::tell);
        if (!halt && !last && seen != null && origin == Origin.NOTIFICATION
                && options.progressInterval().map(rate::isDue).orElse(false)) {
            tellProgress(seen, origin);
        }
    }

    private void pollProgress() {
        if (isStopped()) {
            return;
        }
        Optional<DownloadEvent> news = reader.read();
        tellSeen(news, Origin.POLL);
        DownloadStatus seen = reader.last();
        if (seen != null && !isStopped()) {
            tellProgress(seen, Origin.POLL);
        }
    }

    private void tellProgress(DownloadStatus now, Origin origin) {
        DownloadStatus before = progressTold;
        if (options.progressInterval().isEmpty() || (before != null && before.bytesTransferred() == now.bytesTransferred()
                && before.bytesTotal().equals(now.bytesTotal()))) {
            return;
        }
        progressTold = now;
        tell(new DownloadEvent.Progress(download, now, rate.measure(now.bytesTransferred()), origin));
    }
}
