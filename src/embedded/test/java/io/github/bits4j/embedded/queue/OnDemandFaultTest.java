package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs in on-demand mode whose files or servers change, and what is asked of them in vain. */
class OnDemandFaultTest extends OnDemandJobs {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_change_on_the_server_drops_what_has_come_and_fetches_it_again(boolean conditions) throws Exception {
        file.conditions = conditions;
        Job job = job();
        request(job, 0, 100, 1_000, 100);
        serve(job);
        file.change(OTHER, "v2");
        request(job, 700_000, 100);
        serve(job);
        assertThat(jobs.server.requests.get(1).headers()).as("what makes sure of it with other servers")
                .containsEntry("if-range", "\"v1\"");
        assertThat(filled(job)).containsExactly(range(0, 100), range(1_000, 100), range(700_000, 100));
        assertThat(job.progress().bytesTotal()).isEqualTo(900_000);
        isRight(job, OTHER);
    }

    @Test
    void a_change_within_a_run_is_seen() throws Exception {
        file.multipart = false;
        FakeTransport.Gate gate = file.gateAfter(50_000);
        Job job = job();
        request(job, 0, 300_000);
        job.resume();
        Eventually.reached(gate.reached);
        file.change(OTHER, "v2");
        request(job, 500_000, 100);
        gate.open.countDown();
        rests(job, JobState.SUSPENDED);
        assertThat(filled(job)).containsExactly(range(0, 300_000), range(500_000, 100));
        isRight(job, OTHER);
    }

    @Test
    void what_was_asked_to_the_end_is_asked_to_the_new_end() throws Exception {
        Job job = job();
        request(job, 0, 10, 999_000, FileRange.TO_EOF);
        serve(job);
        file.change(Arrays.copyOf(OTHER, 999_500), "v2");
        request(job, 20, 10);
        serve(job);
        assertThat(filled(job)).containsExactly(range(0, 10), range(20, 10), range(999_000, 500));
    }

    @Test
    void what_is_no_more_there_is_an_error_once() throws Exception {
        Job job = job();
        request(job, 950_000, 10);
        serve(job);
        file.change(OTHER, "v2");
        request(job, 5, 5);
        job.resume();
        assertThat(jobs.fails(job)).isEqualTo("BG_E_INVALID_RANGE");
        serve(job);
        assertThat(filled(job)).containsExactly(range(5, 5));
        isRight(job, OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-None: 1", "ETag: W/\"v1\""})
    void without_a_validator_more_than_one_response_is_an_error(String validator) throws Exception {
        file.validator = validator;
        file.multipart = false;
        Job job = job();
        request(job, 0, 10);
        serve(job);
        request(job, 50, 10);
        job.resume();
        assertThat(jobs.fails(job)).isEqualTo("BG_E_INSUFFICIENT_HTTP_SUPPORT");
    }

    @Test
    void a_server_that_loses_its_ranges_is_an_error_and_told_of() throws Exception {
        Job job = job();
        request(job, 0, 10);
        serve(job);
        file.ranges = false;
        request(job, 50, 10);
        job.resume();
        assertThat(jobs.fails(job)).isEqualTo("BG_E_INSUFFICIENT_RANGE_SUPPORT");
        JobPropertiesTest.refused(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, () -> request(job, 90, 10));
        JobPropertiesTest.refused(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, () -> filled(job));
        file.ranges = true;
        serve(job);
        assertThat(filled(job)).containsExactly(range(0, 10), range(50, 10));
    }

