package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.FileRange;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobEvent;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile6Vtbl;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.Recorder;
import io.github.bits4j.tests.support.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On-demand mode: IBackgroundCopyFile6 and IBackgroundCopyCallback3. */
class OnDemandRangesTest extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(300_000, 5);
    private static final byte[] OTHER = LoopbackServer.bytes(300_000, 6);

    private ServedFile remote;

    @BeforeEach
    void require() {
        session.require(Feature.FILE3);
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no IBackgroundCopyFile6");
        remote = session.server.file("/parts", CONTENT);
    }

    private BackgroundCopyJob job() {
        BackgroundCopyJob job = session.job(remote, "parts");
        job.properties().setOnDemand(true);
        return job;
    }

    private static BackgroundCopyFile file(BackgroundCopyJob job) {
        return job.files().getFirst();
    }

    /** With numbers that the typed API refuses itself. */
    private static int rawRequest(BackgroundCopyJob job, long... numbers) {
        return new RawInterface(file(job).pointer(), InterfaceIds.IBACKGROUND_COPY_FILE6).call((vtable, self, arena) ->
                IBackgroundCopyFile6Vtbl.RequestFileRanges.invoke(IBackgroundCopyFile6Vtbl.RequestFileRanges(vtable), self,
                        numbers.length / 2, RawInterface.ranges(arena, numbers)));
    }

    private static void request(BackgroundCopyJob job, FileRange... ranges) {
        file(job).requestRanges(List.of(ranges));
    }

    private static byte[] there(BackgroundCopyJob job, int from, int end) throws IOException {
        return Arrays.copyOfRange(Files.readAllBytes(file(job).temporaryName().orElseThrow()), from, end);
    }

    private void serve(BackgroundCopyJob job, FileRange... ranges) {
        request(job, ranges);
        job.resume();
        awaitState(job, JobState.SUSPENDED);
    }

    @Test
    void only_what_is_asked_for_comes_and_the_job_waits_for_more() throws Exception {
        BackgroundCopyJob job = job();
        assertThat(file(job).filledRanges()).isEmpty();
        serve(job, FileRange.of(200_000, 1_000));
        assertThat(file(job).filledRanges()).containsExactly(FileRange.of(200_000, 1_000));
        assertThat(there(job, 200_000, 201_000)).isEqualTo(Arrays.copyOfRange(CONTENT, 200_000, 201_000));
        serve(job, FileRange.of(0, 10), FileRange.of(200_500, 1_000));
        assertThat(file(job).filledRanges()).containsExactly(FileRange.of(0, 10), FileRange.of(200_000, 1_500));
        assertThat(job.progress().bytesTransferred()).isEqualTo(1_510);
        request(job, FileRange.from(0));
        file(job).updateDownloadPosition(250_000);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(file(job).filledRanges()).containsExactly(FileRange.of(0, 300_000));
        job.complete();
        assertThat(session.directory.resolve("parts")).hasBinaryContent(CONTENT);
        assertFails(service.invalidState(), () -> request(job, FileRange.of(0, 10)));
    }

    @Test
    void ranges_that_there_cannot_be_are_refused() {
        BackgroundCopyJob job = job();
        serve(job, FileRange.of(0, 10));
        assertFails(HResult.BG_E_INVALID_RANGE, () -> request(job, FileRange.of(299_999, 2)));
        if (service.isEmbedded()) { // not documented
            assertThat(rawRequest(job)).isEqualTo(HResult.E_INVALIDARG);
            assertThat(rawRequest(job, 5, 0)).isEqualTo(HResult.BG_E_INVALID_RANGE);
            assertFails(HResult.BG_E_INVALID_RANGE, () -> file(job).updateDownloadPosition(300_001));
        }
        BackgroundCopyJob upload = session.job(JobType.UPLOAD);
        Path source = session.directory.resolve("source");
        try {
            Files.writeString(source, "text");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        upload.addFile(session.server.uri("/up"), source);
        assertFails(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, () -> request(upload, FileRange.of(0, 1)));
        assertFails(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, () -> file(upload).updateDownloadPosition(1));
    }

    @Test
    void a_changed_file_is_not_mixed_with_what_had_come() throws Exception {
        BackgroundCopyJob job = job();
        serve(job, FileRange.of(0, 1_000));
        remote.changeContent(OTHER);
        serve(job, FileRange.of(100_000, 1_000));
        for (FileRange range : file(job).filledRanges()) {
            int from = (int) range.offset();
            int end = (int) range.end().orElseThrow();
            assertThat(there(job, from, end)).as("bytes of %s", range).isEqualTo(Arrays.copyOfRange(OTHER, from, end));
        }
        assertThat(file(job).filledRanges()).contains(FileRange.of(100_000, 1_000));
    }

    @Test
    void a_server_without_ranges_is_an_error() {
        remote.always(Fault.withoutRanges());
        BackgroundCopyJob job = job();
        request(job, FileRange.of(100, 10));
        job.resume();
        awaitState(job, JobState.ERROR);
        assertThat(job.readError()).hasValueSatisfying(
                error -> assertThat(error.hresultName()).isEqualTo("BG_E_INSUFFICIENT_RANGE_SUPPORT"));
        assertFails(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, () -> request(job, FileRange.of(100, 10)));
    }

    @Test
    void an_ordinary_job_fetches_first_what_is_asked_for() {
        Gate gate = new Gate();
        remote.onRequest(2, Fault.holdAfter(10_000, gate));
        BackgroundCopyJob job = session.job(remote, "parts");
        request(job, FileRange.of(250_000, 1_000));
        job.resume();
        Await.until("the range", () -> file(job).filledRanges().contains(FileRange.of(250_000, 1_000)));
        gate.open();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(session.directory.resolve("parts")).hasBinaryContent(CONTENT);
    }

    @Test
    void the_callback_is_told_of_ranges_before_the_file_and_the_job() {
        BackgroundCopyJob job = job();
        List<List<FileRange>> told = new CopyOnWriteArrayList<>();
        Recorder recorder = new Recorder() {
            @Override
            public int fileRangesTransferred(BackgroundCopyJob lentJob, BackgroundCopyFile file, List<FileRange> ranges) {
                assertThat(file.remoteName()).isEqualTo(remote.uri().toString());
                told.add(ranges);
                calls.add("FileRangesTransferred");
                return HResult.S_OK;
            }
        };
        job.setNotifyInterface(recorder);
        job.setNotifyFlags(EnumSet.of(
                NotifyFlag.FILE_RANGES_TRANSFERRED, NotifyFlag.FILE_TRANSFERRED, NotifyFlag.JOB_TRANSFERRED));
        serve(job, FileRange.of(100_000, 100));
        Await.until("the range", () -> told.equals(List.of(List.of(FileRange.of(100_000, 100)))));
        request(job, FileRange.from(0));
        job.resume();
        recorder.awaitCall("JobTransferred");
        assertThat(recorder.calls).startsWith("FileRangesTransferred").endsWith("FileTransferred", "JobTransferred");
        long bytes = told.stream().flatMap(List::stream).mapToLong(range -> range.length().orElseThrow()).sum();
        assertThat(bytes).as("each byte is told once").isEqualTo(300_000);
        session.complete(job);
    }

    @Test
    void the_listener_gets_an_event_with_the_ranges() {
        BackgroundCopyJob job = job();
        List<JobEvent> events = new CopyOnWriteArrayList<>();
        job.setNotifyInterface(events::add);
        job.setNotifyFlags(EnumSet.of(NotifyFlag.FILE_RANGES_TRANSFERRED));
        serve(job, FileRange.of(5, 10));
        Await.until("RangesTransferred", () -> events.stream().anyMatch(JobEvent.RangesTransferred.class::isInstance));
        assertThat(events).filteredOn(JobEvent.RangesTransferred.class::isInstance).first().isInstanceOfSatisfying(JobEvent.RangesTransferred.class, event -> {
            assertThat(event.job()).isSameAs(job);
            assertThat(event.origin()).isEqualTo(JobEvent.Origin.NOTIFICATION);
            assertThat(event.ranges()).containsExactly(FileRange.of(5, 10));
            try (BackgroundCopyFile file = event.file()) {
                assertThat(file.localName()).isEqualTo(session.directory.resolve("parts").toString());
            }
        });
    }
}
