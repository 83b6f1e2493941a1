package io.github.bits4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.embedded.time.ServiceClock.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    private final ManualClock clock = new ManualClock();
    private final List<String> ran = new ArrayList<>();

    private Timer note(String name, int seconds) {
        return clock.later(Duration.ofSeconds(seconds), () -> ran.add(name + "@" + clock.elapsed().toSeconds()));
    }

    @Test
    void it_stands_still_until_it_is_advanced() {
        Instant start = Instant.parse("2030-05-06T07:08:09Z");
        ManualClock given = new ManualClock(start);
        assertThat(given.now()).isEqualTo(start);
        given.advance(Duration.ofDays(1));
        assertThat(given.now()).isEqualTo(start.plus(Duration.ofDays(1)));
        assertThat(given.nanoTime()).isEqualTo(Duration.ofDays(1).toNanos());
        assertThat(clock.now()).isEqualTo(ManualClock.DEFAULT_START);
    }

    @Test
    void timers_run_in_order_each_at_its_time() {
        note("c", 30);
        note("a", 10);
        note("b", 20);
        note("b2", 20);
        clock.advance(Duration.ofSeconds(25));
        assertThat(ran).containsExactly("a@10", "b@20", "b2@20");
        assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(25));
        clock.advance(Duration.ofSeconds(5));
        assertThat(ran).containsExactly("a@10", "b@20", "b2@20", "c@30");
    }

    @Test
    void timers_run_on_the_thread_that_advances() {
        Thread[] thread = new Thread[1];
        clock.later(Duration.ofSeconds(1), () -> thread[0] = Thread.currentThread());
        clock.advance(Duration.ofSeconds(1));
        assertThat(thread[0]).isSameAs(Thread.currentThread());
    }

    @Test
    void a_timer_that_is_added_meanwhile_runs_if_it_comes_due() {
        clock.later(Duration.ofSeconds(10), () -> {
            note("within", 10);
            note("beyond", 11);
        });
        clock.advance(Duration.ofSeconds(20));
        assertThat(ran).containsExactly("within@20");
        clock.advance(Duration.ofSeconds(1));
        assertThat(ran).containsExactly("within@20", "beyond@21");
    }

    @Test
    void a_cancelled_timer_does_not_run() {
        Timer cancelled = note("cancelled", 1);
        note("other", 1);
        cancelled.cancel();
        clock.advance(Duration.ofSeconds(1));
        cancelled.cancel();
        assertThat(ran).containsExactly("other@1");
    }

    @Test
    void what_is_due_now_runs_when_no_time_passes() {
        note("now", 0);
        note("past", -5);
        assertThat(ran).isEmpty();
        clock.advance(Duration.ZERO);
        assertThat(ran).containsExactly("now@0", "past@0");
    }

    @Test
    void what_is_too_late_for_it_waits_until_its_end() {
        clock.later(Duration.ofSeconds(Long.MAX_VALUE), () -> ran.add("late"));
        clock.advance(Duration.ofDays(100_000));
        assertThat(ran).isEmpty();
        clock.advance(Duration.ofDays(100_000));
        assertThat(ran).containsExactly("late");
    }

    @Test
    void it_does_not_go_back_and_is_not_advanced_by_its_timers() {
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("span");
        clock.later(Duration.ZERO, () -> clock.advance(Duration.ofSeconds(1)));
        assertThatThrownBy(() -> clock.advance(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void many_threads_may_use_it() throws InterruptedException {
        int threads = 4;
        int timers = 2000;
        AtomicInteger fired = new AtomicInteger();
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> users = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            users.add(Thread.ofPlatform().start(() -> {
                try {
                    begin.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int timer = 0; timer < timers; timer++) {
                    clock.later(Duration.ofMillis(timer % 7), fired::incrementAndGet);
                    clock.later(Duration.ofMillis(3), () -> { }).cancel();
                    clock.advance(Duration.ofMillis(1));
                }
            }));
        }
        begin.countDown();
        for (Thread user : users) {
            user.join();
        }
        clock.advance(Duration.ofMillis(7));
        assertThat(fired).hasValue(threads * timers);
        assertThat(clock.elapsed()).isEqualTo(Duration.ofMillis(threads * timers + 7));
    }
}
