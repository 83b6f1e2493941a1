package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients are told of ranges that have come. */
class RangeNewsTest {
    private static final int RANGES = 0x20;
    private static final byte[] CONTENT = ServedJobs.content(1, 1_000_000);

    @TempDir
    Path directory;

    private ServedJobs jobs;
    private Job job;
    private final PartServer file = new PartServer(CONTENT);
    private final RecordingTarget target = new RecordingTarget();

    @BeforeEach
    void open() throws IOException {
        jobs = new ServedJobs(directory);
        jobs.server.replies(file);
        job = jobs.job("a");
        job.properties().setOnDemand(true);
        job.setNotifyFlags(RANGES | 0x11);
    }

    @AfterEach
    void close() throws IOException {
        jobs.close();
        assertThat(target.violations).isEmpty();
    }

    private void serve(long offset, long length) throws InterruptedException {
        job.content(job.files().getFirst()).demand().request(List.of(new FileRange(offset, length)));
        job.resume();
        Eventually.becomes(() -> job.state() == JobState.SUSPENDED || job.state() == JobState.TRANSFERRED, true);
    }

    @Test
    void each_range_is_told_once_and_only_the_new_part() throws Exception {
        job.setNotifyTarget(target);
        serve(100, 100);
        Eventually.becomes(() -> List.copyOf(target.calls), List.of("ranges:a 100+100"));
        serve(50, 100);
        Eventually.becomes(() -> List.copyOf(target.calls), List.of("ranges:a 100+100", "ranges:a 50+50"));
        serve(60, 10);
        Thread.sleep(50);
        assertThat(target.calls).hasSize(2);
    }

    @Test
    void the_ranges_are_told_before_the_file_and_the_file_before_the_job() throws Exception {
        job.properties().setMinimumNotificationInterval(100_000);
        job.setNotifyTarget(target);
        serve(0, 10);
        Eventually.becomes(target.calls::size, 1);
        serve(500_000, FileRange.TO_EOF);
        serve(10, 499_990);
        Eventually.becomes(() -> target.calls.contains("transferred"), true);
        assertThat(target.calls.getFirst()).isEqualTo("ranges:a 0+10");
        assertThat(target.calls).endsWith("file:a", "transferred");
        long told = target.calls.subList(0, target.calls.size() - 2).stream()
                .flatMap(call -> Arrays.stream(call.split(" ")).skip(1))
                .mapToLong(range -> Long.parseLong(range.substring(range.indexOf('+') + 1))).sum();
        assertThat(told).isEqualTo(1_000_000);
    }

    @Test
    void during_a_transfer_ranges_are_told_at_intervals() throws Exception {
        job.properties().setMinimumNotificationInterval(100_000);
        FakeTransport.Gate gate = file.gateAfter(600_000);
        job.setNotifyTarget(target);
        job.content(job.files().getFirst()).demand().request(List.of(new FileRange(0, 700_000)));
        job.resume();
        Eventually.becomes(() -> job.progress().bytesTransferred() == 600_000 && !target.calls.isEmpty(), true);
        assertThat(target.calls).hasSize(1);
        gate.open.countDown();
        Eventually.becomes(target.calls::size, 2);
        assertThat(target.calls.get(1)).endsWith("+" + (700_000 - Long.parseLong(target.calls.get(0).split("\\+")[1])));
    }

    @Test
    void what_is_told_is_in_the_file_and_among_the_filled_ranges() throws Exception {
        List<String> wrong = new CopyOnWriteArrayList<>();
        job.properties().setMinimumNotificationInterval(0);
        job.setNotifyTarget(new RecordingTarget() {
            @Override
            public int fileRangesTransferred(Job job, JobFile told, List<FileRange> ranges) {
                try {
                    byte[] there = Files.readAllBytes(job.content(told).temporaryName());
                    for (FileRange range : ranges) {
                        int from = (int) range.offset();
                        int end = (int) range.end();
                        if (!Arrays.equals(there, from, end, CONTENT, from, end)) {
                            wrong.add("bytes of " + range);
                        }
                        if (job.content(told).ranges().stream().noneMatch(all -> all.offset() <= from && all.end() >= end)) {
                            wrong.add("not filled: " + range);
                        }
                    }
                } catch (IOException | RuntimeException failure) {
                    wrong.add(failure.toString());
                }
                return super.fileRangesTransferred(job, told, ranges);
            }
        });
        serve(300_000, 500_000);
        serve(0, 100_000);
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_refusal_is_not_repeated() throws Exception {
        job.setNotifyTarget(target.answering(_ -> HResult.E_FAIL));
        serve(0, 10);
        Eventually.becomes(target.calls::size, 1);
        Thread.sleep(100);
        assertThat(target.calls).hasSize(1);
    }

    @Test
    void without_the_flag_nothing_is_told_and_with_it_what_has_come_before() throws Exception {
        job.setNotifyFlags(0x11);
        job.setNotifyTarget(target);
        serve(0, 10);
        Thread.sleep(50);
        assertThat(target.calls).isEmpty();
        job.setNotifyFlags(RANGES);
        Eventually.becomes(() -> List.copyOf(target.calls), List.of("ranges:a 0+10"));
    }

    @Test
    void what_has_come_of_a_file_that_is_no_more_is_not_told() throws Exception {
        serve(0, 10);
        file.change(ServedJobs.content(2, 500_000), "v2");
        serve(20, 10);
        job.setNotifyTarget(target);
        Eventually.becomes(target.calls::size, 1);
        assertThat(target.calls.getFirst()).isEqualTo("ranges:a 0+10 20+10");
    }
}
