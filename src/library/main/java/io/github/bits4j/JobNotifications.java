package io.github.bits4j;

import io.github.bits4j.TransferException.Reason;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.internal.CallbackObject;
import io.github.bits4j.internal.EventSubscription;
import io.github.bits4j.internal.Notifications;
import io.github.bits4j.internal.SerialExecutor;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The notify interface that was set through one Java job, and who learns of the job by it. */
final class JobNotifications extends Notifications<JobEvent, BackgroundCopyCallback, EventDelivery> {
    private final BackgroundCopyJob job;

    JobNotifications(BackgroundCopyJob job) {
        super(job.connection.listening, () -> new JobRemoval(job));
        this.job = job;
    }

    EventDelivery register(JobListener listener, NotifyOptions options) {
        EventDelivery delivery = new EventDelivery(job, listener, options, new SerialExecutor(options.executor()));
        register(delivery);
        return delivery;
    }

    /** As the publisher of the job's events. */
    void subscribe(Flow.Subscriber<? super JobEvent> subscriber, NotifyOptions options) {
        subscribe(new EventSubscription<>(subscriber, options.executor(), JobEventRules.RULES,
                (listener, tasks) -> new EventDelivery(job, listener::accept, options, tasks), this::unsubscribe),
                options.pollInterval().isPresent());
    }

    CompletableFuture<TransferResult> watch(TransferOptions options, Runnable afterwards) {
        return watch(ending -> new TransferWatch(job, options, ending), afterwards);
    }

    @Override
    protected CallbackObject<BackgroundCopyCallback> newObject(@Nullable BackgroundCopyCallback callback) {
        return new Registration(job, this, new NotificationHub(callback, subscribers()));
    }

    @Override
    protected void setPointer(MemorySegment unknown) {
        job.methods.run("SetNotifyInterface", IBackgroundCopyJobVtbl::SetNotifyInterface, (function, self, arena) ->
                IBackgroundCopyJobVtbl.SetNotifyInterface.invoke(function, self, unknown));
    }

    @Override
    protected Optional<ComPointer> registeredPointer() {
        return job.notifyInterface();
    }

    @Override
    protected boolean mayTellTheEnd(ComException e) {
        try {
            return isServiceGone(e) || job.state().isFinal();
        } catch (BackgroundCopyException unknown) {
            return unknown.isServiceGone();
        }
    }

    private static boolean isServiceGone(ComException e) {
        return e instanceof ServiceGoneException;
    }

    @Override
    protected RuntimeException closed(@Nullable Throwable cause) {
        return new TransferException(Reason.CLOSED, null, "the job was closed", null, cause);
    }
}
