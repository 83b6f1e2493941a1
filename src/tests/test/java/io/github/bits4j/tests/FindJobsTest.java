package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.ServiceTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The jobs that a program looks for among its user's. */
class FindJobsTest extends ServiceTest {
    @Test
    void jobs_are_found_by_name_and_the_others_are_released() {
        BackgroundCopyJob wanted = session.track(session.manager.createJob("bits4j wanted", JobType.DOWNLOAD));
        session.job();
        long before = ComPointer.liveCount();
        List<BackgroundCopyJob> found = session.manager.jobs(job -> job.displayName().equals("bits4j wanted"));
        assertThat(found).extracting(BackgroundCopyJob::id).containsExactly(wanted.id());
        assertThat(ComPointer.liveCount()).isLessThanOrEqualTo(before + 1);
        found.forEach(BackgroundCopyJob::close);
        assertThat(session.manager.jobs(job -> job.displayName().equals("bits4j unheard of"))).isEmpty();
        assertThat(ComPointer.liveCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void a_test_that_throws_releases_all() {
        session.job();
        session.job();
        long before = ComPointer.liveCount();
        assertThatIllegalStateException().isThrownBy(() -> session.manager.jobs(job -> {
            throw new IllegalStateException("at " + job.id());
        }));
        assertThat(ComPointer.liveCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void forgotten_jobs_are_cancelled_and_others_stay() {
        session.require(Feature.PROPERTIES);
        String name = "bits4j forgotten";
        BackgroundCopyJob job = session.track(session.manager.createJob(name, JobType.DOWNLOAD));
        Instant created = job.times().created();
        session.manager.jobs(it -> it.displayName().equals(name) && it.times().modified().isBefore(created))
                .forEach(BackgroundCopyJob::cancel);
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
        session.manager.jobs(it -> it.displayName().equals(name) && it.times().modified().isBefore(Instant.now().plusSeconds(60)))
                .forEach(BackgroundCopyJob::cancel);
        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
    }
}
