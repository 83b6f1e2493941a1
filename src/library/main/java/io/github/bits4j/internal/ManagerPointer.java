package io.github.bits4j.internal;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The manager's interface pointer, and how it is got again when the service has ended.
 *
 * <p>Threads that need a new one at the same time get the same; one of them makes it, once. If that fails, they all fail, and the
 * next one to come tries again.
 */
public final class ManagerPointer {
    private final Supplier<ComPointer> open;
    private final boolean renewable;
    /** Done, or being made by some thread; null if the service has ended since. */
    private final AtomicReference<@Nullable CompletableFuture<ComPointer>> current;
    /** Whether an object of the service's was found dead since the manager last worked. */
    private volatile boolean suspect;

    /** @param renewable whether {@code open} may be called again when the service has ended */
    public ManagerPointer(Supplier<ComPointer> open, boolean renewable) {
        this.open = open;
        this.renewable = renewable;
        this.current = new AtomicReference<>(CompletableFuture.completedFuture(open.get()));
    }

    /** The pointer; a new one if the service has ended since the last call. */
    public ComPointer get() {
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
    public Optional<ComPointer> peek() {
        CompletableFuture<ComPointer> now = current.get();
        return now == null || !now.isDone() || now.isCompletedExceptionally() ? Optional.empty() : Optional.of(now.join());
    }

    /**
     * Calls the manager. The call that meets the end of the service fails, and the next one connects again; if an object of the
     * service's has met it before, that one has said so, and this one is repeated.
     */
    public <T> T call(Function<ComPointer, T> call) {
        return call(call, suspect);
    }

    /** @param repeatable whether the end of the service has been told of already */
    private <T> T call(Function<ComPointer, T> call, boolean repeatable) {
        ComPointer used = get();
        try {
            T result = call.apply(used);
            works();
            return result;
        } catch (ComException e) {
            if (ServiceEnd.isTold(e.hresult()) && lose(used) && repeatable && ServiceEnd.isNotDone(e.hresult())) {
                return call(call, false);
            }
            throw e;
        }
    }

    /**
     * The service behind the pointer has ended. The pointer is not closed but forgotten: another thread may be about to use it.
     *
     * @return whether there will be another one
     */
    private boolean lose(ComPointer used) {
        CompletableFuture<ComPointer> now = current.get();
        if (renewable && now != null && now.isDone() && !now.isCompletedExceptionally() && now.join() == used) {
            current.compareAndSet(now, null);
        }
        return renewable;
    }

    /** An object of the service's is dead, and the manager perhaps too. */
    public void suspect() {
        suspect = true;
    }

    /** Whether there is a new pointer after the service's end. */
    public boolean isRenewable() {
        return renewable;
    }

    private void works() {
        suspect = false;
    }
}
