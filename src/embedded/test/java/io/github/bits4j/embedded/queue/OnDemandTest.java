package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Jobs in on-demand mode: what is asked for comes, and nothing else. */
class OnDemandTest extends OnDemandJobs {

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
}
