package io.github.bits4j.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {

    @Test
    void tasks_run_in_order_one_at_a_time() throws InterruptedException {
        List<Integer> ran = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(1000);
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            SerialExecutor serial = new SerialExecutor(pool);
            IntStream.range(0, 1000).forEach(i -> serial.execute(() -> {
                ran.add(i);
                done.countDown();
            }));
            done.await();
        }
        assertThat(ran).containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void a_task_that_throws_does_not_stop_the_next() {
        List<String> ran = new CopyOnWriteArrayList<>();
        SerialExecutor serial = new SerialExecutor(Runnable::run);
        serial.execute(() -> {
            throw new AssertionError("test");
        });
        serial.execute(() -> ran.add("next"));
        assertThat(ran).containsExactly("next");
    }

    @Test
    void a_refusal_forgets_its_task_and_nothing_else() {
        List<String> ran = new CopyOnWriteArrayList<>();
        boolean[] refusing = {true};
        SerialExecutor serial = new SerialExecutor(task -> {
            if (refusing[0]) {
                throw new IllegalStateException("not yet");
            }
            task.run();
        });
        assertThatThrownBy(() -> serial.execute(() -> ran.add("refused")))
                .isInstanceOf(RejectedExecutionException.class).hasRootCauseMessage("not yet");
        refusing[0] = false;
        serial.execute(() -> ran.add("taken"));
        assertThat(ran).containsExactly("taken");
    }
}
