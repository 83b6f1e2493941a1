package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for what other threads bring about, with a limit that only a failing test reaches. */
final class Eventually {
    private static final long LIMIT_SECONDS = 30;

    private Eventually() {}

    static <T> void becomes(Supplier<T> actual, T expected) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!expected.equals(actual.get()) && System.nanoTime() - end < 0) {
            Thread.sleep(2);
        }
        assertThat(actual.get()).isEqualTo(expected);
    }

    static void reached(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
