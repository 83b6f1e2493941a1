package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.JobEvent;
import io.github.bits4j.JobEvent.Origin;
import io.github.bits4j.JobState;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.NotifyOptions;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.EventLog;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.ServiceTest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a listener learns beyond the notifications: by polling, and how far the job is. */
class EventsTest extends ServiceTest {
    private static final NotifyOptions QUICK = NotifyOptions.defaults().withPollInterval(Duration.ofMillis(20));

    /** A job of two megabytes whose server stops in the middle. */
    private BackgroundCopyJob heldJob(Gate gate) {
        return session.job(session.server.file("/held", LoopbackServer.bytes(2_000_000, 5))
                .always(Fault.holdAfter(1_000_000, gate)), "held");
    }

    @Test
    void a_transient_error_is_learnt_by_polling() {
        session.require(Feature.PROPERTIES);
        BackgroundCopyJob job = session.job(session.server.file("/busy", LoopbackServer.bytes(5000, 3))
                .onNext(1, Fault.status(503)), "busy");
        job.setMinimumRetryDelay(Duration.ZERO);
        EventLog log = new EventLog();
        job.setNotifyInterface(log, QUICK);
        job.resume();
        JobEvent.TransientError transientError = log.await(JobEvent.TransientError.class);
        assertThat(transientError.error().httpStatus()).hasValue(503);
        assertThat(transientError.origin()).isEqualTo(Origin.POLL);
        log.await(JobEvent.Transferred.class);
        assertThat(log.all(JobEvent.TransientError.class)).hasSize(1);
        assertThat(log.all(JobEvent.Failed.class)).isEmpty();
    }

    @Test
    void a_job_that_somebody_else_suspends_and_resumes_is_learnt_by_polling() throws InterruptedException {
        session.require(Feature.SUSPEND);
        Gate gate = new Gate();
        BackgroundCopyJob job = heldJob(gate);
        EventLog log = new EventLog();
        job.setNotifyInterface(log, QUICK);
        job.resume();
        gate.awaitReached();
        Await.until("the transfer to be seen", () -> log.all(JobEvent.StateChanged.class).stream()
                .anyMatch(change -> change.to() == JobState.TRANSFERRING));
        BackgroundCopyJob others = session.connectAgain().getJob(job.id());
        others.suspend();
        Await.until("Suspended", () -> log.last().orElseThrow() instanceof JobEvent.StateChanged change
                && change.to() == JobState.SUSPENDED && change.from().equals(Optional.of(JobState.TRANSFERRING)));
        gate.open();
        others.resume();
        log.await(JobEvent.Transferred.class);
        assertThat(log.all(JobEvent.StateChanged.class)).filteredOn(change -> change.to() == JobState.SUSPENDED)
                .hasSizeLessThanOrEqualTo(2); // the first one may be that of before
    }

    @Test
    void each_change_of_state_tells_from_which_to_which() {
        BackgroundCopyJob job = session.smallJob();
        EventLog log = new EventLog();
        job.setNotifyInterface(log, NotifyOptions.defaults().withPollInterval(Duration.ofMillis(1)));
        job.resume();
        log.await(JobEvent.Transferred.class);
        Optional<JobState> last = Optional.empty();
        for (JobEvent.StateChanged change : log.all(JobEvent.StateChanged.class)) {
            assertThat(change.from()).isEqualTo(last).isNotEqualTo(Optional.of(change.to()));
            last = Optional.of(change.to());
        }
        session.complete(job);
        assertThat(log.await(JobEvent.Ended.class).state()).isEqualTo(JobState.ACKNOWLEDGED);
    }

    @Test
    void progress_comes_at_intervals_and_the_last_one_before_the_end() throws InterruptedException {
        Gate gate = new Gate();
        BackgroundCopyJob job = heldJob(gate);
        EventLog log = new EventLog();
        job.setNotifyInterface(log, QUICK.withProgress(Duration.ofMillis(20)));
        job.resume();
        gate.awaitReached();
        Await.until("half of it", () -> log.all(JobEvent.Progress.class).stream()
                .anyMatch(event -> event.progress().bytesTransferred() >= 900_000));
        Thread.sleep(200);
        int whileHeld = log.all(JobEvent.Progress.class).size();
        Thread.sleep(200);
        assertThat(log.all(JobEvent.Progress.class)).as("nothing moves, nothing is told").hasSize(whileHeld);
        gate.open();
        log.await(JobEvent.Transferred.class);
        List<JobEvent> events = List.copyOf(log.events);
        List<JobEvent.Progress> progress = log.all(JobEvent.Progress.class);
        assertThat(progress).extracting(event -> event.progress().bytesTransferred()).isSorted();
        assertThat(progress.getLast().progress().bytesTransferred()).isEqualTo(2_000_000);
        assertThat(progress.getLast().bytesPerSecond()).isPresent();
        assertThat(progress.getLast().remaining()).as("%s", progress).hasValue(Duration.ZERO);
        assertThat(progress.getFirst().bytesPerSecond()).isEmpty();
        assertThat(events.indexOf(progress.getLast()))
                .isLessThan(events.indexOf(log.all(JobEvent.Transferred.class).getFirst()));
    }

    @Test
    void there_is_no_progress_unless_it_is_asked_for() {
        BackgroundCopyJob job = session.smallJob();
        EventLog log = new EventLog();
        job.setNotifyInterface(log, QUICK);
        job.resume();
        log.await(JobEvent.Transferred.class);
        assertThat(log.all(JobEvent.Progress.class)).isEmpty();
    }

