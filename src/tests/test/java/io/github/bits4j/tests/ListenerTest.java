package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobEvent;
import io.github.bits4j.JobEvent.Origin;
import io.github.bits4j.JobState;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.NotifyOptions;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.Recorder;
import io.github.bits4j.tests.support.ServiceTest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Listeners and direct callbacks: what reaches them, and what becomes of what they throw. */
class ListenerTest extends ServiceTest {

    /** Without the changes of state on the way, of which polling finds some. */
    private static List<JobEvent> outcomes(List<JobEvent> events) {
        return events.stream().filter(event -> !(event instanceof JobEvent.StateChanged)).toList();
    }

    private static <E extends JobEvent> boolean has(List<JobEvent> events, Class<E> type) {
        return events.stream().anyMatch(type::isInstance);
    }

    @Test
    void a_notification_reaches_the_listener_with_polling_off_and_under_garbage_collection() throws Exception {
        byte[] content = LoopbackServer.bytes(20_000_000, 1);
        BackgroundCopyJob job = session.job(session.server.file("/twenty", content), "twenty");
        List<JobEvent> events = new CopyOnWriteArrayList<>();
        job.setNotifyInterface(events::add, NotifyOptions.defaults().withoutPolling());
        System.gc();
        job.resume();
        while (!has(events, JobEvent.Transferred.class)) {
            System.gc();
            Thread.sleep(50);
        }
        assertThat(events).containsExactly(new JobEvent.Transferred(job, Origin.NOTIFICATION));
        session.complete(job);
        assertThat(Files.mismatch(session.directory.resolve("twenty"),
                Files.write(session.directory.resolve("expected"), content))).isEqualTo(-1);
    }

    @Test
    void an_error_reaches_the_listener_with_its_texts() {
        session.require(Feature.JOB_ERROR);
        BackgroundCopyJob job = session.job(session.server.uri("/missing"), "missing");
        List<JobEvent> events = new CopyOnWriteArrayList<>();
        job.setNotifyInterface(events::add, NotifyOptions.defaults().withoutPolling());
        job.resume();
        Await.until("Failed", () -> has(events, JobEvent.Failed.class));
        JobEvent.Failed failed = (JobEvent.Failed) events.getFirst();
        assertThat(failed.origin()).isEqualTo(Origin.NOTIFICATION);
        assertThat(failed.error().hresultName()).isEqualTo("BG_E_HTTP_ERROR_404");
        assertThat(failed.error().description()).isNotBlank();
        assertThat(failed.error().remoteName()).hasValue(session.server.uri("/missing").toString());
        assertThat(failed.error().localName()).hasValue(session.directory.resolve("missing").toString());
    }

    @Test
    void polling_makes_up_for_notifications_that_do_not_come() {
        BackgroundCopyJob job = session.smallJob();
        List<JobEvent> events = new CopyOnWriteArrayList<>();
        job.setNotifyInterface(events::add, NotifyOptions.defaults().withPollInterval(Duration.ofMillis(50)));
        job.setNotifyFlags(EnumSet.noneOf(NotifyFlag.class));
        job.resume();
        Await.until("Transferred", () -> has(events, JobEvent.Transferred.class));
        assertThat(outcomes(events)).containsExactly(new JobEvent.Transferred(job, Origin.POLL));
        session.complete(job);
        Await.until("Ended", () -> has(events, JobEvent.Ended.class));
        assertThat(events).last().isEqualTo(new JobEvent.Ended(job, JobState.ACKNOWLEDGED, Origin.POLL));
    }

