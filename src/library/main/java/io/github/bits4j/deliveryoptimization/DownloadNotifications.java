package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.NotifyOptions;
import io.github.bits4j.TransferException;
import io.github.bits4j.TransferException.Reason;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.Variant;
import io.github.bits4j.internal.CallbackObject;
import io.github.bits4j.internal.EventSubscription;
import io.github.bits4j.internal.Hub;
import io.github.bits4j.internal.Notifications;
import io.github.bits4j.internal.SerialExecutor;
import io.github.bits4j.internal.ServiceEnd;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The status callback that was set through one Java download, and who learns of the download by it. */
final class DownloadNotifications extends Notifications<DownloadEvent, DownloadStatusCallback, DownloadDelivery> {
    private final Download download;

    DownloadNotifications(Download download) {
        super(download.connection.listening, () -> new DownloadRemoval(download));
        this.download = download;
    }

    void register(DownloadListener listener, NotifyOptions options) {
        DownloadDelivery delivery = new DownloadDelivery(
                download, listener::onEvent, options, new SerialExecutor(options.executor()));
        register(delivery);
        delivery.poll();
    }

    /** As the publisher of the download's events. */
    void subscribe(Flow.Subscriber<? super DownloadEvent> subscriber, NotifyOptions options) {
        subscribe(new EventSubscription<>(subscriber, options.executor(), DownloadEventRules.RULES,
                (listener, tasks) -> new DownloadDelivery(download, listener, options, tasks), this::unsubscribe),
                options.pollInterval().isPresent());
    }

    CompletableFuture<DownloadResult> watch(TransferOptions options, Runnable afterwards) {
        return watch(ending -> new DownloadWatch(download, options, ending), afterwards);
    }

    @Override
    protected CallbackObject<DownloadStatusCallback> newObject(@Nullable DownloadStatusCallback callback) {
        return new StatusCallbackObject(download, this, new Hub<>(callback, subscribers()));
    }

    @Override
    protected void setPointer(MemorySegment unknown) {
        download.setProperty(DownloadProperty.CALLBACK_INTERFACE.id(), new Variant.Unknown(unknown));
    }

    @Override
    protected Optional<ComPointer> registeredPointer() {
        return download.statusCallback();
    }

    @Override
    protected boolean mayTellTheEnd(ComException e) {
        try {
            return ServiceEnd.isTold(e.hresult()) || download.status().state().isFinal();
        } catch (DeliveryOptimizationException unknown) {
            return unknown.isServiceGone();
        }
    }

    @Override
    protected RuntimeException closed(@Nullable Throwable cause) {
        return new TransferException(Reason.CLOSED, null, "the download was closed", null, cause);
    }
}
