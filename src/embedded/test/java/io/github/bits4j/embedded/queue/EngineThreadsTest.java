package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of tasks for which there is no thread. */
class EngineThreadsTest {
    private final SetClock clock = new SetClock();
    private final AtomicInteger missing = new AtomicInteger(2);
    private final ThreadFactory scarce = task -> {
        if (missing.getAndDecrement() > 0) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        return Thread.ofPlatform().daemon().unstarted(task);
    };
    private final EngineThreads threads = new EngineThreads(clock, scarce, scarce);
    private final CountDownLatch done = new CountDownLatch(1);

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void work_is_done_when_there_is_a_thread_again() throws InterruptedException {
        threads.work(done::countDown);
        isDoneAtTheThirdAttempt();
    }

    @Test
    void a_notification_comes_when_there_is_a_thread_again() throws InterruptedException {
        threads.notify(done::countDown, () -> {});
        isDoneAtTheThirdAttempt();
    }

    private void isDoneAtTheThirdAttempt() throws InterruptedException {
        clock.advance(EngineThreads.SECOND_TRY);
        assertThat(missing).hasValue(0);
        assertThat(done.getCount()).isEqualTo(1);
        clock.advance(EngineThreads.SECOND_TRY);
        Eventually.reached(done);
    }

    @Test
    void who_waits_for_a_thread_when_the_service_ends_is_let_go() {
        CountDownLatch refused = new CountDownLatch(1);
        threads.notify(done::countDown, refused::countDown);
        threads.close();
        clock.advance(EngineThreads.SECOND_TRY);
        assertThat(refused.getCount()).isZero();
        assertThat(done.getCount()).isEqualTo(1);
    }
}
