package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.TransferError;
import io.github.bits4j.TransferException;
import io.github.bits4j.TransferException.Reason;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.TransientErrorPolicy;
import io.github.bits4j.com.Guid;
import io.github.bits4j.internal.EndWatch;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Completes a future when its download comes to an end, whichever it is. */
final class DownloadWatch extends EndWatch<DownloadResult> {
    private static final Logger LOG = System.getLogger("io.github.bits4j");
    private static final String CLOSED = "the download was closed before it was transferred";

    private final Download download;
    private final TransferOptions options;
    private final StatusReader reader;
    private volatile @Nullable String id;
    private @Nullable DownloadStatus moved;
    private long movedAt = System.nanoTime();
    /** Since the download last got any further. */
    private int transientErrors;

    DownloadWatch(Download download, TransferOptions options, Ending ending) {
        super(ending, options.completes(), options.cancelsOnFailure());
        this.download = download;
        this.options = options;
        this.reader = new StatusReader(download);
    }

    @Override
    protected void look() {
        Optional<DownloadEvent> news = reader.read();
        DownloadStatus status = reader.last();
        if (status != null) {
            move(status);
        }
        news.ifPresent(event -> on(event, status));
        checkStall();
    }

    private void move(DownloadStatus status) {
        DownloadStatus before = moved;
        moved = status;
        if (before == null || before.bytesTransferred() != status.bytesTransferred()) {
            movedAt = System.nanoTime();
            transientErrors = 0;
        }
    }

    @Override
    protected void failed(Throwable thrown) {
        switch (thrown) {
            case DeliveryOptimizationException e ->
                    fail(e.isServiceGone() ? Reason.SERVICE_LOST : Reason.UNREADABLE, e.getMessage(), null, e);
            case IllegalStateException e -> fail(Reason.CLOSED, CLOSED, null, e);
            default -> fail(Reason.UNREADABLE, "the download's status could not be read", null, thrown);
        }
    }

    @Override
    protected void closing() {
        fail(Reason.CLOSED, CLOSED, null, null);
    }

    private void on(DownloadEvent event, @Nullable DownloadStatus status) {
        switch (event) {
            case DownloadEvent.Transferred(_, var now, _) when options.completes() -> complete(now);
            case DownloadEvent.Transferred(_, var now, _) -> succeed(DownloadState.TRANSFERRED, now);
            case DownloadEvent.Ended(_, var state, _, _) when state == DownloadState.FINALIZED && status != null ->
                    succeed(state, status);
            case DownloadEvent.Ended(_, _, var error, _) when error.isPresent() -> failBy(Reason.ERROR, error.get());
            case DownloadEvent.Ended _ -> fail(Reason.CANCELLED, "the download was aborted", null, null);
            case DownloadEvent.Failed(_, var error, _) -> failBy(Reason.ERROR, error);
            case DownloadEvent.TransientError(_, var error, _) -> onTransientError(error);
            // The first state seen may be that of a download which is yet to be started.
            case DownloadEvent.StateChanged(_, var from, var to, _)
                    when options.failsWhenSuspended() && to == DownloadState.PAUSED && from.isPresent() ->
                fail(Reason.SUSPENDED, "the download was paused", null, null);
            case DownloadEvent.ServiceLost(_, var cause, _) -> fail(Reason.SERVICE_LOST, cause.getMessage(), null, cause);
            case DownloadEvent.StateChanged _, DownloadEvent.Progress _ -> { }
        }
    }

    private void onTransientError(DownloadError error) {
        transientErrors++;
        TransientErrorPolicy.Decision decision;
        try {
            decision = options.transientErrors().decide(described(error), transientErrors);
        } catch (RuntimeException | Error e) {
            fail(Reason.TRANSIENT_ERROR, "the policy threw at " + error, error, e);
            return;
        }
        switch (decision) {
            case WAIT -> LOG.log(Level.DEBUG, "the service will try again: {0}", error);
            case RETRY_NOW -> {
                reader.resumed();
                resume();
            }
            case FAIL -> failBy(Reason.TRANSIENT_ERROR, error);
        }
    }

