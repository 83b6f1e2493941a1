package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.JobState;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.UnsupportedInterfaceException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.Marker;
import io.github.bits4j.tests.support.Recorder;
import io.github.bits4j.tests.support.ServiceTest;
import java.util.EnumSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** When the program of the command line runs: N8 of the rules, and what the flags F2 to F4 say of it. */
class NotifyProgramTest extends ServiceTest {

    private BackgroundCopyJob programJob(Marker marker) {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no command lines");
        session.require(Feature.COMMAND_LINE);
        BackgroundCopyJob job = session.smallJob();
        job.setNotifyCommandLine(marker.commandLine());
        return job;
    }

    @Test
    void N8_the_program_runs_when_the_job_is_transferred() {
        Marker marker = new Marker(session);
        BackgroundCopyJob job = programJob(marker);
        assertThat(job.notifyCommandLine()).contains(marker.commandLine());
        job.resume();
        marker.awaitRun();
        assertThat(job.state()).isEqualTo(JobState.TRANSFERRED);
        assertThat(marker.runs()).isEqualTo(1);
    }

    @Test
    void N8_the_program_runs_when_the_job_fails() {
        Marker marker = new Marker(session);
        BackgroundCopyJob job = programJob(marker);
        job.addFile(session.server.uri("/n8"), session.directory.resolve("n8"));
        job.resume();
        marker.awaitRun();
        assertThat(job.state()).isEqualTo(JobState.ERROR);
        assertThat(marker.runs()).isEqualTo(1);
    }

    @Test
    void N8_the_program_runs_also_for_what_had_happened_before_it_was_named() {
        Marker marker = new Marker(session);
        BackgroundCopyJob job = programJob(marker);
        job.clearNotifyCommandLine();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(marker.runs()).isZero();
        job.setNotifyCommandLine(marker.commandLine());
        marker.awaitRun();
    }

    @Test
    void N8_a_callback_that_accepts_is_instead_of_the_program() {
        Marker marker = new Marker(session);
        BackgroundCopyJob job = programJob(marker);
        Recorder recorder = new Recorder();
        job.setNotifyInterface(recorder);
        job.resume();
        recorder.awaitCall("JobTransferred");
        job.complete();
        assertThat(marker.runs()).isZero();
    }

    @Test
    void N8_the_program_runs_when_the_callback_fails_which_is_not_called_again() {
        Marker marker = new Marker(session);
        BackgroundCopyJob job = programJob(marker);
        Recorder recorder = new Recorder() {
            @Override
            public int jobTransferred(BackgroundCopyJob j) {
                super.jobTransferred(j);
                return HResult.E_FAIL;
            }
        };
        job.setNotifyInterface(recorder);
        job.resume();
        marker.awaitRun();
        job.complete();
        assertThat(recorder.calls).containsExactly("JobTransferred");
        assertThat(marker.runs()).isEqualTo(1);
    }

    @Test
    void N8_delivery_optimization_runs_no_programs() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.DELIVERY_OPTIMIZATION, "BITS runs programs");
        BackgroundCopyJob job = session.job();
        assertThatThrownBy(() -> job.setNotifyCommandLine(new Marker(session).commandLine()))
                .isInstanceOf(UnsupportedInterfaceException.class)
                .hasMessageContaining("IBackgroundCopyJob2");
    }

    @Test
    void F2_F3_F4_of_the_flags_only_transferred_error_and_disable_count_for_the_program() {
        Marker marker = new Marker(session);
        BackgroundCopyJob job = programJob(marker);
        job.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_MODIFICATION, NotifyFlag.FILE_TRANSFERRED, NotifyFlag.JOB_ERROR));
        job.setDescription("changed");
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(marker.runs()).isZero();
        job.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_TRANSFERRED, NotifyFlag.DISABLE));
        assertThat(marker.runs()).isZero();
        job.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_TRANSFERRED));
        marker.awaitRun();
        assertThat(marker.runs()).isEqualTo(1);
    }
}
