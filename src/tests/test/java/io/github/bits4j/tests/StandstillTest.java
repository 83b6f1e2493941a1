package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.TransferResult;
import io.github.bits4j.tests.support.ServiceTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A future without a stall timeout. */
class StandstillTest extends ServiceTest {
    @Test
    void a_job_that_may_stand_still_is_waited_for() {
        TransferOptions patient = TransferOptions.defaults().withStallTimeout(Duration.ofMillis(1)).withoutStallTimeout();
        assertThat(patient).isEqualTo(TransferOptions.defaults().withoutStallTimeout());
        BackgroundCopyJob job = session.smallJob();
        CompletableFuture<TransferResult> future = job.whenTransferred(patient);
        assertThat(future).isNotDone();
        session.settle();
        assertThat(future).isNotDone();
        job.resume();
        assertThat(future).succeedsWithin(60, TimeUnit.SECONDS);
    }
}