    /** The service may have tried again by itself, and the download have ended by now: the next look tells. */
    private void resume() {
        try {
            download.resume();
        } catch (DeliveryOptimizationException e) {
            if (e.isServiceGone()) {
                throw e;
            }
            LOG.log(Level.DEBUG, "the download could not be started again", e);
            wake();
        }
    }

    private void checkStall() {
        Duration standstill = Duration.ofNanos(System.nanoTime() - movedAt);
        if (!isDone() && options.stallTimeout().isPresent() && standstill.compareTo(options.stallTimeout().get()) > 0) {
            DownloadStatus status = moved;
            fail(Reason.STALLED, "nothing moved for %s; the download is %s".formatted(options.stallTimeout().get(),
                    status == null ? DownloadState.UNKNOWN : status.state()), null, null);
        }
    }

    private void complete(DownloadStatus status) {
        DownloadResult result = new DownloadResult(
                id(), DownloadState.FINALIZED, status.bytesTransferred(), download.localPath());
        if (!decide()) {
            return; // cancelled, or closed
        }
        try {
            download.finalizeDownload();
            succeed(result);
        } catch (DeliveryOptimizationException e) {
            notCompleted(result, e);
        } catch (RuntimeException | Error e) {
            failAs(Reason.CLOSED, "the download was closed before it was finalized", null, e);
        }
    }

    /** Somebody else may have been quicker. */
    private void notCompleted(DownloadResult ifCompleted, DeliveryOptimizationException e) {
        DownloadState state;
        try {
            state = download.status().state();
        } catch (DeliveryOptimizationException | IllegalStateException unknown) {
            state = DownloadState.UNKNOWN;
        }
        switch (state) {
            case FINALIZED -> succeed(ifCompleted);
            case ABORTED -> failAs(Reason.CANCELLED, "the download was aborted", null, null);
            default -> failAs(e.isServiceGone() ? Reason.SERVICE_LOST : Reason.NOT_COMPLETED, e.getMessage(), null, e);
        }
    }

    /** Transferred, or finalized by somebody else. */
    private void succeed(DownloadState state, DownloadStatus status) {
        DownloadResult result = new DownloadResult(id(), state, status.bytesTransferred(),
                state == DownloadState.FINALIZED ? download.localPath() : Optional.empty());
        if (decide()) {
            succeed(result);
        }
    }

    private String id() {
        String known = id;
        if (known == null) {
            known = download.id();
            id = known;
        }
        return known;
    }

    private void failBy(Reason reason, DownloadError error) {
        fail(reason, error.toString(), error,
                error.streamFailure().map(Throwable.class::cast).orElseGet(error::toException));
    }

    private void fail(Reason reason, @Nullable String message, @Nullable DownloadError error, @Nullable Throwable cause) {
        if (decide()) {
            failAs(reason, message, error, cause);
        }
    }

    private void failAs(Reason reason, @Nullable String message, @Nullable DownloadError error, @Nullable Throwable cause) {
        fail(new TransferException(reason, idForFailure(), String.valueOf(message),
                error == null ? null : described(error), cause), reason == Reason.CANCELLED);
    }

    private TransferError described(DownloadError error) {
        Optional<String> remote = Optional.empty();
        Optional<String> local = Optional.empty();
        try {
            remote = download.properties.text(DownloadProperty.URI);
            local = download.properties.text(DownloadProperty.LOCAL_PATH);
        } catch (DeliveryOptimizationException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "a download that failed cannot be asked what it is", e);
        }
        return new TransferError(ErrorContext.UNKNOWN_CONTEXT, error.hresult(), error.description(), "Delivery Optimization",
                remote, local);
    }

    private @Nullable UUID idForFailure() {
        try {
            return Guid.parse(id()).toUuid();
        } catch (IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "the download''s identifier is no GUID: {0}", id);
        } catch (DeliveryOptimizationException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "a download that failed cannot be asked for its identifier", e);
        }
        return null;
    }
}
