package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobEvent;
import io.github.bits4j.JobState;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.NotifyOptions;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.TransferException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.EventLog;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.Recorder;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.TestSubscriber;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The publisher of a job's events, by the rules of Reactive Streams (their numbers are in the comments). */
class PublisherTest extends ServiceTest {
    private static final NotifyOptions QUICK = NotifyOptions.defaults().withPollInterval(Duration.ofMillis(20));

    private static void subscribe(BackgroundCopyJob job, TestSubscriber subscriber) {
        job.events(QUICK).subscribe(subscriber);
    }

    /** Not by asking the job again and again: Wine's service does not bear that while its callback is taken away. */
    private static void awaitWithdrawn(BackgroundCopyJob job, long objects) {
        Await.until("the callback to be released", () -> ComObject.liveCount() <= objects);
        assertThat(job.notifyInterface()).isEmpty();
    }

    @Test
    void the_state_comes_first_and_after_the_last_event_the_stream_completes() {
        BackgroundCopyJob job = session.smallJob();
        TestSubscriber subscriber = new TestSubscriber(Long.MAX_VALUE);
        subscribe(job, subscriber);
        Await.until("the first event", () -> subscriber.last().isPresent());
        assertThat(subscriber.events.getFirst()).isInstanceOfSatisfying(JobEvent.StateChanged.class,
                change -> assertThat(change.to()).isEqualTo(JobState.SUSPENDED));
        job.resume();
        subscriber.await(JobEvent.Transferred.class);
        assertThat(subscriber.completed).as("a transferred job may yet be changed and resumed").isFalse();
        session.complete(job);
        subscriber.awaitComplete(); // 1.5
        assertThat(subscriber.last()).containsInstanceOf(JobEvent.Ended.class);
        assertThat(subscriber.all(JobEvent.Transferred.class)).hasSize(1);
    }

    @Test
    void nothing_comes_that_was_not_asked_for_and_the_end_waits() throws InterruptedException {
        BackgroundCopyJob job = session.smallJob();
        TestSubscriber subscriber = new TestSubscriber(0);
        subscribe(job, subscriber);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        session.complete(job);
        Thread.sleep(300);
        assertThat(subscriber.events).isEmpty(); // 1.1
        assertThat(subscriber.completed).isFalse();
        subscriber.subscription().request(1);
        Await.until("one event", () -> subscriber.events.size() == 1);
        Thread.sleep(100);
        assertThat(subscriber.events).hasSize(1);
        subscriber.subscription().request(1);
        subscriber.subscription().request(Long.MAX_VALUE); // 3.17: together more than a long
        subscriber.awaitComplete();
        assertThat(subscriber.all(JobEvent.StateChanged.class)).as("the newest alone has waited").hasSizeLessThanOrEqualTo(1);
        assertThat(subscriber.events).hasSizeBetween(1, 3);
        assertThat(subscriber.last()).containsInstanceOf(JobEvent.Ended.class);
    }