    @Test
    void a_modification_reports_the_progress_but_no_more_often_than_the_interval_says() {
        session.require(Feature.JOB_MODIFICATION);
        BackgroundCopyJob job = session.smallJob();
        EventLog log = new EventLog();
        job.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_MODIFICATION));
        job.setNotifyInterface(log, NotifyOptions.defaults().withoutPolling().withProgress(Duration.ofHours(1)));
        job.setDescription("changed");
        assertThat(log.await(JobEvent.Progress.class).origin()).isEqualTo(Origin.NOTIFICATION);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(log.all(JobEvent.Progress.class)).hasSize(1);
    }

    @Test
    void of_the_modifications_that_a_slow_listener_has_not_come_to_one_is_left() throws InterruptedException {
        session.require(Feature.JOB_MODIFICATION);
        BackgroundCopyJob job = session.smallJob();
        CountDownLatch slow = new CountDownLatch(1);
        EventLog log = new EventLog() {
            @Override
            public void onEvent(JobEvent event) {
                super.onEvent(event);
                try {
                    slow.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        job.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_MODIFICATION));
        job.setNotifyInterface(log, NotifyOptions.defaults().withPollInterval(Duration.ofMillis(1)));
        for (int i = 0; i < 100; i++) {
            job.setDescription("change " + i);
        }
        Thread.sleep(500); // time for all notifications, and for hundreds of polls
        slow.countDown();
        job.cancel();
        log.await(JobEvent.Ended.class);
        assertThat(log.all(JobEvent.Modified.class)).hasSizeLessThanOrEqualTo(2);
        assertThat(log.events).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void whoever_ends_a_job_here_need_not_wait_for_a_poll_to_be_told() {
        session.require(Feature.CALLBACK_OF_ENDED_JOB_RELEASED);
        BackgroundCopyJob job = session.smallJob();
        EventLog log = new EventLog();
        job.setNotifyInterface(log, NotifyOptions.defaults().withPollInterval(Duration.ofDays(1)));
        session.settle();
        job.cancel();
        assertThat(log.await(JobEvent.Ended.class).state()).isEqualTo(JobState.CANCELLED);
        assertThat(log.last()).containsInstanceOf(JobEvent.Ended.class);
    }

    @Test
    void a_service_that_has_died_is_learnt_by_polling() {
        Assumptions.assumeTrue(service.isEmbedded(), "the system's service is not ours to stop");
        BackgroundCopyJob job = session.smallJob();
        EventLog log = new EventLog();
        job.setNotifyInterface(log, QUICK.withProgress(Duration.ofMillis(5)));
        session.embedded().close();
        assertThat(log.await(JobEvent.ServiceLost.class).cause().isServiceGone()).isTrue();
        assertThat(log.last()).containsInstanceOf(JobEvent.ServiceLost.class);
    }

    @Test
    void attaching_delivers_the_state_of_the_moment_first_whichever_it_is() {
        BackgroundCopyJob suspended = session.smallJob();
        assertThat(firstOf(suspended)).isInstanceOfSatisfying(JobEvent.StateChanged.class, change -> {
            assertThat(change.to()).isEqualTo(JobState.SUSPENDED);
            assertThat(change.from()).isEmpty();
        });
        BackgroundCopyJob failed = session.job(session.server.uri("/404"), "404");
        failed.resume();
        awaitState(failed, JobState.ERROR);
        assertThat(firstOf(failed)).isInstanceOf(JobEvent.Failed.class);
        BackgroundCopyJob transferred = session.smallJob();
        transferred.resume();
        awaitState(transferred, JobState.TRANSFERRED);
        assertThat(firstOf(transferred)).isInstanceOf(JobEvent.Transferred.class);
    }

    private JobEvent firstOf(BackgroundCopyJob job) {
        EventLog log = new EventLog();
        try (BackgroundCopyJob attached = session.connectAgain().attach(job.id(), log)) {
            Await.until("an event", () -> log.last().isPresent());
            session.settle();
            assertThat(log.events.getFirst().job()).isSameAs(attached);
            return log.events.getFirst();
        }
    }

    @Test
    void attaching_takes_options() {
        BackgroundCopyJob job = session.smallJob();
        EventLog log = new EventLog();
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        NotifyOptions options = NotifyOptions.defaults().withProgress(Duration.ofMillis(50)).withoutProgress()
                .withExecutor(task -> {
                    Thread thread = new Thread(task, "chosen");
                    threads.add(thread);
                    thread.start();
                });
        try (BackgroundCopyJob attached = session.connectAgain().attach(job.id(), log, options)) {
            attached.resume();
            log.await(JobEvent.Transferred.class);
            assertThat(threads).isNotEmpty();
            assertThat(log.all(JobEvent.Progress.class)).isEmpty();
        }
    }

    @Test
    void events_reach_a_listener_that_only_the_service_can_reach_while_garbage_is_collected() {
        AtomicInteger transferred = new AtomicInteger();
        BackgroundCopyJob[] jobs = new BackgroundCopyJob[20];
        for (int i = 0; i < jobs.length; i++) {
            BackgroundCopyJob job = session.smallJob();
            job.setNotifyInterface(event -> {
                if (event instanceof JobEvent.Transferred) {
                    transferred.incrementAndGet();
                }
            }, NotifyOptions.defaults().withoutPolling());
            jobs[i] = session.connectAgain().getJob(job.id()); // the object that has the listener is forgotten
        }
        for (BackgroundCopyJob job : jobs) {
            job.resume();
        }
        Await.until("all jobs to be transferred", () -> {
            System.gc();
            return transferred.get() == jobs.length;
        });
    }
}
