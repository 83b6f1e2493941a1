package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.ErrorKind;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobSnapshot;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.ServiceTest;
import org.junit.jupiter.api.Test;

/** What a job is at one moment, with any service. */
class SnapshotTest extends ServiceTest {

    @Test
    void of_a_new_job() {
        BackgroundCopyJob job = session.smallJob();
        JobSnapshot snapshot = job.snapshot();
        assertThat(snapshot.id()).isEqualTo(job.id());
        assertThat(snapshot.displayName()).isEqualTo("bits4j test");
        assertThat(snapshot.type()).isEqualTo(JobType.DOWNLOAD);
        assertThat(snapshot.state()).isEqualTo(JobState.SUSPENDED);
        assertThat(snapshot.progress()).isEqualTo(job.progress());
        assertThat(snapshot.error()).isEmpty();
    }

    @Test
    void has_what_the_service_implements() {
        session.require(Feature.PROPERTIES);
        BackgroundCopyJob job = session.smallJob();
        JobSnapshot snapshot = job.snapshot();
        assertThat(snapshot.times()).contains(job.times());
        assertThat(snapshot.priority()).contains(JobPriority.FOREGROUND);
        assertThat(snapshot.errorCount()).hasValue(0);
    }

    @Test
    void of_a_failed_job_has_the_error() {
        BackgroundCopyJob job = session.job(session.server.uri("/404"), "404");
        job.resume();
        awaitState(job, JobState.ERROR);
        JobSnapshot snapshot = job.snapshot();
        assertThat(snapshot.error().orElseThrow().kind()).isEqualTo(ErrorKind.HTTP_STATUS);
        assertThat(snapshot).isEqualTo(job.snapshot());
    }

    @Test
    void of_an_ended_job() {
        BackgroundCopyJob job = session.smallJob();
        job.cancel();
        assertThat(job.snapshot().state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void of_all_jobs() {
        BackgroundCopyJob first = session.smallJob();
        BackgroundCopyJob second = session.job(session.server.file("/second", LoopbackServer.bytes(5, 1)), "second");
        assertThat(session.manager.snapshots()).extracting(JobSnapshot::id).contains(first.id(), second.id());
    }
}
