package io.github.bits4j;

import io.github.bits4j.com.ComPointer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The manager's interface pointer, and how it is got again when the service has ended.
 *
 * <p>Threads that need a new one at the same time get the same; one of them makes it, once. If that fails, they all fail, and the
 * next one to come tries again.
 */
final class ManagerPointer {
    private final Supplier<ComPointer> open;
    private final boolean renewable;
    /** Done, or being made by some thread; null if the service has ended since. */
    private final AtomicReference<@Nullable CompletableFuture<ComPointer>> current;
    /** Whether an object of the service's was found dead since the manager last worked. */
    private volatile boolean suspect;

    ManagerPointer(Supplier<ComPointer> open, boolean renewable) {
        this.open = open;
        this.renewable = renewable;
        this.current = new AtomicReference<>(CompletableFuture.completedFuture(open.get()));
    }

    ComPointer get() {
        CompletableFuture<ComPointer> mine = new CompletableFuture<>();
        CompletableFuture<ComPointer> before = current.compareAndExchange(null, mine);
        return before == null ? make(mine) : await(before);
    }

    private ComPointer make(CompletableFuture<ComPointer> mine) {
        try {
            ComPointer made = open.get();
            works();
            mine.complete(made);
            return made;
        } catch (RuntimeException | Error e) {
            current.set(null); // before those who wait are told: whoever comes next tries again
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static ComPointer await(CompletableFuture<ComPointer> made) {
        try {
            return made.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new AssertionError(e.getCause());
            }
        }
    }

    /** The pointer, if there is one now. */
    Optional<ComPointer> peek() {
        CompletableFuture<ComPointer> now = current.get();
        return now == null || !now.isDone() || now.isCompletedExceptionally() ? Optional.empty() : Optional.of(now.join());
    }

    /**
     * The service behind the pointer has ended. The pointer is not closed but forgotten: another thread may be about to use it.
     *
     * @return whether there will be another one
     */
    boolean lose(ComPointer used) {
        CompletableFuture<ComPointer> now = current.get();
        if (renewable && now != null && now.isDone() && !now.isCompletedExceptionally() && now.join() == used) {
            current.compareAndSet(now, null);
        }
        return renewable;
    }

    /** An object of the service's is dead, and the manager perhaps too. */
    void suspect() {
        suspect = true;
    }

    boolean isSuspect() {
        return suspect;
    }

    void works() {
        suspect = false;
    }

    /** What to do about a call to the manager that found the service gone. */
    String remedyOfCall() {
        return renewable
                ? "Call again: the manager connects again by itself. Get the jobs again by their identifiers."
                : "Make another manager of a new interface pointer (an embedded service: open it and connect to it again), and "
                        + "get the jobs again by their identifiers.";
    }

    /** What to do about a call to an object that found the service gone. */
    String remedyOfObject() {
        return renewable
                ? "Get the job again by its identifier from the manager, which connects again by itself."
                : "Make another manager of a new interface pointer (an embedded service: open it and connect to it again), and "
                        + "get the job again by its identifier.";
    }
}
