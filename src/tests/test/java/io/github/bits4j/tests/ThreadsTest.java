package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobEvent;
import io.github.bits4j.JobState;
import io.github.bits4j.NotifyOptions;
import io.github.bits4j.TransferException;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.TransferResult;
import io.github.bits4j.TransientErrorPolicy;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.tests.support.Com;
import io.github.bits4j.tests.support.EventLog;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.Recorder;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.TestService;
import io.github.bits4j.tests.support.TestSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Any method from any thread, and {@code close()} from anywhere, at any time, twice. */
class ThreadsTest extends ServiceTest {
    private static final int VIRTUAL_THREADS = 10_000;

    /** Waits for threads that end by themselves, and for what they have thrown. */
    private static void joinAll(List<Thread> threads, List<Throwable> thrown) throws InterruptedException {
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofMinutes(4))).as(thread + " has ended").isTrue();
        }
        assertThat(thrown).isEmpty();
    }

    private static Runnable recording(Runnable task, List<Throwable> thrown) {
        return () -> {
            try {
                task.run();
            } catch (Throwable t) {
                thrown.add(t);
            }
        };
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void ten_thousand_virtual_threads_poll_one_manager_while_its_jobs_transfer() throws InterruptedException {
        List<BackgroundCopyJob> jobs = new ArrayList<>();
        List<EventLog> logs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            BackgroundCopyJob job = session.smallJob();
            EventLog log = new EventLog();
            job.setNotifyInterface(log, NotifyOptions.defaults().withoutPolling());
            jobs.add(job);
            logs.add(log);
        }
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        AtomicInteger polls = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < VIRTUAL_THREADS; i++) {
            BackgroundCopyJob job = jobs.get(i % jobs.size());
            threads.add(Thread.ofVirtual().start(recording(() -> {
                assertThat(job.state()).isNotEqualTo(JobState.ERROR);
                try (BackgroundCopyJob same = session.manager.getJob(job.id())) {
                    assertThat(same.progress().filesTotal()).isEqualTo(1);
                }
                polls.incrementAndGet();
            }, thrown)));
            if (i == VIRTUAL_THREADS / 2) {
                jobs.forEach(BackgroundCopyJob::resume);
            }
        }
        joinAll(threads, thrown);
        assertThat(polls).hasValue(VIRTUAL_THREADS);
        for (EventLog log : logs) {
            log.await(JobEvent.Transferred.class);
        }
        jobs.forEach(session::complete);
    }

    @Test
    void platform_virtual_and_apartment_threads_may_do_everything_to_one_job() throws InterruptedException {
        Runnable everything = () -> {
            BackgroundCopyJob job = session.smallJob();
            EventLog log = new EventLog();
            job.setNotifyInterface(log);
            CompletableFuture<TransferResult> future = job.whenTransferred();
            job.resume();
            assertThat(future.orTimeout(120, TimeUnit.SECONDS).join().state()).isEqualTo(JobState.TRANSFERRED);
            log.await(JobEvent.Transferred.class);
            assertThat(job.files()).hasSize(1);
            assertThat(session.manager.jobs()).isNotEmpty();
            session.complete(job);
            job.close();
        };
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        // One after another: the session is not made for several threads.
        for (Thread.Builder builder : List.of(Thread.ofPlatform().daemon(), Thread.ofVirtual())) {
            Thread thread = builder.start(recording(everything, thrown));
            thread.join();
            threads.add(thread);
        }
        if (TestService.WINDOWS) {
            Thread sta = Thread.ofPlatform().daemon().start(recording(() -> {
                Com.initialize(Com.COINIT_APARTMENTTHREADED);
                everything.run();
                Com.uninitialize();
            }, thrown));
            sta.join();
            threads.add(sta);
        }
        joinAll(threads, thrown);
    }

    @Test
    void close_from_many_threads_at_once_while_others_call() throws InterruptedException {
        for (int round = 0; round < (service.isEmbedded() ? 30 : 3); round++) {
            BackgroundCopyManager client = session.connectAgain();
            BackgroundCopyJob job = client.getJob(session.smallJob().id());
            job.setNotifyInterface(new EventLog());
            CompletableFuture<TransferResult> future = job.whenTransferred();
            CountDownLatch go = new CountDownLatch(1);
            List<Throwable> thrown = new CopyOnWriteArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Runnable task = switch (i % 4) {
                    case 0 -> job::close;
                    case 1 -> client::close;
                    default -> () -> {
                        try {
                            for (int call = 0; call < 200; call++) {
                                job.state();
                            }
                        } catch (IllegalStateException e) {
                            assertThat(e).hasMessageContaining("closed");
                        }
                    };
                };
                Thread.Builder builder = i % 2 == 0 ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
                threads.add(builder.start(recording(() -> {
                    awaitQuietly(go);
                    task.run();
                }, thrown)));
            }
            go.countDown();
            joinAll(threads, thrown);
            assertThat(future).failsWithin(Duration.ofSeconds(60)).withThrowableThat()
                    .withCauseInstanceOf(TransferException.class).withMessageContaining("closed");
            client.close();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void close_twice_within_the_listener() {
        session.require(Feature.CLEAR_DURING_NOTIFICATION);
        BackgroundCopyManager client = session.connectAgain();
        BackgroundCopyJob job = client.getJob(session.smallJob().id());
        List<JobEvent> events = new CopyOnWriteArrayList<>();
        job.setNotifyInterface(event -> {
            if (event instanceof JobEvent.Transferred) {
                events.add(event);
                job.close();
                job.close();
                client.close();
                client.close();
                events.add(event);
            }
        });
        job.resume();
        Await.until("the listener to have closed everything", () -> events.size() == 2);
    }

    @Test
    void close_within_the_direct_callback_on_the_service_s_own_thread() {
        session.require(Feature.CLEAR_DURING_NOTIFICATION);
        BackgroundCopyManager client = session.connectAgain();
        BackgroundCopyJob job = client.getJob(session.smallJob().id());
        Recorder recorder = new Recorder() {
            @Override
            public int jobTransferred(BackgroundCopyJob j) {
                j.close();
                j.close();
                client.close();
                super.jobTransferred(j);
                return HResult.S_OK;
            }
        };
        job.setNotifyInterface(recorder);
        job.resume();
        recorder.awaitCall("JobTransferred");
    }

    @Test
    void close_within_a_subscriber_and_within_a_future_s_dependent() {
        BackgroundCopyManager client = session.connectAgain();
        BackgroundCopyJob watched = client.getJob(session.smallJob().id());
        CompletableFuture<Void> closed = watched.whenTransferred().thenRun(() -> {
            watched.close();
            watched.close();
        });
        watched.resume();
        assertThat(closed).succeedsWithin(Duration.ofSeconds(60));
        Assumptions.assumeTrue(service.isEmbedded(), "Wine's service does not bear that a callback is withdrawn while it is called");
        BackgroundCopyJob job = client.getJob(session.smallJob().id());
        TestSubscriber subscriber = new TestSubscriber(Long.MAX_VALUE) {
            @Override
            public void onEvent(JobEvent event) {
                super.onEvent(event);
                client.close();
            }
        };
        job.events().subscribe(subscriber);
        assertThat(subscriber.awaitError()).isInstanceOfSatisfying(TransferException.class,
                e -> assertThat(e.reason()).isEqualTo(TransferException.Reason.CLOSED));
        assertThat(subscriber.events).hasSize(1);
    }

    @Test
    void a_policy_that_closes_the_job_ends_its_future() {
        session.require(Feature.PROPERTIES);
        Assumptions.assumeTrue(service.isEmbedded(), "needs a quick transient error");
        BackgroundCopyManager client = session.connectAgain();
        BackgroundCopyJob job = client.getJob(session.job(session.server.file("/busy", new byte[10])
                .always(Fault.status(503)), "busy").id());
        CompletableFuture<TransferResult> future = job.whenTransferred(TransferOptions.defaults()
                .cancellingOnFailure().withTransientErrors((error, count) -> {
                    client.close();
                    return TransientErrorPolicy.Decision.RETRY_NOW;
                }));
        job.resume();
        assertThat(future).failsWithin(Duration.ofSeconds(60)).withThrowableThat()
                .withCauseInstanceOf(TransferException.class);
        assertThat(session.manager.jobs()).isEmpty();
    }
}
