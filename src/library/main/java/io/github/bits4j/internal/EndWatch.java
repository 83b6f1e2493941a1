package io.github.bits4j.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Completes a future when an object of the service's comes to an end, whichever it is.
 *
 * <p>It reads the state at intervals, and at once when a notification arrives: a notification is a hint, never the only way. The
 * intervals grow, so that neither a short transfer waits long for its end nor a long one is asked often.
 */
public abstract class EndWatch<R> {
    private static final Logger LOG = System.getLogger("io.github.bits4j");
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);

    private final Ending ending;
    private final boolean completes;
    private final boolean removesOnFailure;
    private final CompletableFuture<R> future = new CompletableFuture<>();
    private final SerialExecutor tasks = new SerialExecutor(EventThreads.POOL);
    /** Whoever sets it ends the future; others come too late, also those who see what that one does to the object. */
    private final AtomicBoolean decided = new AtomicBoolean();
    private final GrowingDelay interval = new GrowingDelay(SHORTEST_INTERVAL, LONGEST_INTERVAL);
    private volatile @Nullable RuntimeException failure;

    /** Who has to know that a future has ended. */
    public interface Ending {
        /** The object has to be removed; tried at once, and later as often as it takes. */
        void remove();

        /** The future is done; comes once, after {@link #remove()} if that comes at all. */
        void done(EndWatch<?> watch);
    }

    /**
     * @param completes whether the watch completes the object, so that one which nobody completes is removed
     * @param removesOnFailure whether the object is removed when the future fails
     */
    protected EndWatch(Ending ending, boolean completes, boolean removesOnFailure) {
        this.ending = ending;
        this.completes = completes;
        this.removesOnFailure = removesOnFailure;
    }

    /** Looks at the object, to end the future if that is to be; may throw anything. */
    protected abstract void look();

    /** {@link #look()} threw; to end the future. */
    protected abstract void failed(Throwable thrown);

    /** The object is about to be closed; to end the future. */
    protected abstract void closing();

    CompletableFuture<R> start() {
        future.whenComplete((result, thrown) -> {
            if (future.isCancelled()) {
                ending.remove();
                ending.done(this);
            } else if (!removesOnFailure || (thrown != null && thrown == failure) || (thrown == null && keepsIt())) {
                ending.done(this);
            } else {
                // By orTimeout, for instance, whose thread serves all of the process and is not to wait for a service.
                EventThreads.POOL.execute(() -> {
                    ending.remove();
                    ending.done(this);
                });
            }
        });
        pollRepeatedly();
        return future;
    }

    /**
     * Whether the future has its value from here, or leaves the object to whoever gave it another (complete, completeOnTimeout).
     * An object that nobody but this watch would have completed is left to nobody.
     */
    private boolean keepsIt() {
        return !completes || !decided.compareAndSet(false, true);
    }

    /** Reads the state as soon as possible. */
    public final void wake() {
        try {
            tasks.execute(this::lookOnce);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "no thread to be had; the next poll tries again", e);
        }
    }

    /** The object's interface pointers are about to be released. */
    final void close() {
        closing();
        if (!future.isDone() && removesOnFailure) {
            ending.remove(); // another thread is about to end it, and may find the object closed
        }
    }

    private void pollRepeatedly() {
        if (!future.isDone()) {
            EventThreads.later(interval.next(), this::pollRepeatedly);
            wake();
        }
    }

    private void lookOnce() {
        if (future.isDone() || decided.get()) {
            return;
        }
        try {
            look();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    protected final boolean isDone() {
        return future.isDone();
    }

    /** Whether it is for the caller to end the future, which he must do then. */
    protected final boolean decide() {
        return !future.isDone() && decided.compareAndSet(false, true);
    }

    /** After {@link #decide()}. */
    protected final void succeed(R result) {
        future.complete(result);
    }

    /**
     * After {@link #decide()}. What has to be removed is gone before anybody sees that the future has failed.
     *
     * @param gone whether the object has ended by itself
     */
    protected final void fail(RuntimeException thrown, boolean gone) {
        failure = thrown;
        try {
            if (removesOnFailure && !gone) {
                ending.remove();
            }
        } finally {
            future.completeExceptionally(thrown); // nobody else may, now that it is decided
        }
    }
}