    @Test
    void polling_finds_an_error_and_an_end_by_somebody_else() {
        BackgroundCopyJob job = session.job(session.server.uri("/gone"), "gone");
        List<JobEvent> events = new CopyOnWriteArrayList<>();
        job.setNotifyInterface(events::add, NotifyOptions.defaults().withPollInterval(Duration.ofMillis(50)));
        job.setNotifyFlags(EnumSet.noneOf(NotifyFlag.class));
        job.resume();
        Await.until("Failed", () -> has(events, JobEvent.Failed.class));
        assertThat(((JobEvent.Failed) outcomes(events).getFirst()).origin()).isEqualTo(Origin.POLL);
        session.cancel(session.connectAgain().getJob(job.id()));
        Await.until("Ended", () -> has(events, JobEvent.Ended.class));
        assertThat(((JobEvent.Ended) events.getLast()).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void one_outcome_is_told_once_though_both_ways_find_it() throws InterruptedException {
        BackgroundCopyJob job = session.smallJob();
        List<JobEvent> events = new CopyOnWriteArrayList<>();
        job.setNotifyInterface(events::add, NotifyOptions.defaults().withPollInterval(Duration.ofMillis(5)));
        job.resume();
        Await.until("Transferred", () -> has(events, JobEvent.Transferred.class));
        Thread.sleep(500); // time for a hundred polls and the other way
        assertThat(outcomes(events)).hasSize(1);
    }

    @Test
    void a_listener_that_throws_loses_nothing() throws Exception {
        for (Throwable thrown : List.of(new IllegalStateException("from the listener"), new AssertionError("from the listener"))) {
            BackgroundCopyJob job = session.smallJob();
            AtomicInteger calls = new AtomicInteger();
            job.setNotifyInterface(event -> {
                calls.incrementAndGet();
                Sneaky.raise(thrown);
            });
            var done = job.whenTransferred();
            job.resume();
            assertThat(done.get().state()).isEqualTo(JobState.TRANSFERRED);
            Await.until("the listener to be called", () -> calls.get() > 0);
            session.complete(job);
        }
    }

    @Test
    void a_callback_that_throws_gives_its_hresult_and_the_service_repeats() {
        requireRepetition();
        for (Throwable thrown : List.of(new ComException(HResult.E_FAIL, "test"), new RuntimeException("test"),
                new AssertionError("test"))) {
            BackgroundCopyJob job = session.smallJob();
            AtomicInteger attempts = new AtomicInteger();
            job.setNotifyInterface(new Recorder() {
                @Override
                public int jobTransferred(BackgroundCopyJob j) {
                    if (attempts.incrementAndGet() < 3) {
                        Sneaky.raise(thrown);
                    }
                    return HResult.S_OK;
                }
            });
            job.resume();
            Await.until("the third call", () -> attempts.get() == 3);
            session.complete(job);
        }
    }

    private void requireRepetition() {
        session.require(Feature.REPEATED_NOTIFICATION);
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization repeats JobError only");
    }

    @Test
    void an_executor_that_refuses_makes_the_service_notify_again() {
        requireRepetition();
        for (Throwable refusal : List.of(new RejectedExecutionException("test"), new IllegalStateException("test"),
                new OutOfMemoryError("test"))) {
            BackgroundCopyJob job = session.smallJob();
            AtomicInteger attempts = new AtomicInteger();
            List<JobEvent> events = new CopyOnWriteArrayList<>();
            job.setNotifyInterface(events::add, NotifyOptions.defaults().withoutPolling().withExecutor(task -> {
                if (attempts.incrementAndGet() < 2) {
                    Sneaky.raise(refusal);
                }
                task.run();
            }));
            job.resume();
            Await.until("Transferred after " + refusal, () -> has(events, JobEvent.Transferred.class));
            assertThat(attempts).hasValue(2);
        }
    }

    @Test
    void a_job_that_fails_again_is_told_again() {
        session.require(Feature.PROPERTIES);
        BackgroundCopyJob job = session.job(session.server.uri("/again"), "again");
        AtomicInteger failures = new AtomicInteger();
        job.setNotifyFlags(EnumSet.noneOf(NotifyFlag.class));
        job.setNotifyInterface(event -> {
            if (event instanceof JobEvent.Failed && failures.incrementAndGet() < 4) {
                job.resume();
            }
        }, NotifyOptions.defaults().withPollInterval(Duration.ofMillis(20)));
        job.resume();
        Await.until("the fourth failure", () -> failures.get() == 4);
    }

    @Test
    void of_two_threads_that_register_at_once_one_is_the_last() throws InterruptedException {
        for (int round = 0; round < (service.isEmbedded() ? 100 : 5); round++) {
            BackgroundCopyJob job = session.smallJob();
            AtomicInteger notified = new AtomicInteger();
            Runnable register = () -> job.setNotifyInterface(new Recorder() {
                @Override
                public int jobTransferred(BackgroundCopyJob j) {
                    notified.incrementAndGet();
                    return super.jobTransferred(j);
                }
            });
            Thread one = Thread.ofPlatform().start(register);
            Thread two = Thread.ofPlatform().start(register);
            one.join();
            two.join();
            job.resume();
            Await.until("JobTransferred", () -> notified.get() == 1);
            session.complete(job);
        }
    }

    @Test
    void a_listener_that_clears_itself_while_it_is_being_registered_stays_cleared() {
        session.require(Feature.NOTIFIES_OF_THE_PAST);
        for (int round = 0; round < 50; round++) {
            BackgroundCopyJob job = session.smallJob();
            job.resume();
            awaitState(job, JobState.TRANSFERRED);
            AtomicInteger calls = new AtomicInteger();
            job.setNotifyInterface(event -> {
                calls.incrementAndGet();
                job.clearNotifyInterface();
            }, NotifyOptions.defaults().withPollInterval(Duration.ofMillis(1)));
            Await.until("the event", () -> calls.get() > 0);
            Await.until("the callback to be gone", () -> job.notifyInterface().isEmpty());
            job.complete();
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void a_callback_may_complete_its_job_and_clear_itself() {
        session.require(Feature.CLEAR_DURING_NOTIFICATION);
        BackgroundCopyJob job = session.smallJob();
        Recorder recorder = new Recorder() {
            @Override
            public int jobTransferred(BackgroundCopyJob j) {
                j.clearNotifyInterface();
                j.complete();
                return super.jobTransferred(j);
            }
        };
        job.setNotifyInterface(recorder);
        job.resume();
        recorder.awaitCall("JobTransferred");
        assertThat(job.state()).isEqualTo(JobState.ACKNOWLEDGED);
    }

    @Test
    void nothing_is_delivered_after_close_and_the_job_goes_on() throws InterruptedException {
        BackgroundCopyJob job = session.smallJob();
        Recorder recorder = new Recorder();
        job.setNotifyInterface(recorder);
        BackgroundCopyJob other = session.manager.getJob(job.id());
        job.close();
        job.close();
        assertThat(other.notifyInterface()).as("withdrawn").isEmpty();
        other.resume();
        awaitState(other, JobState.TRANSFERRED);
        assertThat(recorder.calls).isEmpty();
        assertThatThrownBy(job::state).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }

    @Test
    void closing_does_not_take_away_the_callback_that_another_has_set() {
        BackgroundCopyJob job = session.smallJob();
        job.setNotifyInterface(new Recorder());
        Recorder others = new Recorder();
        BackgroundCopyManager client = session.connectAgain();
        BackgroundCopyJob same = client.getJob(job.id());
        same.setNotifyInterface(others);
        job.close();
        same.resume();
        others.awaitCall("JobTransferred");
    }
}
