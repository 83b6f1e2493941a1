package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.HttpStatusException;
import io.github.bits4j.InvalidJobStateException;
import io.github.bits4j.JobAccessDeniedException;
import io.github.bits4j.JobNotFoundException;
import io.github.bits4j.JobState;
import io.github.bits4j.ServiceGoneException;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.TransferError;
import io.github.bits4j.UnsupportedInterfaceException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Each failure has the class that a program can react to, whatever texts the service has. */
class ExceptionTest extends ServiceTest {

    @Test
    void a_job_that_refuses_says_its_state() {
        BackgroundCopyJob job = session.smallJob();
        job.cancel();
        InvalidJobStateException e = catchThrowableOfType(InvalidJobStateException.class, job::resume);
        assertThat(e.state()).contains(JobState.CANCELLED);
        assertThat(e.hresult()).isEqualTo(service.invalidState());
        assertThat(e).hasMessageContaining("The job is CANCELLED.");
    }

    @Test
    void so_does_one_that_refuses_by_a_newer_interface() {
        session.require(Feature.COMMAND_LINE);
        BackgroundCopyJob job = session.smallJob();
        job.cancel();
        if (service.kind() == ServiceKind.BITS) {
            InvalidJobStateException e = catchThrowableOfType(InvalidJobStateException.class, job::clearNotifyCommandLine);
            assertThat(e.state()).contains(JobState.CANCELLED);
        } else {
            UnsupportedInterfaceException e =
                    catchThrowableOfType(UnsupportedInterfaceException.class, job::clearNotifyCommandLine);
            assertThat(e.interfaceName()).isEqualTo("IBackgroundCopyJob2");
            assertThat(e).hasMessageEndingWith(e.remedy());
        }
    }

    @Test
    void a_job_that_is_not_there() {
        JobNotFoundException e =
                catchThrowableOfType(JobNotFoundException.class, () -> session.manager.getJob(UUID.randomUUID()));
        assertThat(e.remedy()).isPresent();
    }

    @Test
    void a_job_that_is_another_users() {
        Assumptions.assumeTrue(service.isEmbedded(), "who else uses the machine is not known");
        BackgroundCopyJob job = session.job();
        try (BackgroundCopyManager other = session.embedded().connectAs("somebody else")) {
            JobAccessDeniedException e =
                    catchThrowableOfType(JobAccessDeniedException.class, () -> other.getJob(job.id()).resume());
            assertThat(e.hresult()).isEqualTo(HResult.E_ACCESSDENIED);
        }
    }

    @Test
    void a_jobs_error_is_an_exception_too() {
        BackgroundCopyJob job = session.job(session.server.uri("/404"), "404");
        job.resume();
        awaitState(job, JobState.ERROR);
        TransferError error = job.readError().orElseThrow();
        assertThat(error.toException()).isInstanceOfSatisfying(HttpStatusException.class, e ->
                assertThat(e.status()).isEqualTo(404)).hasMessageContaining("/404").hasMessageContaining("BG_E_HTTP_ERROR_404");
    }

    @Test
    void a_service_that_has_ended_says_so_each_time_and_what_to_do() {
        Assumptions.assumeTrue(service.isEmbedded(), "the system's service is not ours to stop");
        BackgroundCopyJob job = session.job();
        UUID id = job.id();
        session.embedded().close();
        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowableOfType(ServiceGoneException.class, job::state))
                    .hasMessageContaining("Make another manager of a new interface pointer");
            assertThat(catchThrowableOfType(ServiceGoneException.class, job::files)).isNotNull();
            assertThat(catchThrowableOfType(ServiceGoneException.class, () -> session.manager.getJob(id)))
                    .hasMessageContaining("Make another manager of a new interface pointer");
            assertThat(catchThrowableOfType(ServiceGoneException.class, session.manager::jobs)).isNotNull();
        }
        assertThat(job.id()).as("a dead job still knows its identifier").isEqualTo(id);
    }
}