    @Test
    void a_slow_subscriber_misses_no_file() {
        session.require(Feature.FILE_TRANSFERRED);
        BackgroundCopyJob job = session.job();
        for (int i = 0; i < 20; i++) {
            job.addFile(session.server.file("/many-" + i, LoopbackServer.bytes(100, i)).uri(), session.directory.resolve("many-" + i));
        }
        job.setNotifyFlags(EnumSet.of(NotifyFlag.FILE_TRANSFERRED, NotifyFlag.JOB_TRANSFERRED, NotifyFlag.JOB_MODIFICATION));
        TestSubscriber subscriber = new TestSubscriber(0);
        subscribe(job, subscriber);
        TestSubscriber quick = new TestSubscriber(Long.MAX_VALUE);
        subscribe(job, quick);
        job.resume();
        Await.until("all files", () -> quick.all(JobEvent.FileTransferred.class).size() == 20);
        job.complete();
        for (int i = 0; i < 40; i++) {
            subscriber.subscription().request(1);
        }
        subscriber.awaitComplete();
        assertThat(subscriber.all(JobEvent.FileTransferred.class)).hasSize(20);
        assertThat(subscriber.all(JobEvent.Modified.class)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void asking_for_nothing_or_less_is_an_error() { // 3.9
        for (long wrong : new long[] {0, -1, Long.MIN_VALUE}) {
            TestSubscriber subscriber = new TestSubscriber(0);
            subscribe(session.smallJob(), subscriber);
            subscriber.subscription().request(wrong);
            assertThat(subscriber.awaitError()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("n: must be positive");
            subscriber.subscription().request(1); // 3.6: nothing any more
            assertThat(subscriber.events).isEmpty();
        }
    }

    @Test
    void no_subscriber_is_an_error() { // 1.9
        BackgroundCopyJob job = session.smallJob();
        assertThatThrownBy(() -> job.events().subscribe(null)).isInstanceOf(NullPointerException.class);
        assertThat(job.notifyInterface()).isEmpty();
    }

    @Test
    void signals_come_one_after_another_on_an_executor_of_many_threads_and_requests_do_not_recurse() { // 1.3, 3.3
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            BackgroundCopyJob job = session.smallJob();
            int[] deepest = {0};
            TestSubscriber subscriber = new TestSubscriber(1) {
                @Override
                public void onEvent(JobEvent event) {
                    super.onEvent(event);
                    long depth = StackWalker.getInstance().walk(frames ->
                            frames.filter(frame -> frame.getMethodName().equals("drain")
                                    && frame.getClassName().endsWith("EventSubscription")).count());
                    deepest[0] = Math.max(deepest[0], (int) depth);
                    subscription().request(1);
                }
            };
            job.events(QUICK.withPollInterval(Duration.ofMillis(1)).withProgress(Duration.ofMillis(1)).withExecutor(pool))
                    .subscribe(subscriber);
            job.resume();
            subscriber.await(JobEvent.Transferred.class);
            session.complete(job);
            subscriber.awaitComplete();
            assertThat(deepest[0]).isEqualTo(1);
            assertThat(subscriber.all(JobEvent.Progress.class)).isNotEmpty();
        }
    }

    @Test
    void cancelling_withdraws_the_notify_interface_and_may_be_repeated() throws InterruptedException { // 3.7, 3.12
        BackgroundCopyJob job = session.smallJob();
        long objects = ComObject.liveCount();
        TestSubscriber one = new TestSubscriber(Long.MAX_VALUE);
        TestSubscriber two = new TestSubscriber(Long.MAX_VALUE);
        subscribe(job, one);
        subscribe(job, two);
        one.subscription().cancel();
        one.subscription().cancel();
        Thread.sleep(100);
        job.notifyInterface().orElseThrow().close(); // the other one still needs it
        two.subscription().cancel();
        awaitWithdrawn(job, objects);
        int events = one.events.size();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(one.events).hasSize(events);
        assertThat(one.completed || one.error != null).as("cancelled is neither complete nor failed").isFalse();
    }

    @Test
    void who_cancels_at_once_gets_nothing() throws InterruptedException {
        BackgroundCopyJob job = session.smallJob();
        long objects = ComObject.liveCount();
        TestSubscriber subscriber = new TestSubscriber(0) {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                super.onSubscribe(given);
                given.request(5);
                given.cancel();
            }
        };
        subscribe(job, subscriber);
        awaitWithdrawn(job, objects);
        Thread.sleep(100);
        assertThat(subscriber.events).isEmpty();
    }

    @Test
    void a_subscriber_that_throws_gets_no_more_and_takes_nothing_from_the_others() { // 2.13
        BackgroundCopyJob job = session.smallJob();
        TestSubscriber faulty = new TestSubscriber(Long.MAX_VALUE) {
            @Override
            public void onEvent(JobEvent event) {
                super.onEvent(event);
                throw new IllegalStateException("from the subscriber");
            }
        };
        TestSubscriber sound = new TestSubscriber(Long.MAX_VALUE);
        subscribe(job, faulty);
        subscribe(job, sound);
        job.resume();
        sound.await(JobEvent.Transferred.class);
        session.complete(job);
        sound.awaitComplete();
        assertThat(faulty.events).hasSize(1);
    }

    @Test
    void listener_publishers_and_future_share_one_notify_interface() throws Exception {
        BackgroundCopyJob job = session.smallJob();
        long before = ComObject.liveCount();
        TestSubscriber early = new TestSubscriber(Long.MAX_VALUE);
        subscribe(job, early);
        Recorder replaced = new Recorder();
        job.setNotifyInterface(replaced);
        EventLog listener = new EventLog();
        job.setNotifyInterface(listener, NotifyOptions.defaults().withoutPolling());
        TestSubscriber late = new TestSubscriber(Long.MAX_VALUE);
        subscribe(job, late);
        var future = job.whenTransferred();
        if (service.isEmbedded()) {
            Await.until("one object of ours to be left", () -> ComObject.liveCount() == before + 1);
        }
        job.resume();
        assertThat(future.get(60, TimeUnit.SECONDS).state()).isEqualTo(JobState.TRANSFERRED);
        listener.await(JobEvent.Transferred.class);
        early.await(JobEvent.Transferred.class);
        late.await(JobEvent.Transferred.class);
        session.complete(job);
        early.awaitComplete();
        late.awaitComplete();
        listener.await(JobEvent.Ended.class);
        assertThat(replaced.calls).as("the last who sets it gets the notifications").isEmpty();
        assertThat(early.all(JobEvent.Transferred.class)).hasSize(1);
    }

    @Test
    void what_a_callback_refuses_reaches_the_subscribers_once() {
        session.require(Feature.REPEATED_NOTIFICATION);
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization repeats JobError only");
        BackgroundCopyJob job = session.smallJob();
        int[] attempts = {0};
        job.setNotifyInterface(new Recorder() {
            @Override
            public int jobTransferred(BackgroundCopyJob j) {
                return ++attempts[0] < 3 ? HResult.E_FAIL : super.jobTransferred(j);
            }
        });
        TestSubscriber subscriber = new TestSubscriber(Long.MAX_VALUE);
        job.events(NotifyOptions.defaults().withoutPolling()).subscribe(subscriber);
        job.resume();
        subscriber.await(JobEvent.Transferred.class);
        assertThat(attempts[0]).isEqualTo(3);
        job.complete();
        subscriber.awaitComplete();
        assertThat(subscriber.all(JobEvent.Transferred.class)).hasSize(1);
    }

    @Test
    void a_job_that_has_ended_is_told_and_complete() {
        BackgroundCopyJob job = session.smallJob();
        job.cancel();
        for (NotifyOptions options : new NotifyOptions[] {QUICK, QUICK.withoutPolling()}) {
            TestSubscriber subscriber = new TestSubscriber(Long.MAX_VALUE);
            job.events(options).subscribe(subscriber);
            subscriber.awaitComplete();
            assertThat(subscriber.events).hasSize(1);
            assertThat(subscriber.await(JobEvent.Ended.class).state()).isEqualTo(JobState.CANCELLED);
        }
    }

    @Test
    void a_service_that_has_died_is_told_and_complete() {
        Assumptions.assumeTrue(service.isEmbedded(), "the system's service is not ours to stop");
        BackgroundCopyJob job = session.smallJob();
        TestSubscriber early = new TestSubscriber(Long.MAX_VALUE);
        subscribe(job, early);
        session.embedded().close();
        early.awaitComplete();
        assertThat(early.last()).containsInstanceOf(JobEvent.ServiceLost.class);
        TestSubscriber late = new TestSubscriber(Long.MAX_VALUE);
        job.events(QUICK.withoutPolling()).subscribe(late);
        late.awaitComplete();
        assertThat(late.last()).containsInstanceOf(JobEvent.ServiceLost.class);
    }

    @Test
    void a_job_that_is_closed_here_is_an_error_also_for_those_who_come_later() {
        BackgroundCopyManager client = session.connectAgain();
        BackgroundCopyJob job = client.getJob(session.smallJob().id());
        TestSubscriber one = new TestSubscriber(0);
        subscribe(job, one);
        TestSubscriber two = new TestSubscriber(Long.MAX_VALUE);
        BackgroundCopyJob other = client.getJob(session.smallJob().id());
        subscribe(other, two);
        session.settle();
        job.close();
        assertThat(((TransferException) one.awaitError()).reason()).isEqualTo(TransferException.Reason.CLOSED);
        client.close();
        assertThat(((TransferException) two.awaitError()).reason()).isEqualTo(TransferException.Reason.CLOSED);
        TestSubscriber late = new TestSubscriber(Long.MAX_VALUE);
        subscribe(job, late);
        assertThat(((TransferException) late.awaitError()).reason()).isEqualTo(TransferException.Reason.CLOSED);
    }

    @Test
    void an_executor_that_refuses_is_an_error() { // 1.9
        BackgroundCopyJob job = session.smallJob();
        long objects = ComObject.liveCount();
        TestSubscriber subscriber = new TestSubscriber(1);
        job.events(QUICK.withExecutor(task -> {
            throw new RejectedExecutionException("test");
        })).subscribe(subscriber);
        assertThat(subscriber.awaitError()).isInstanceOf(RejectedExecutionException.class);
        assertThat(job.notifyInterface()).isEmpty();
        TestSubscriber orphan = new TestSubscriber(1);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        job.events(QUICK.withExecutor(pool)).subscribe(orphan);
        Await.until("the first event", () -> orphan.last().isPresent());
        pool.shutdown();
        orphan.subscription().request(1);
        assertThat(orphan.awaitError()).isInstanceOf(RejectedExecutionException.class);
        awaitWithdrawn(job, objects);
    }

    /** Its subscriber goes before it is refused, since the executor runs onSubscribe at once. */
    private static WeakReference<TestSubscriber> cancelAndBeRefused(BackgroundCopyJob job) {
        TestSubscriber subscriber = new TestSubscriber(0) {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                super.onSubscribe(given);
                given.cancel();
            }
        };
        job.events(QUICK.withoutPolling().withExecutor(Runnable::run)).subscribe(subscriber);
        assertThat(subscriber.error).isNull();
        return new WeakReference<>(subscriber);
    }

