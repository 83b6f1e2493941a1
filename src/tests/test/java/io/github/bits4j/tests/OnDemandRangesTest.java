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
import io.github.bits4j.bindings.bits.BITS_JOB_PROPERTY_VALUE;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile3Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile6Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob5Vtbl;
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

/** On-demand mode: IBackgroundCopyFile6, which the typed API does not have yet, and IBackgroundCopyCallback3. */
class OnDemandRangesTest extends ServiceTest {
    private static final int ON_DEMAND_MODE = 10;
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
        int hr = new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB5).call((vtable, self, arena) -> {
            var union = BITS_JOB_PROPERTY_VALUE.allocate(arena);
            BITS_JOB_PROPERTY_VALUE.Enable(union, 1);
            return IBackgroundCopyJob5Vtbl.SetProperty.invoke(
                    IBackgroundCopyJob5Vtbl.SetProperty(vtable), self, ON_DEMAND_MODE, union);
        });
        assertThat(hr).isEqualTo(HResult.S_OK);
        return job;
    }

    private static RawInterface file6(BackgroundCopyJob job) {
        return new RawInterface(job.files().getFirst().pointer(), InterfaceIds.IBACKGROUND_COPY_FILE6);
    }

    private static int request(BackgroundCopyJob job, long... numbers) {
        return file6(job).call((vtable, self, arena) -> IBackgroundCopyFile6Vtbl.RequestFileRanges.invoke(
                IBackgroundCopyFile6Vtbl.RequestFileRanges(vtable), self, numbers.length / 2,
                RawInterface.ranges(arena, numbers)));
    }

    private static int moveTo(BackgroundCopyJob job, long offset) {
        return file6(job).call((vtable, self, arena) -> IBackgroundCopyFile6Vtbl.UpdateDownloadPosition.invoke(
                IBackgroundCopyFile6Vtbl.UpdateDownloadPosition(vtable), self, offset));
    }

    private static List<List<Long>> filled(BackgroundCopyJob job) {
        return file6(job).getRanges(HResult.S_OK, (vtable, self, count, out) ->
                IBackgroundCopyFile6Vtbl.GetFilledFileRanges.invoke(
                        IBackgroundCopyFile6Vtbl.GetFilledFileRanges(vtable), self, count, out));
    }

    private static byte[] there(BackgroundCopyJob job, int from, int end) throws IOException {
        String name = new RawInterface(job.files().getFirst().pointer(), InterfaceIds.IBACKGROUND_COPY_FILE3)
                .getString((vtable, self, out) -> IBackgroundCopyFile3Vtbl.GetTemporaryName.invoke(
                        IBackgroundCopyFile3Vtbl.GetTemporaryName(vtable), self, out));
        return Arrays.copyOfRange(Files.readAllBytes(Path.of(name)), from, end);
    }

    private void serve(BackgroundCopyJob job, long... ranges) {
        assertThat(request(job, ranges)).isEqualTo(HResult.S_OK);
        job.resume();
        awaitState(job, JobState.SUSPENDED);
    }

    @Test
    void only_what_is_asked_for_comes_and_the_job_waits_for_more() throws Exception {
        BackgroundCopyJob job = job();
        assertThat(filled(job)).isEmpty();
        serve(job, 200_000, 1_000);
        assertThat(filled(job)).containsExactly(List.of(200_000L, 1_000L));
        assertThat(there(job, 200_000, 201_000)).isEqualTo(Arrays.copyOfRange(CONTENT, 200_000, 201_000));
        serve(job, 0, 10, 200_500, 1_000);
        assertThat(filled(job)).containsExactly(List.of(0L, 10L), List.of(200_000L, 1_500L));
        assertThat(job.progress().bytesTransferred()).isEqualTo(1_510);
        assertThat(request(job, 0, -1)).isEqualTo(HResult.S_OK);
        assertThat(moveTo(job, 250_000)).isEqualTo(HResult.S_OK);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(filled(job)).containsExactly(List.of(0L, 300_000L));
        job.complete();
        assertThat(session.directory.resolve("parts")).hasBinaryContent(CONTENT);
        assertThat(request(job, 0, 10)).isEqualTo(service.invalidState());
    }

    @Test
    void ranges_that_there_cannot_be_are_refused() {
        BackgroundCopyJob job = job();
        serve(job, 0, 10);
        assertThat(request(job, 299_999, 2)).isEqualTo(HResult.BG_E_INVALID_RANGE);
        if (service.isEmbedded()) { // not documented
            assertThat(request(job)).isEqualTo(HResult.E_INVALIDARG);
            assertThat(request(job, 5, 0)).isEqualTo(HResult.BG_E_INVALID_RANGE);
            assertThat(moveTo(job, 300_001)).isEqualTo(HResult.BG_E_INVALID_RANGE);
        }
        BackgroundCopyJob upload = session.job(JobType.UPLOAD);
        Path source = session.directory.resolve("source");
        try {
            Files.writeString(source, "text");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        upload.addFile(session.server.uri("/up"), source);
        assertThat(request(upload, 0, 1)).isEqualTo(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED);
        assertThat(moveTo(upload, 1)).isEqualTo(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED);
    }

    @Test
    void a_changed_file_is_not_mixed_with_what_had_come() throws Exception {
        BackgroundCopyJob job = job();
        serve(job, 0, 1_000);
        remote.changeContent(OTHER);
        serve(job, 100_000, 1_000);
        for (List<Long> range : filled(job)) {
            int from = range.get(0).intValue();
            int end = from + range.get(1).intValue();
            assertThat(there(job, from, end)).as("bytes of %s", range).isEqualTo(Arrays.copyOfRange(OTHER, from, end));
        }
        assertThat(filled(job)).contains(List.of(100_000L, 1_000L));
    }

    @Test
    void a_server_without_ranges_is_an_error() {
        remote.always(Fault.withoutRanges());
        BackgroundCopyJob job = job();
        assertThat(request(job, 100, 10)).isEqualTo(HResult.S_OK);
        job.resume();
        awaitState(job, JobState.ERROR);
        assertThat(job.readError()).hasValueSatisfying(
                error -> assertThat(error.hresultName()).isEqualTo("BG_E_INSUFFICIENT_RANGE_SUPPORT"));
        assertThat(request(job, 100, 10)).isEqualTo(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED);
    }

    @Test
    void an_ordinary_job_fetches_first_what_is_asked_for() {
        Gate gate = new Gate();
        remote.onRequest(2, Fault.holdAfter(10_000, gate));
        BackgroundCopyJob job = session.job(remote, "parts");
        assertThat(request(job, 250_000, 1_000)).isEqualTo(HResult.S_OK);
        job.resume();
        Await.until("the range", () -> filled(job).contains(List.of(250_000L, 1_000L)));
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
        serve(job, 100_000, 100);
        Await.until("the range", () -> told.equals(List.of(List.of(FileRange.of(100_000, 100)))));
        assertThat(request(job, 0, -1)).isEqualTo(HResult.S_OK);
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
        serve(job, 5, 10);
        Await.until("RangesTransferred", () -> !events.isEmpty());
        assertThat(events.getFirst()).isInstanceOfSatisfying(JobEvent.RangesTransferred.class, event -> {
            assertThat(event.job()).isSameAs(job);
            assertThat(event.origin()).isEqualTo(JobEvent.Origin.NOTIFICATION);
            assertThat(event.ranges()).containsExactly(FileRange.of(5, 10));
            try (BackgroundCopyFile file = event.file()) {
                assertThat(file.localName()).isEqualTo(session.directory.resolve("parts").toString());
            }
        });
    }
}
