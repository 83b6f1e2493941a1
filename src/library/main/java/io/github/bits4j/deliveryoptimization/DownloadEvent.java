package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.NotifyOptions;
import io.github.bits4j.internal.Rate;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that happened to a download, as a {@link DownloadListener} or a subscriber of {@link Download#events()} gets it.
 *
 * <p>An event is a hint that came at the time of delivery; by the time it is read the download may have moved on.
 */
public sealed interface DownloadEvent {
    /** How an event was learnt of. */
    enum Origin {
        /** The service called the status callback. */
        NOTIFICATION,
        /** The status was read: at the beginning, or because callbacks can get lost. */
        POLL
    }

    /** The download on which the listener was set. */
    Download download();

    /** How the event was learnt of. */
    Origin origin();

    /** All that was asked for is there; {@link Download#finalizeDownload()} gives the file its name. */
    record Transferred(Download download, DownloadStatus status, Origin origin) implements DownloadEvent {}

    /** The download failed, and is paused until it is started again. */
    record Failed(Download download, DownloadError error, Origin origin) implements DownloadEvent {}

    /** The download failed, and is paused until the service tries again by itself: {@link DownloadError#isTransient()}. */
    record TransientError(Download download, DownloadError error, Origin origin) implements DownloadEvent {}

    /**
     * The download is in another state than the last one that was seen: it was started, or paused by whomever. States that have
     * an event of their own are not told by this one.
     *
     * @param from the last state seen; empty for the first one: that of the moment when the listener was set
     * @param to the state now
     */
    record StateChanged(Download download, Optional<DownloadState> from, DownloadState to, Origin origin)
            implements DownloadEvent {}

    /**
     * The download has come further, or has learnt its size. Only if {@link NotifyOptions#progressInterval()} is set.
     *
     * @param status the counts now
     * @param bytesPerSecond the mean rate since the last such event; empty for the first one
     */
    record Progress(Download download, DownloadStatus status, OptionalLong bytesPerSecond, Origin origin)
            implements DownloadEvent {
        /** How long the rest takes at this rate; empty if the rate or the size is not known, or nothing moves. */
        public Optional<Duration> remaining() {
            if (status.state() == DownloadState.TRANSFERRED) {
                return Optional.of(Duration.ZERO);
            }
            return status.bytesTotal().isEmpty()
                    ? Optional.empty()
                    : Rate.remaining(status.bytesTotal().getAsLong() - status.bytesTransferred(), bytesPerSecond);
        }
    }

    /**
     * The download was finalized or aborted. The last event.
     *
     * @param state which of them
     * @param error why the service itself aborted it, if it did
     */
    record Ended(Download download, DownloadState state, Optional<DownloadError> error, Origin origin)
            implements DownloadEvent {}

    /** The service has ended or let go of the download. The last event. */
    record ServiceLost(Download download, DeliveryOptimizationException cause, Origin origin) implements DownloadEvent {}
}
