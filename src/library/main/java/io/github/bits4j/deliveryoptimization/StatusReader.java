package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.deliveryoptimization.DownloadEvent.Origin;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of a download's status, whether it was read or came by the callback. Used by one task after the other.
 *
 * <p>A status that was read may be ahead of callbacks under way. Until one agrees with it, a callback is taken as the news that
 * something happened, and the status is read: what is past is not told after what is present.
 */
final class StatusReader {
    private final Download download;
    private @Nullable DownloadStatus last;
    /** The status at which the download came to a halt, and which has been told of. */
    private @Nullable DownloadStatus told;
    /** The {@link Download#starts()} of that time. */
    private long toldStarts;
    private boolean ahead;

    StatusReader(Download download) {
        this.download = download;
    }

    /** Reads the status; empty if it is no news. */
    Optional<DownloadEvent> read() {
        return read(Origin.POLL);
    }

    private Optional<DownloadEvent> read(Origin origin) {
        long starts = download.starts();
        try {
            DownloadStatus now = download.status();
            ahead = true;
            return seen(now, starts, origin);
        } catch (DeliveryOptimizationException e) {
            if (!e.isServiceGone()) {
                throw e;
            }
            return Optional.of(new DownloadEvent.ServiceLost(download, e, origin));
        }
    }

    /** Takes the status that the callback was called with; empty if it is no news. */
    Optional<DownloadEvent> notified(DownloadStatus status) {
        long starts = download.starts();
        boolean startedSince = told != null && toldStarts != starts;
        if (ahead && (startedSince || !isAsLast(status))) {
            return read(Origin.NOTIFICATION);
        }
        ahead = false;
        return seen(status, starts, Origin.NOTIFICATION);
    }

    /** The status last seen, if any was. */
    @Nullable DownloadStatus last() {
        return last;
    }

    /** The download has been started: if it comes to the same halt again, that is news. */
    void resumed() {
        told = null;
    }

    private boolean isAsLast(DownloadStatus status) {
        DownloadStatus before = last;
        return before != null && before.stateCode() == status.stateCode() && before.error().equals(status.error());
    }

    private Optional<DownloadEvent> seen(DownloadStatus status, long starts, Origin origin) {
        boolean same = isAsLast(status);
        Optional<DownloadState> from = Optional.ofNullable(last).map(DownloadStatus::state);
        last = status;
        return switch (status.state()) {
            case TRANSFERRED -> halt(status, starts, new DownloadEvent.Transferred(download, status, origin));
            case PAUSED -> status.error().map(error -> halt(status, starts, failure(error, origin)))
                    .orElseGet(() -> change(status, from, same, origin));
            case FINALIZED, ABORTED ->
                    Optional.of(new DownloadEvent.Ended(download, status.state(), status.error(), origin));
            case CREATED, TRANSFERRING, UNKNOWN -> change(status, from, same, origin);
        };
    }

    private Optional<DownloadEvent> change(DownloadStatus status, Optional<DownloadState> from, boolean same, Origin origin) {
        told = null;
        return same
                ? Optional.empty()
                : Optional.of(new DownloadEvent.StateChanged(download, from, status.state(), origin));
    }

    /** The same halt twice, with as many bytes, is one; a failure is another one after a start. */
    private Optional<DownloadEvent> halt(DownloadStatus status, long starts, DownloadEvent event) {
        boolean known = Objects.equals(told, status)
                && (status.state() == DownloadState.TRANSFERRED || toldStarts == starts);
        told = status;
        toldStarts = starts;
        return known ? Optional.empty() : Optional.of(event);
    }

    private DownloadEvent failure(DownloadError error, Origin origin) {
        return error.isTransient()
                ? new DownloadEvent.TransientError(download, error, origin)
                : new DownloadEvent.Failed(download, error, origin);
    }
}
