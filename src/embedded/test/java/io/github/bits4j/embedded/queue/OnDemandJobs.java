package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.embedded.transfer.FileRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Base of tests of jobs in on-demand mode. */
abstract class OnDemandJobs {
    static final byte[] CONTENT = ServedJobs.content(1, 1_000_000);
    static final byte[] OTHER = ServedJobs.content(2, 900_000);

    @TempDir
    Path directory;

    ServedJobs jobs;
    final PartServer file = new PartServer(CONTENT);

    @BeforeEach
    void open() throws IOException {
        jobs = new ServedJobs(directory);
        jobs.server.replies(file);
    }

    @AfterEach
    void close() throws IOException {
        jobs.close();
    }

    Job job() {
        Job job = jobs.job("a");
        job.properties().setOnDemand(true);
        return job;
    }

    static FileDemand demand(Job job) {
        return job.content(job.files().getFirst()).demand();
    }

    static void request(Job job, long... numbers) {
        List<FileRange> ranges = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            ranges.add(new FileRange(numbers[i], numbers[i + 1]));
        }
        demand(job).request(ranges);
    }

    static List<FileRange> filled(Job job) {
        return job.content(job.files().getFirst()).ranges();
    }

    /** Resumes, and waits until the job has nothing to do any more. */
    static void serve(Job job) throws InterruptedException {
        job.resume();
        rests(job, JobState.SUSPENDED);
    }

    static void rests(Job job, JobState state) throws InterruptedException {
        Eventually.becomes(() -> switch (job.state()) {
            case SUSPENDED, TRANSFERRED, ERROR -> true;
            default -> false;
        }, true);
        assertThat(job.state()).as(() -> "error " + (job.state() == JobState.ERROR ? job.error() : "none")).isEqualTo(state);
    }

    /** The bytes that are said to be there are those of the content. */
    static void isRight(Job job, byte[] content) throws IOException {
        byte[] there = Files.readAllBytes(job.content(job.files().getFirst()).temporaryName());
        for (FileRange range : filled(job)) {
            assertThat(Arrays.equals(there, (int) range.offset(), (int) range.end(), content, (int) range.offset(),
                    (int) range.end())).as("bytes of " + range).isTrue();
        }
    }

    static FileRange range(long offset, long length) {
        return new FileRange(offset, length);
    }
}