    @Test
    void requests_outside_the_file_are_refused_or_an_error() throws Exception {
        Job unknown = job();
        request(unknown, 0, 10, 2_000_000, 5);
        unknown.resume();
        assertThat(jobs.fails(unknown)).isEqualTo("BG_E_INVALID_RANGE");
        serve(unknown);
        assertThat(filled(unknown)).containsExactly(range(0, 10));
        Job outside = jobs.job("b");
        outside.properties().setOnDemand(true);
        request(outside, 2_000_000, FileRange.TO_EOF);
        outside.resume();
        assertThat(jobs.fails(outside)).isEqualTo("BG_E_INVALID_RANGE");
        for (long[] wrong : new long[][] {{0, 0}, {-1, 5}, {5, -2}, {Long.MAX_VALUE, 2}, {999_999, 2}, {1_000_000, -1}}) {
            JobPropertiesTest.refused(HResult.BG_E_INVALID_RANGE, () -> request(unknown, 0, 10, wrong[0], wrong[1]));
        }
        JobPropertiesTest.refused(HResult.E_INVALIDARG, () -> request(unknown));
        JobPropertiesTest.refused(HResult.BG_E_INVALID_RANGE, () -> demand(unknown).moveTo(1_000_001));
        JobPropertiesTest.refused(HResult.BG_E_INVALID_RANGE, () -> demand(unknown).moveTo(-1));
    }

    @Test
    void an_empty_file_is_transferred_at_once() throws Exception {
        file.content = new byte[0];
        Job asked = job();
        request(asked, 0, FileRange.TO_EOF);
        asked.resume();
        rests(asked, JobState.TRANSFERRED);
        asked.cancel();
        Job notAsked = job();
        notAsked.resume();
        rests(notAsked, JobState.TRANSFERRED);
        jobs.completesWith(notAsked, new byte[0]);
    }

    @Test
    void only_what_is_loaded_counts_for_the_maximum() throws Exception {
        Job job = job();
        job.properties().setMaximumSize(1_000);
        request(job, 0, 1_000);
        serve(job);
        request(job, 5_000, 1);
        job.resume();
        assertThat(jobs.fails(job)).isEqualTo("BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED");
    }

    @Test
    void a_refused_content_comes_again() throws Exception {
        Job job = job();
        request(job, 0, FileRange.TO_EOF);
        job.resume();
        rests(job, JobState.TRANSFERRED);
        job.content(job.files().getFirst()).setValid(false);
        assertThat(jobs.fails(job)).isEqualTo("BG_E_VALIDATION_FAILED");
        assertThat(filled(job)).isEmpty();
        file.change(OTHER, "v2");
        job.resume();
        jobs.completesWith(job, OTHER);
    }

    @Test
    void a_new_remote_name_keeps_what_has_come_of_the_same_file() throws Exception {
        file.validator = "Last-Modified: Tue, 15 Nov 1994 12:45:26 GMT";
        Job job = job();
        request(job, 0, 10);
        serve(job);
        job.setRemoteName(job.files().getFirst(), jobs.server.url("/elsewhere"));
        request(job, 20, 10);
        serve(job);
        assertThat(file.asked).containsExactly("0-9", "20-29");
        JobPropertiesTest.refused(HResult.E_INVALIDARG,
                () -> job.setRemoteName(job.files().getFirst(), jobs.file("x").toUri().toString()));
    }

    @Test
    void the_mode_has_its_conditions() {
        Job job = job();
        assertThat(job.properties().isOnDemand()).isTrue();
        JobPropertiesTest.refused(HResult.BG_E_UNSUPPORTED_JOB_CONFIGURATION, () -> job.properties().setDynamicContent(true));
        JobPropertiesTest.refused(HResult.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD, () -> job.http().setMethod("POST"));
        JobPropertiesTest.refused(HResult.BG_E_UNSUPPORTED_JOB_CONFIGURATION, () -> job.addFileWithRanges(
                jobs.server.url("/b"), jobs.file("b").toString(), List.of(range(0, 5))));
        JobPropertiesTest.refused(HResult.E_INVALIDARG,
                () -> job.addFile(jobs.file("x").toUri().toString(), jobs.file("b").toString()));
        job.properties().setOnDemand(false);
        job.properties().setDynamicContent(true);
        JobPropertiesTest.refused(HResult.BG_E_UNSUPPORTED_JOB_CONFIGURATION, () -> job.properties().setOnDemand(true));
        JobPropertiesTest.refused(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, () -> request(job, 0, 5));
        Job begun = jobs.job("c");
        begun.resume();
        JobPropertiesTest.refused(HResult.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME, () -> begun.properties().setOnDemand(true));
        JobPropertiesTest.refused(HResult.BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY,
                () -> jobs.queue.createJob("up", 1).properties().setOnDemand(true));
    }
}