    @Test
    void who_cancels_before_he_is_refused_is_forgotten() { // 3.13
        Assumptions.assumeTrue(service.isEmbedded(), "needs a second user, whom only the embedded service makes up");
        BackgroundCopyJob mine = session.smallJob();
        try (BackgroundCopyManager stranger = session.embedded().connectAs("somebody else");
                BackgroundCopyJob theirs = stranger.getJob(mine.id())) {
            WeakReference<TestSubscriber> gone = cancelAndBeRefused(theirs);
            Await.until("the subscriber to be forgotten", () -> {
                System.gc();
                return gone.get() == null;
            });
            assertThat(theirs.state()).isEqualTo(JobState.SUSPENDED);
        }
    }

    @Test
    void a_closed_job_takes_no_listener() {
        BackgroundCopyJob job = session.smallJob();
        BackgroundCopyJob again = session.manager.getJob(job.id());
        again.close();
        assertThatThrownBy(() -> again.setNotifyInterface(new EventLog())).isInstanceOf(IllegalStateException.class);
        assertThat(job.notifyInterface()).isEmpty();
    }

    @Test
    void of_somebody_else_s_job_the_events_come_by_polling() {
        Assumptions.assumeTrue(service.isEmbedded(), "needs a second user, whom only the embedded service makes up");
        BackgroundCopyJob mine = session.smallJob();
        try (BackgroundCopyManager stranger = session.embedded().connectAs("somebody else")) {
            BackgroundCopyJob theirs = stranger.getJob(mine.id());
            TestSubscriber subscriber = new TestSubscriber(Long.MAX_VALUE);
            subscribe(theirs, subscriber);
            TestSubscriber impossible = new TestSubscriber(Long.MAX_VALUE);
            theirs.events(QUICK.withoutPolling()).subscribe(impossible);
            assertThat(impossible.awaitError()).hasMessageContaining("E_ACCESSDENIED");
            mine.resume();
            assertThat(subscriber.await(JobEvent.Transferred.class).origin()).isEqualTo(JobEvent.Origin.POLL);
            mine.complete();
            subscriber.awaitComplete();
        }
    }
}
