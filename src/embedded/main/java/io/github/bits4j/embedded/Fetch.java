package io.github.bits4j.embedded;

import io.github.bits4j.ErrorKind;
import io.github.bits4j.TransferError;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.TransientErrorPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * For those who only want the file: tries one service after another until one has got it, and tells which.
 *
 * <p>Each attempt is a transfer of its own, which is gone when its turn is over: the next one begins anew. A file appears under
 * its name when it is complete, and not before.
 */
public final class Fetch {
    private static final Logger LOG = System.getLogger("io.github.bits4j.embedded");

    private final URI remote;
    private final Path local;
    private final FetchOptions options;
    private final CompletableFuture<FetchResult> result = new CompletableFuture<>();
    private final AtomicReference<@Nullable FetchAttempt> attempt = new AtomicReference<>();

    private Fetch(URI remote, Path local, FetchOptions options) {
        this.remote = remote;
        this.local = local;
        this.options = options;
    }

    /** As {@link #file(URI, Path, FetchOptions)}, with {@link FetchOptions#defaults()}. */
    public static CompletableFuture<FetchResult> file(URI remote, Path local) {
        return file(remote, local, FetchOptions.defaults());
    }

    /**
     * Fetches a file.
     *
     * @param remote an absolute URL
     * @param local an absolute path in a directory that exists; an existing file is replaced at the end
     * @return ends with the result, or fails with {@link FetchException}; ending it in any other way, by cancelling it or by
     *     {@code orTimeout}, cancels the transfer
     */
    public static CompletableFuture<FetchResult> file(URI remote, Path local, FetchOptions options) {
        if (!remote.isAbsolute()) {
            throw new IllegalArgumentException("remote: must be absolute, with a scheme such as https: " + remote);
        }
        if (!local.isAbsolute()) {
            throw new IllegalArgumentException("local: must be an absolute path, is " + local);
        }
        Fetch fetch = new Fetch(remote, local, Objects.requireNonNull(options, "options"));
        fetch.result.whenComplete((_, _) -> fetch.giveUp());
        Thread.ofPlatform().daemon().name("bits4j-fetch").start(fetch::run);
        return fetch.result;
    }

    private void run() {
        List<FetchFailure> failures = new ArrayList<>();
        Iterator<FetchRoute> routes = options.routes().iterator();
        while (routes.hasNext()) {
            if (result.isDone()) {
                return; // somebody has ended it
            }
            FetchRoute route = routes.next();
            boolean last = !routes.hasNext();
            try {
                long bytes = attempt(route, last);
                result.complete(new FetchResult(local, route, bytes, failures));
                return;
            } catch (RuntimeException | Error e) {
                FetchFailure failure = FetchFailure.of(route, e instanceof CompletionException ? e.getCause() : e);
                failures.add(failure);
                LOG.log(Level.DEBUG, "not fetched by " + failure, failure.cause());
                if (!options.fallback().contains(failure.kind())) {
                    break;
                }
            }
        }
        result.completeExceptionally(new FetchException(remote, failures));
    }

    private long attempt(FetchRoute route, boolean last) {
        Duration patience = last ? options.lastPatience() : options.patience();
        FetchAttempt present = FetchAttempt.start(route, remote, local, TransferOptions.defaults()
                .withStallTimeout(patience).withTransientErrors((error, count) -> decide(error, last)));
        attempt.set(present);
        if (result.isDone()) {
            giveUp();
        }
        return present.await(patience);
    }

    private void giveUp() {
        FetchAttempt present = attempt.get();
        if (present != null) {
            present.giveUp();
        }
    }

    /** A service goes on after a transient error by itself: another one may do so sooner, unless it is the network's. */
    private TransientErrorPolicy.Decision decide(TransferError error, boolean last) {
        ErrorKind kind = ErrorKind.of(error.hresult());
        return !last && kind != ErrorKind.NETWORK && options.fallback().contains(kind)
                ? TransientErrorPolicy.Decision.FAIL
                : TransientErrorPolicy.Decision.WAIT;
    }
}
