package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.Completion;
import io.github.bits4j.JobState;
import io.github.bits4j.TransferException;
import io.github.bits4j.TransferException.Reason;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.TransferResult;
import io.github.bits4j.TransientErrorPolicy;
import io.github.bits4j.TransientErrorPolicy.Decision;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.SlowCancel;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The future ends in every case. */
class FutureTest extends ServiceTest {

    private static TransferException failure(CompletableFuture<TransferResult> future) {
        ExecutionException e = catchThrowableOfType(ExecutionException.class, () -> future.get(60, TimeUnit.SECONDS));
        return (TransferException) e.getCause();
    }

    @Test
    void transferred() throws Exception {
        BackgroundCopyJob job = session.smallJob();
        CompletableFuture<TransferResult> future = job.whenTransferred();
        job.resume();
        TransferResult result = future.get(60, TimeUnit.SECONDS);
        assertThat(result.jobId()).isEqualTo(job.id());
        assertThat(result.state()).isEqualTo(JobState.TRANSFERRED);
        assertThat(result.progress().bytesTransferred()).isEqualTo(10_000);
    }

    @Test
    void completed_by_somebody_else() throws Exception {
        BackgroundCopyJob job = session.smallJob();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(job.whenTransferred().get(60, TimeUnit.SECONDS).state()).isEqualTo(JobState.ACKNOWLEDGED);
    }

    @Test
    void error() {
        BackgroundCopyJob job = session.job(session.server.uri("/404"), "404");
        job.resume();
        TransferException failure = failure(job.whenTransferred());
        assertThat(failure.reason()).isEqualTo(Reason.ERROR);
        assertThat(failure.error().orElseThrow().httpStatus()).hasValue(404);
        assertThat(failure).hasMessageContaining("BG_E_HTTP_ERROR_404").hasMessageContaining("/404");
    }

    @Test
    void cancelled_by_somebody_else() {
        BackgroundCopyJob job = session.smallJob();
        CompletableFuture<TransferResult> future = job.whenTransferred();
        session.connectAgain().getJob(job.id()).cancel();
        assertThat(failure(future).reason()).isEqualTo(Reason.CANCELLED);
    }

