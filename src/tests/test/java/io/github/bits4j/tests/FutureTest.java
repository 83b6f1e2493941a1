package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.JobState;
import io.github.bits4j.TransferException;
import io.github.bits4j.TransferException.Reason;
import io.github.bits4j.TransferResult;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.ServiceTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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
}
