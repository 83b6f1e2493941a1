package io.github.bits4j.internal;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The futures that wait for the end of one object of the service's, and the attempts to remove it. */
final class Endings {
    private final Supplier<Removal> newRemoval;
    private final Runnable onChange;
    private final Set<EndWatch<?>> watches = ConcurrentHashMap.newKeySet();
    private final Set<Removal> removals = ConcurrentHashMap.newKeySet();

    /** @param onChange run when {@link #isEmpty()} may have changed */
    Endings(Supplier<Removal> newRemoval, Runnable onChange) {
        this.newRemoval = newRemoval;
        this.onChange = onChange;
    }

    boolean isEmpty() {
        return watches.isEmpty() && removals.isEmpty();
    }

    /** @param afterwards run when the future is done and, if the object has to be removed, that is done too */
    <R> CompletableFuture<R> watch(Function<EndWatch.Ending, EndWatch<R>> newWatch, Runnable afterwards) {
        EndWatch<R> watch = newWatch.apply(new EndWatch.Ending() {
            @Override
            public void remove() {
                Endings.this.remove();
            }

            @Override
            public void done(EndWatch<?> done) {
                watches.remove(done);
                onChange.run();
                CompletableFuture.allOf(removals.stream().map(Removal::ended).toArray(CompletableFuture[]::new))
                        .thenRun(afterwards);
            }
        });
        watches.add(watch);
        onChange.run();
        return watch.start();
    }

    private void remove() {
        Removal removal = newRemoval.get();
        removals.add(removal);
        onChange.run();
        removal.ended().thenRun(() -> {
            removals.remove(removal);
            onChange.run();
        });
        removal.start();
    }

    /** The futures should look. */
    void wake() {
        watches.forEach(EndWatch::wake);
    }

    /** Ends all of it while the object can still be called. */
    void close() {
        watches.forEach(EndWatch::close);
        removals.forEach(Removal::attempt);
    }
}
