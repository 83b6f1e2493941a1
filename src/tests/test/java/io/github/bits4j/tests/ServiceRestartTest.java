package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.JobEvent;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.NotifyOptions;
import io.github.bits4j.ServiceGoneException;
import io.github.bits4j.TransferException;
import io.github.bits4j.TransferResult;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.tests.support.Com;
import io.github.bits4j.tests.support.FreshBits;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.TestService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The system's service ends and starts again under a client that goes on. */
class ServiceRestartTest extends ServiceTest {

    @BeforeEach
    void only_where_it_can_be_restarted() {
        Assumptions.assumeTrue(TestService.WINE && !service.isEmbedded(), "only Wine's service may be restarted by a test");
    }

    @Test
    void between_two_getters_of_a_job() throws Exception {
        BackgroundCopyJob job = session.smallJob();
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
        FreshBits.restart();
        ServiceGoneException e = catchThrowableOfType(ServiceGoneException.class, job::progress);
        assertThat(e).hasMessageContaining("Get the job again by its identifier from the manager");
        UUID id = job.id(); // still known

        assertThat(session.manager.findJob(id)).as("the new service has no such job; the manager connected again").isEmpty();
        catchThrowableOfType(ServiceGoneException.class, job::state);
        try (BackgroundCopyJob next = session.manager.createJob("after the restart", JobType.DOWNLOAD)) {
            assertThat(next.state()).isEqualTo(JobState.SUSPENDED);
            next.cancel();
        }
    }

    @Test
    void between_two_calls_of_the_manager() throws Exception {
        session.job();
        FreshBits.restart();
        assertThat(catchThrowableOfType(ServiceGoneException.class, session.manager::jobs))
                .hasMessageContaining("Call again: the manager connects again by itself.");
        assertThat(session.manager.jobs()).isEmpty();
    }

    @Test
    void under_many_threads() throws Exception {
        session.job();
        FreshBits.restart();
        catchThrowableOfType(ServiceGoneException.class, session.manager::jobs);
        var pointers = new ConcurrentLinkedQueue<Long>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                if (session.manager.jobs().isEmpty()) {
                    pointers.add(session.manager.pointer().address());
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(pointers).hasSize(20).containsOnly(session.manager.pointer().address());
    }

    @Test
    void under_a_listener_and_a_future() throws Exception {
        BackgroundCopyJob job = session.smallJob();
        var events = new LinkedBlockingQueue<JobEvent>();
        job.setNotifyInterface(events::add, NotifyOptions.defaults().withPollInterval(Duration.ofMillis(100)));
        CompletableFuture<TransferResult> future = job.whenTransferred();
        ComPointer registered = job.notifyInterface().orElseThrow();
        FreshBits.restart();
        JobEvent event;
        do {
            event = events.poll(60, TimeUnit.SECONDS);
            assertThat(event).as("an event").isNotNull();
        } while (!(event instanceof JobEvent.ServiceLost));
        ExecutionException e = catchThrowableOfType(ExecutionException.class, () -> future.get(60, TimeUnit.SECONDS));
        assertThat(((TransferException) e.getCause()).reason()).isEqualTo(TransferException.Reason.SERVICE_LOST);

        BackgroundCopyJob next = session.smallJob(); // the manager goes on
        next.resume();
        awaitState(next, JobState.TRANSFERRED);
        next.complete();
        Com.disconnect(registered.segment());
        registered.close();
        job.close();
    }
}
