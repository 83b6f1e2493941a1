package io.github.bits4j.testkit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds responses back until it is opened ({@link Fault#holdAfter}): so a test can look at a transfer that is under way for as
 * long as it likes. Once open it stays open. Mind that BITS gives up on a server that is silent for a minute or more.
 */
public final class Gate {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch abandoned = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** Makes a gate that is closed. */
    public Gate() {}

    /** Lets all responses through, those that wait and those to come. */
    public void open() {
        open.countDown();
    }

    /**
     * Waits until a response has come to the gate.
     *
     * @throws AssertionError if none does within a minute
     */
    public void awaitReached() throws InterruptedException {
        await(reached, "no response has come to the gate");
    }

    /**
     * Waits until a client whose response waits at the gate has closed its connection.
     *
     * @throws AssertionError if none does within a minute
     */
    public void awaitAbandoned() throws InterruptedException {
        await(abandoned, "no client has given up a response at the gate");
    }

    void arrive() {
        reached.countDown();
    }

    void abandon() {
        abandoned.countDown();
    }

    boolean isOpenWithin(Duration span) throws InterruptedException {
        return open.await(span.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void await(CountDownLatch latch, String failure) throws InterruptedException {
        if (!latch.await(LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError(failure + " within " + LIMIT.toSeconds() + " s");
        }
    }
}
