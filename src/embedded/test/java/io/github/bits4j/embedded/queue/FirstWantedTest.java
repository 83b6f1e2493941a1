package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that fetch whole files, of which some part is wanted before the rest. */
class FirstWantedTest {
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

    private static FileContent content(Job job, int index) {
        return job.content(job.files().get(index));
    }

    private static void request(Job job, int index, long offset, long length) {
        content(job, index).demand().request(List.of(new FileRange(offset, length)));
    }

    @Test
    void what_is_asked_for_comes_first_and_then_the_rest() throws Exception {
        Job job = jobs.job("a");
        request(job, 0, 500_000, 1_000);
        job.resume();
        jobs.completesWith(job, CONTENT);
        assertThat(file.asked).containsExactly("500000-500999", "0-499999", "501000-999999");
    }

    @Test
    void the_position_is_where_the_rest_begins() throws Exception {
        Job job = jobs.job("a");
        content(job, 0).demand().moveTo(700_000);
        job.resume();
        jobs.completesWith(job, CONTENT);
        assertThat(file.asked).containsExactly("700000-", "0-699999");
    }

    @Test
    void a_transfer_from_the_beginning_gives_way_and_keeps_what_has_come() throws Exception {
        FakeTransport.Gate gate = file.gateAfter(200_000);
        Job job = jobs.job("a");
        job.resume();
        Eventually.becomes(() -> job.progress().bytesTransferred(), 200_000L);
        request(job, 0, 900_000, 1_000);
        assertThat(content(job, 0).ranges().getFirst().offset()).isZero();
        assertThat(content(job, 0).ranges().getFirst().length()).isGreaterThanOrEqualTo(200_000);
        gate.open.countDown();
        jobs.completesWith(job, CONTENT);
        assertThat(file.asked).containsExactly("all", "900000-900999", "200000-899999", "901000-999999");
        assertThat(job.errorCount()).isZero();
    }

    @Test
    void a_request_ends_what_nobody_asked_for() throws Exception {
        Job job = jobs.job("a");
        content(job, 0).demand().moveTo(1);
        FakeTransport.Gate gate = file.gateAfter(300_000);
        job.resume();
        Eventually.reached(gate.reached);
        request(job, 0, 900_000, 1_000);
        gate.open.countDown();
        jobs.completesWith(job, CONTENT);
        assertThat(file.asked).startsWith("1-", "900000-900999");
    }

    @Test
    void the_file_of_which_something_is_asked_for_comes_first() throws Exception {
        FakeTransport.Gate gate = file.gateAfter(200_000);
        Job job = jobs.job("a");
        job.addFile(jobs.server.url("/b"), jobs.file("b").toString());
        job.resume();
        Eventually.reached(gate.reached);
        request(job, 1, 5_000, 10);
        gate.open.countDown();
        jobs.completesWith(job, CONTENT);
        assertThat(jobs.file("b")).hasBinaryContent(CONTENT);
        assertThat(file.asked.subList(0, 2)).containsExactly("all", "5000-5009");
        assertThat(jobs.server.requests.get(2).path()).isEqualTo("/a");
    }

    @Test
    void a_server_without_ranges_gives_the_whole_file() throws Exception {
        file.ranges = false;
        Job job = jobs.job("a");
        request(job, 0, 500_000, 1_000);
        request(job, 0, 10, 10);
        job.resume();
        jobs.completesWith(job, CONTENT);
        assertThat(job.errorCount()).isZero();
    }

    @Test
    void a_file_that_cannot_be_known_again_comes_in_one_piece() throws Exception {
        file.validator = "X-None: 1";
        Job job = jobs.job("a");
        request(job, 0, 500_000, 1_000);
        job.resume();
        jobs.completesWith(job, CONTENT);
        assertThat(file.asked).containsExactly("500000-500999", "0-");
    }

    @Test
    void a_changed_file_is_fetched_anew() throws Exception {
        FakeTransport.Gate gate = file.gateAfter(500);
        Job job = jobs.job("a");
        request(job, 0, 500_000, 1_000);
        job.resume();
        Eventually.reached(gate.reached);
        file.change(OTHER, "v2");
        gate.open.countDown();
        jobs.completesWith(job, OTHER);
    }

    @Test
    void what_cannot_come_in_parts_is_refused() throws Exception {
        Job local = jobs.empty();
        local.addFile(jobs.file("x").toUri().toString(), jobs.file("b").toString());
        Job dynamic = jobs.job("c");
        dynamic.properties().setDynamicContent(true);
        Job posted = jobs.job("d");
        posted.http().setMethod("POST");
        Job parts = jobs.empty();
        parts.addFileWithRanges(jobs.server.url("/e"), jobs.file("e").toString(), List.of(new FileRange(0, 100)));
        for (Job job : List.of(local, dynamic, posted, parts)) {
            JobPropertiesTest.refused(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, () -> request(job, 0, 0, 5));
            JobPropertiesTest.refused(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, () -> content(job, 0).demand().moveTo(5));
        }
        JobPropertiesTest.refused(HResult.E_INVALIDARG, () -> request0(jobs.job("f")));
    }

    private static void request0(Job job) {
        content(job, 0).demand().request(List.of());
    }

    @Test
    void a_job_with_a_failed_attempt_goes_on() throws Exception {
        file.cuts.add(500);
        Job job = jobs.job("a");
        request(job, 0, 500_000, 1_000);
        job.resume();
        ServedJobs.settles(job, JobState.TRANSFERRED);
        assertThat(job.errorCount()).isEqualTo(1);
        assertThat(file.asked).startsWith("500000-500999", "500500-500999");
        jobs.completesWith(job, CONTENT);
    }
}