    @Test
    void cancelling_the_future_cancels_the_job() {
        BackgroundCopyJob job = session.smallJob();
        job.whenTransferred().cancel(true);
        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void stalled_because_nothing_arrives() throws InterruptedException {
        Gate gate = new Gate();
        BackgroundCopyJob job = session.job(session.server.file("/stall", LoopbackServer.bytes(100_000, 1))
                .always(Fault.holdAfter(50_000, gate)), "stall");
        CompletableFuture<TransferResult> future = job.whenTransferred(Duration.ofSeconds(2));
        job.resume();
        gate.awaitReached();
        TransferException failure = failure(future);
        gate.open();
        assertThat(failure.reason()).isEqualTo(Reason.STALLED);
        awaitState(job, JobState.TRANSFERRED); // the job itself goes on
    }

    @Test
    void stalled_because_nobody_resumes_the_job() {
        assertThat(failure(session.smallJob().whenTransferred(Duration.ofMillis(200))).reason()).isEqualTo(Reason.STALLED);
    }

    @Test
    void closed_here() {
        BackgroundCopyJob job = session.smallJob();
        CompletableFuture<TransferResult> future = job.whenTransferred();
        job.close();
        assertThat(failure(future).reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void the_manager_closed_here() {
        BackgroundCopyJob job = session.smallJob();
        var client = session.connectAgain();
        CompletableFuture<TransferResult> future = client.getJob(job.id()).whenTransferred();
        client.close();
        assertThat(failure(future).reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void the_service_gone() {
        Assumptions.assumeTrue(service.isEmbedded(), "the system's service is not ours to stop");
        CompletableFuture<TransferResult> future = session.smallJob().whenTransferred();
        session.embedded().close();
        assertThat(failure(future).reason()).isEqualTo(Reason.SERVICE_LOST);
    }

    @Test
    void a_transient_error_is_not_the_end() throws Exception {
        session.require(Feature.PROPERTIES);
        byte[] content = LoopbackServer.bytes(5000, 3);
        BackgroundCopyJob job = session.job(
                session.server.file("/busy", content).onNext(2, Fault.status(503)), "busy");
        job.setMinimumRetryDelay(Duration.ZERO);
        assertThat(job.minimumRetryDelay()).isEqualTo(Duration.ofSeconds(5));
        CompletableFuture<TransferResult> future = job.whenTransferred();
        job.resume();
        awaitState(job, JobState.TRANSIENT_ERROR);
        assertThat(future).isNotDone();
        assertThat(future.get(60, TimeUnit.SECONDS).progress().bytesTransferred()).isEqualTo(5000);
        assertThat(job.errorCount()).isPositive();
    }

    // By options

    /** A job whose server answers 503 so many times. */
    private BackgroundCopyJob busyJob(int times) {
        session.require(Feature.PROPERTIES);
        BackgroundCopyJob job = session.job(
                session.server.file("/busy", LoopbackServer.bytes(5000, 3)).onNext(times, Fault.status(503)), "busy");
        job.setMinimumRetryDelay(Duration.ofMinutes(10));
        return job;
    }

    private void assertGone(BackgroundCopyJob job) {
        assertThat(session.manager.findJob(job.id()).map(BackgroundCopyJob::state))
                .matches(state -> state.isEmpty() || state.get().isFinal(), "has left the queue");
    }

    @Test
    void the_job_is_completed_when_it_is_transferred() throws Exception {
        BackgroundCopyJob job = session.job();
        for (String name : List.of("one", "two")) {
            job.addFile(session.server.file("/" + name, LoopbackServer.bytes(3000, 1)).uri(), session.directory.resolve(name));
        }
        CompletableFuture<TransferResult> future = job.whenTransferred(TransferOptions.defaults().completing());
        job.resume();
        TransferResult result = future.get(60, TimeUnit.SECONDS);
        assertThat(result.state()).isEqualTo(JobState.ACKNOWLEDGED);
        assertThat(result.completion()).hasValue(Completion.FULL);
        assertThat(result.files()).containsExactlyInAnyOrder(
                session.directory.resolve("one"), session.directory.resolve("two"));
        assertThat(result.progress().bytesTransferred()).isEqualTo(6000);
        assertThat(result.files()).allSatisfy(file -> assertThat(file).hasBinaryContent(LoopbackServer.bytes(3000, 1)));
        assertGone(job);
    }

    @Test
    void without_completion_the_job_is_left_transferred() throws Exception {
        BackgroundCopyJob job = session.smallJob();
        job.resume();
        TransferResult result = job.whenTransferred().get(60, TimeUnit.SECONDS);
        assertThat(result.completion()).isEmpty();
        assertThat(result.files()).isEmpty();
        assertThat(job.state()).isEqualTo(JobState.TRANSFERRED);
    }

    @Test
    void a_transient_error_is_the_end_if_the_options_say_so() {
        BackgroundCopyJob job = busyJob(1);
        job.resume();
        TransferException failure = failure(job.whenTransferred(
                TransferOptions.defaults().withTransientErrors(TransientErrorPolicy.FAIL)));
        assertThat(failure.reason()).isEqualTo(Reason.TRANSIENT_ERROR);
        assertThat(failure.error().orElseThrow().httpStatus()).hasValue(503);
        assertThat(failure.jobId()).hasValue(job.id());
        assertThat(job.state()).as("the job itself goes on").isEqualTo(JobState.TRANSIENT_ERROR);
    }

    @Test
    void a_transient_error_is_retried_at_once_if_the_options_say_so() throws Exception {
        BackgroundCopyJob job = busyJob(3);
        List<Integer> counts = new CopyOnWriteArrayList<>();
        CompletableFuture<TransferResult> future = job.whenTransferred(
                TransferOptions.defaults().withTransientErrors((error, consecutive) -> {
                    counts.add(consecutive);
                    assertThat(error.httpStatus()).hasValue(503);
                    return Decision.RETRY_NOW;
                }));
        job.resume();
        assertThat(future.get(60, TimeUnit.SECONDS).state()).isEqualTo(JobState.TRANSFERRED);
        assertThat(counts).containsExactly(1, 2, 3);
    }

    @Test
    void transient_errors_are_counted_anew_when_the_job_gets_further() throws Exception {
        session.require(Feature.PROPERTIES);
        BackgroundCopyJob job = session.job(session.server.file("/cut", LoopbackServer.bytes(3_000_000, 3))
                .onRequest(1, Fault.status(503)).onRequest(2, Fault.cutAfter(1_000_000)).onRequest(3, Fault.status(503)), "cut");
        List<Integer> counts = new CopyOnWriteArrayList<>();
        CompletableFuture<TransferResult> future = job.whenTransferred(
                TransferOptions.defaults().withTransientErrors((error, consecutive) -> {
                    counts.add(consecutive);
                    return Decision.RETRY_NOW;
                }));
        job.resume();
        future.get(60, TimeUnit.SECONDS);
        assertThat(counts).containsExactly(1, 1, 2);
    }

    @Test
    void a_job_that_is_completed_before_it_can_be_retried_is_no_failure() throws Exception {
        BackgroundCopyJob job = busyJob(1);
        CompletableFuture<TransferResult> future = job.whenTransferred(
                TransferOptions.defaults().withTransientErrors((error, consecutive) -> {
                    job.resume();
                    awaitState(job, JobState.TRANSFERRED);
                    job.complete();
                    return Decision.RETRY_NOW;
                }));
        job.resume();
        assertThat(future.get(60, TimeUnit.SECONDS).state()).isEqualTo(JobState.ACKNOWLEDGED);
    }

    @Test
    void a_policy_that_gives_up_or_throws_ends_the_future() {
        BackgroundCopyJob job = busyJob(5);
        job.resume();
        TransferException failure = failure(job.whenTransferred(TransferOptions.defaults().withTransientErrors(
                (error, consecutive) -> consecutive < 3 ? Decision.RETRY_NOW : Decision.FAIL)));
        assertThat(failure.reason()).isEqualTo(Reason.TRANSIENT_ERROR);
        assertThat(job.errorCount()).isEqualTo(3);
        TransferException thrown = failure(job.whenTransferred(TransferOptions.defaults().withTransientErrors(
                (error, consecutive) -> {
                    throw new IllegalStateException("from the policy");
                })));
        assertThat(thrown.reason()).isEqualTo(Reason.TRANSIENT_ERROR);
        assertThat(thrown).hasRootCauseMessage("from the policy");
    }

    @Test
    void a_suspend_by_others_stands_still_or_fails_as_the_options_say() throws Exception {
        session.require(Feature.SUSPEND);
        Gate gate = new Gate();
        BackgroundCopyJob job = session.job(session.server.file("/suspended", LoopbackServer.bytes(100_000, 1))
                .always(Fault.holdAfter(50_000, gate)), "suspended");
        CompletableFuture<TransferResult> failing = job.whenTransferred(TransferOptions.defaults().failingWhenSuspended());
        CompletableFuture<TransferResult> waiting = job.whenTransferred();
        Thread.sleep(300);
        assertThat(failing).as("a job that is yet to be resumed").isNotDone();
        job.resume();
        gate.awaitReached();
        Thread.sleep(1500); // the futures have seen it
        session.connectAgain().getJob(job.id()).suspend();
        assertThat(failure(failing).reason()).isEqualTo(Reason.SUSPENDED);
        gate.open();
        job.resume();
        assertThat(waiting.get(60, TimeUnit.SECONDS).state()).isEqualTo(JobState.TRANSFERRED);
    }

    @Test
    void a_job_that_failed_is_left_to_be_put_right_or_cancelled_as_the_options_say() {
        BackgroundCopyJob left = session.job(session.server.uri("/404"), "left");
        left.resume();
        assertThat(failure(left.whenTransferred()).reason()).isEqualTo(Reason.ERROR);
        assertThat(left.state()).isEqualTo(JobState.ERROR);
        TransferException failure = failure(left.whenTransferred(TransferOptions.defaults().cancellingOnFailure()));
        assertThat(failure.reason()).isEqualTo(Reason.ERROR);
        assertGone(left);
    }

    @Test
    void a_stalled_job_is_cancelled_if_the_options_say_so() {
        BackgroundCopyJob job = session.smallJob();
        TransferException failure = failure(job.whenTransferred(
                TransferOptions.defaults().withStallTimeout(Duration.ofMillis(200)).cancellingOnFailure()));
        assertThat(failure.reason()).isEqualTo(Reason.STALLED);
        assertGone(job);
    }

    @Test
    void a_future_that_somebody_else_ends_cancels_its_job_if_the_options_say_so() {
        BackgroundCopyJob job = session.smallJob();
        CompletableFuture<TransferResult> future = job.whenTransferred(TransferOptions.defaults().cancellingOnFailure())
                .orTimeout(50, TimeUnit.MILLISECONDS);
        assertThatThrownBy(() -> future.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(TimeoutException.class);
        awaitState(job, JobState.CANCELLED);
        BackgroundCopyJob kept = session.smallJob();
        CompletableFuture<TransferResult> other = kept.whenTransferred();
        other.completeExceptionally(new IllegalStateException("test"));
        assertThat(kept.state()).isEqualTo(JobState.SUSPENDED);
    }

    @Test
    void closing_cancels_a_job_if_the_options_say_so() {
        BackgroundCopyManager client = session.connectAgain();
        BackgroundCopyJob one = session.smallJob();
        BackgroundCopyJob two = session.smallJob();
        BackgroundCopyJob kept = session.smallJob();
        TransferOptions options = TransferOptions.defaults().cancellingOnFailure();
        BackgroundCopyJob closed = client.getJob(one.id());
        CompletableFuture<TransferResult> first = closed.whenTransferred(options);
        CompletableFuture<TransferResult> second = client.getJob(two.id()).whenTransferred(options);
        CompletableFuture<TransferResult> third = client.getJob(kept.id()).whenTransferred();
        closed.close();
        assertThat(failure(first).reason()).isEqualTo(Reason.CLOSED);
        assertGone(one);
        client.close();
        assertThat(failure(second).reason()).isEqualTo(Reason.CLOSED);
        assertGone(two);
        assertThat(failure(third).reason()).isEqualTo(Reason.CLOSED);
        assertThat(kept.state()).isEqualTo(JobState.SUSPENDED);
    }

    @Test
    void cancelling_removes_a_job_that_is_already_transferred() {
        BackgroundCopyJob job = session.smallJob();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        CompletableFuture<TransferResult> future = job.whenTransferred();
        boolean cancelled = future.cancel(true);
        assertThat(cancelled || future.resultNow().state() == JobState.TRANSFERRED).isTrue();
        if (cancelled) {
            assertGone(job);
        }
    }

    @Test
    void whether_it_is_cancelled_or_completed_first_the_job_leaves_the_queue() throws Exception {
        for (int round = 0; round < (service.isEmbedded() ? 50 : 5); round++) {
            BackgroundCopyJob job = session.smallJob();
            CompletableFuture<TransferResult> future = job.whenTransferred(TransferOptions.defaults().completing());
            job.resume();
            Thread.sleep(round % 10 * 3);
            future.cancel(true);
            assertThat(job.state()).matches(JobState::isFinal);
        }
    }

    @Test
    void a_cancel_at_which_the_service_fails_is_repeated_until_it_succeeds() {
        Assumptions.assumeTrue(service.isEmbedded(), "needs a service that fails at will");
        try (Arena arena = Arena.ofShared()) {
            BackgroundCopyJob real = session.smallJob();
            AtomicInteger calls = new AtomicInteger();
            BackgroundCopyJob job = session.manager.job(SlowCancel.of(real, arena, call -> {
                calls.set(call);
                return call < 3 ? HResult.E_OUTOFMEMORY : 0;
            }));
            CompletableFuture<TransferResult> future = job.whenTransferred();
            assertThat(future.cancel(true)).isTrue();
            assertThat(real.state()).isEqualTo(JobState.SUSPENDED);
            awaitState(real, JobState.CANCELLED);
            assertThat(calls).hasValue(3);
            job.close();
        }
    }

    @Test
    void a_cancel_that_is_still_to_be_repeated_is_tried_once_more_when_the_job_is_closed() {
        Assumptions.assumeTrue(service.isEmbedded(), "needs a service that fails at will");
        try (Arena arena = Arena.ofShared()) {
            BackgroundCopyJob real = session.smallJob();
            BackgroundCopyJob job = session.manager.job(SlowCancel.of(real, arena, call ->
                    call < 2 ? HResult.E_OUTOFMEMORY : 0));
            job.whenTransferred().cancel(true);
            assertThat(real.state()).isEqualTo(JobState.SUSPENDED);
            job.close();
            assertThat(real.state()).isEqualTo(JobState.CANCELLED);
        }
    }

    @Test
    void a_cancel_that_the_service_answers_late_has_succeeded_when_it_returns() {
        Assumptions.assumeTrue(service.isEmbedded(), "needs a service that is slow at will");
        try (Arena arena = Arena.ofShared()) {
            BackgroundCopyJob real = session.smallJob();
            BackgroundCopyJob job = session.manager.job(SlowCancel.of(real, arena, call -> {
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
                return 0;
            }));
            CompletableFuture<TransferResult> future = job.whenTransferred();
            future.cancel(true);
            assertThat(real.state()).isEqualTo(JobState.CANCELLED);
            job.close();
        }
    }
}
