package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs in on-demand mode: what is asked for comes, and nothing else. */
class OnDemandTest {
    private static final byte[] CONTENT = ServedJobs.content(1, 1_000_000);
    private static final byte[] OTHER = ServedJobs.content(2, 900_000);

    @TempDir
    Path directory;

    private ServedJobs jobs;
    private final PartServer file = new PartServer(CONTENT);

    @BeforeEach
    void open() throws IOException {
        jobs = new ServedJobs(directory);
        jobs.server.replies(file);
    }

    @AfterEach
    void close() throws IOException {
        jobs.close();
    }

    private Job job() {
        Job job = jobs.job("a");
        job.properties().setOnDemand(true);
        return job;
    }

    private static FileDemand demand(Job job) {
        return job.content(job.files().getFirst()).demand();
    }

    private static void request(Job job, long... numbers) {
        List<FileRange> ranges = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            ranges.add(new FileRange(numbers[i], numbers[i + 1]));
        }
        demand(job).request(ranges);
    }

    private static List<FileRange> filled(Job job) {
        return job.content(job.files().getFirst()).ranges();
    }

    /** Resumes, and waits until the job has nothing to do any more. */
    private static void serve(Job job) throws InterruptedException {
        job.resume();
        rests(job, JobState.SUSPENDED);
    }

    private static void rests(Job job, JobState state) throws InterruptedException {
        Eventually.becomes(() -> switch (job.state()) {
            case SUSPENDED, TRANSFERRED, ERROR -> true;
            default -> false;
        }, true);
        assertThat(job.state()).as(() -> "error " + (job.state() == JobState.ERROR ? job.error() : "none")).isEqualTo(state);
    }

    /** The bytes that are said to be there are those of the content. */
    private static void isRight(Job job, byte[] content) throws IOException {
        byte[] there = Files.readAllBytes(job.content(job.files().getFirst()).temporaryName());
        for (FileRange range : filled(job)) {
            assertThat(Arrays.equals(there, (int) range.offset(), (int) range.end(), content, (int) range.offset(),
                    (int) range.end())).as("bytes of " + range).isTrue();
        }
    }

    private static FileRange range(long offset, long length) {
        return new FileRange(offset, length);
    }

    @Test
    void without_a_request_only_the_size_is_asked_for() throws Exception {
        Job job = job();
        serve(job);
        assertThat(file.methods).containsExactly("HEAD");
        assertThat(job.progress()).isEqualTo(new JobProgress(1_000_000, 0, 1, 0));
        assertThat(filled(job)).isEmpty();
        serve(job);
        assertThat(file.methods).containsExactly("HEAD");
    }

    @Test
    void what_is_asked_for_comes_to_its_place() throws Exception {
        Job job = job();
        request(job, 500_000, 1_000, 10, 20);
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
        assertThat(file.asked).isEmpty();
        serve(job);
        assertThat(file.asked).containsExactly("500000-500999,10-29");
        assertThat(filled(job)).containsExactly(range(10, 20), range(500_000, 1_000));
        assertThat(job.progress()).isEqualTo(new JobProgress(1_000_000, 1_020, 1, 0));
        isRight(job, CONTENT);
    }

    @Test
    void what_has_come_is_not_fetched_again() throws Exception {
        Job job = job();
        request(job, 100, 100);
        serve(job);
        request(job, 50, 300, 120, 10);
        serve(job);
        request(job, 60, 10);
        serve(job);
        assertThat(file.asked).containsExactly("100-199", "50-99,200-349");
        assertThat(filled(job)).containsExactly(range(50, 300));
        isRight(job, CONTENT);
    }

    @Test
    void the_job_is_transferred_when_all_has_come() throws Exception {
        Job job = job();
        request(job, 1_000, FileRange.TO_EOF);
        serve(job);
        request(job, 0, 1_000);
        job.resume();
        rests(job, JobState.TRANSFERRED);
        assertThat(filled(job)).containsExactly(range(0, 1_000_000));
        request(job, 5, 5);
        assertThat(job.state()).isEqualTo(JobState.TRANSFERRED);
        jobs.completesWith(job, CONTENT);
        JobPropertiesTest.refused(HResult.BG_E_INVALID_STATE, () -> request(job, 5, 5));
    }

    @Test
    void files_are_served_each_for_itself() throws Exception {
        Job job = job();
        job.addFile(jobs.server.url("/b"), jobs.file("b").toString());
        FileDemand second = job.content(job.files().get(1)).demand();
        second.request(List.of(range(0, FileRange.TO_EOF)));
        serve(job);
        assertThat(job.progress().filesTransferred()).isEqualTo(1);
        request(job, 0, FileRange.TO_EOF);
        job.resume();
        rests(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(jobs.file("a")).hasBinaryContent(CONTENT);
        assertThat(jobs.file("b")).hasBinaryContent(CONTENT);
    }

    @Test
    void complete_before_all_has_come_keeps_nothing_of_the_file() throws Exception {
        Job job = job();
        request(job, 0, 10);
        serve(job);
        assertThat(job.complete()).isEqualTo(HResult.BG_S_PARTIAL_COMPLETE);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void requests_during_a_transfer_are_served_after_it() throws Exception {
        FakeTransport.Gate gate = file.gateAfter(70_000);
        Job job = job();
        request(job, 0, 200_000);
        job.resume();
        Eventually.reached(gate.reached);
        request(job, 700_000, 10);
        request(job, 100_000, 200_000);
        gate.open.countDown();
        rests(job, JobState.SUSPENDED);
        assertThat(file.asked).hasSize(2).startsWith("0-199999");
        assertThat(filled(job)).containsExactly(range(0, 300_000), range(700_000, 10));
        isRight(job, CONTENT);
    }

    @Test
    void hundreds_of_small_requests_are_few_for_the_server() throws Exception {
        Job job = job();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(7));
        for (int i : order) {
            request(job, i * 100L, i % 3 == 0 ? 50 : 100);
        }
        serve(job);
        assertThat(file.asked).hasSizeBetween(2, 8);
        assertThat(filled(job)).hasSize(201).contains(range(0, 50), range(59_800, 200));
        isRight(job, CONTENT);
    }

    @Test
    void adjacent_small_requests_are_one() throws Exception {
        Job job = job();
        for (int i = 0; i < 300; i++) {
            request(job, i * 100L, 100);
        }
        serve(job);
        assertThat(file.asked).containsExactly("0-29999");
    }

    @Test
    void a_server_with_single_ranges_only_is_asked_one_by_one() throws Exception {
        file.multipart = false;
        Job job = job();
        request(job, 0, 10, 20, 10, 40, 10);
        serve(job);
        assertThat(file.asked).containsExactly("0-9,20-29,40-49", "0-9", "20-29", "40-49");
        isRight(job, CONTENT);
    }

    @Test
    void a_position_puts_what_lies_behind_it_first() throws Exception {
        file.multipart = false;
        Job job = job();
        request(job, 0, 10, 600_000, 10, 20, 10, 500_000, 10);
        demand(job).moveTo(500_005);
        serve(job);
        assertThat(file.asked.subList(1, file.asked.size()))
                .containsExactly("500005-500009", "600000-600009", "0-9", "20-29", "500000-500004");
        isRight(job, CONTENT);
    }

    @Test
    void a_position_ends_what_is_under_way() throws Exception {
        FakeTransport.Gate gate = file.gateAfter(70_000);
        Job job = job();
        request(job, 0, 900_000);
        job.resume();
        Eventually.reached(gate.reached);
        demand(job).moveTo(800_000);
        gate.open.countDown();
        rests(job, JobState.SUSPENDED);
        assertThat(file.asked.get(1)).matches("800000-899999,\\d+-799999");
        assertThat(filled(job)).containsExactly(range(0, 900_000));
        isRight(job, CONTENT);
    }

    @Test
    void a_cut_in_mid_range_keeps_what_has_come() throws Exception {
        file.cuts.add(150_000);
        Job job = job();
        request(job, 100, 300_000);
        serve(job);
        assertThat(job.errorCount()).isEqualTo(1);
        assertThat(file.asked).hasSize(2).last().isEqualTo("150100-300099");
        isRight(job, CONTENT);
    }

    @Test
    void a_suspended_job_keeps_what_has_come_and_is_asked_without_going_on() throws Exception {
        FakeTransport.Gate gate = file.gateAfter(150_000);
        Job job = job();
        request(job, 0, 300_000);
        job.resume();
        Eventually.becomes(() -> job.progress().bytesTransferred() >= 100_000, true);
        job.suspend();
        gate.open.countDown();
        request(job, 500_000, 10);
        long come = job.progress().bytesTransferred();
        assertThat(filled(job)).containsExactly(range(0, come));
        isRight(job, CONTENT);
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
        serve(job);
        assertThat(file.asked).hasSize(2).last().isEqualTo(come + "-299999,500000-500009");
    }

    @Test
    void a_cancelled_job_leaves_nothing() throws Exception {
        FakeTransport.Gate gate = file.gateAfter(150_000);
        Job job = job();
        request(job, 0, 300_000);
        job.resume();
        Eventually.reached(gate.reached);
        assertThat(job.cancel()).isEqualTo(HResult.S_OK);
        gate.open.countDown();
        JobPropertiesTest.refused(HResult.BG_E_INVALID_STATE, () -> request(job, 5, 5));
        JobPropertiesTest.refused(HResult.BG_E_INVALID_STATE, () -> demand(job).moveTo(5));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_change_on_the_server_drops_what_has_come_and_fetches_it_again() throws Exception {
        Job job = job();
        request(job, 0, 100, 1_000, 100);
        serve(job);
        file.change(OTHER, "v2");
        request(job, 700_000, 100);
        serve(job);
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
