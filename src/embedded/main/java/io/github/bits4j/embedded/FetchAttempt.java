package io.github.bits4j.embedded;

import io.github.bits4j.TransferException;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.com.ComException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A route's turn. It has a thread of its own, since a call to a service that hangs never returns: whoever waits for the attempt
 * does so by the clock, and leaves it behind. What a call that does return after that has brought is ended then.
 */
final class FetchAttempt {
    private static final Logger LOG = System.getLogger("io.github.bits4j.embedded");
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** The transfer's own watch can say more of a standstill, if it still gets answers: it goes first. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final FetchRoute route;
    private final URI remote;
    private final Path local;
    private final TransferOptions options;
    private final CompletableFuture<Long> bytes = new CompletableFuture<>();
    /** The transfer has ended, or is given up. */
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    /** By {@link System#nanoTime()}. */
    private volatile long movedAt = System.nanoTime();

    private FetchAttempt(FetchRoute route, URI remote, Path local, TransferOptions options) {
        this.route = route;
        this.remote = remote;
        this.local = local;
        this.options = options;
    }

    static FetchAttempt start(FetchRoute route, URI remote, Path local, TransferOptions options) {
        FetchAttempt attempt = new FetchAttempt(route, remote, local, options);
        // A platform thread: a virtual one would be pinned in each call to a service.
        Thread.ofPlatform().daemon().name("bits4j-fetch-" + route).start(attempt::run);
        return attempt;
    }

    private void run() {
        try (FetchSession session = route.open()) {
            if (over.getCount() > 0) {
                bytes.complete(follow(session.download(remote, local, options)));
            }
        } catch (IOException | RuntimeException | Error e) {
            if (!bytes.completeExceptionally(e)) {
                LOG.log(Level.DEBUG, "an attempt that had ended: " + route, e);
            }
        } finally {
            bytes.cancel(false); // if it was given up before there was a transfer
            closed.countDown();
        }
    }

    private long follow(FetchTransfer transfer) {
        transfer.bytes().whenComplete((_, _) -> over.countDown());
        long before = 0;
        while (!comes(over)) {
            long now = progress(transfer, before);
            if (now != before) {
                before = now;
                movedAt = System.nanoTime();
            }
        }
        transfer.bytes().cancel(true); // if it is given up
        return transfer.bytes().join();
    }

    /** Whatever is wrong, the end of the transfer tells. */
    private long progress(FetchTransfer transfer, long before) {
        try {
            return transfer.progress().getAsLong();
        } catch (ComException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "no progress to be read from " + route, e);
            return before;
        }
    }

    /** Ends it, as soon as the service lets it. */
    void giveUp() {
        over.countDown();
    }

    /**
     * Waits for the end, and gives up if nothing moves for so long; throws what the route has failed with.
     *
     * @return the number of bytes
     */
    long await(Duration patience) {
        while (!comes(closed)) {
            if (standstill().minus(GRACE).compareTo(patience) > 0) {
                giveUp();
                // A service that hangs only at the end has got the file all the same, or failed, if it has said so.
                bytes.completeExceptionally(new TransferException(TransferException.Reason.STALLED, null,
                        "nothing moved for %s, and the service does not answer".formatted(patience), null, null));
                break;
            }
        }
        return bytes.join();
    }

    private Duration standstill() {
        return Duration.ofNanos(System.nanoTime() - movedAt);
    }

    /** Waits for a while. */
    private static boolean comes(CountDownLatch end) {
        try {
            return end.await(INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the threads of a fetch", e);
        }
    }
}
