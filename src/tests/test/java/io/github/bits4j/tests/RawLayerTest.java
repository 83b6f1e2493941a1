package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.TestService;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The README's example of the raw layer; ReadmeTest holds the two together. */
class RawLayerTest extends ServiceTest {

    @Test
    void a_job_s_state_by_the_raw_layer() {
        BackgroundCopyJob job = session.smallJob();
        assertThat(RawLayer.stateOfJob(session.manager.pointer(), job.id())).isEqualTo(JobState.SUSPENDED.code());
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(RawLayer.stateOfJob(session.manager.pointer(), job.id())).isEqualTo(JobState.TRANSFERRED.code());
        session.complete(job);
    }

    @Test
    void a_failure_of_the_raw_layer_is_an_exception() {
        assertFails(service.isEmbedded() && service != TestService.EMBEDDED_BITS
                        ? HResult.DO_E_JOB_NOT_FOUND : HResult.BG_E_NOT_FOUND,
                () -> RawLayer.stateOfJob(session.manager.pointer(), UUID.randomUUID()));
    }

    @Test
    void the_system_s_service_is_created_by_the_raw_layer() {
        Assumptions.assumeTrue(service == TestService.SYSTEM_BITS, "the system's BITS alone is created by CoCreateInstance");
        BackgroundCopyJob job = session.smallJob();
        assertThat(RawLayer.stateOfSystemsJob(job.id())).isEqualTo(JobState.SUSPENDED.code());
    }
}
