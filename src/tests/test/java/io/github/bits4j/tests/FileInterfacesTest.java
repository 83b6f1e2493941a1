package io.github.bits4j.tests;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobState;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.bindings.bits.BITS_FILE_PROPERTY_VALUE;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile2Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile4Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile5Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile6Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob3Vtbl;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.ServiceTest;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** IBackgroundCopyFile2, 4, 5 and 6, which the typed API does not have yet; 3 has a test of its own. */
class FileInterfacesTest extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(100_000, 6);
    private static final int HTTP_RESPONSE_HEADERS = 1;

    private static RawInterface file2(BackgroundCopyFile file) {
        return new RawInterface(file.pointer(), InterfaceIds.IBACKGROUND_COPY_FILE2);
    }

    private static RawInterface file5(BackgroundCopyFile file) {
        return new RawInterface(file.pointer(), InterfaceIds.IBACKGROUND_COPY_FILE5);
    }

    private static RawInterface file6(BackgroundCopyFile file) {
        return new RawInterface(file.pointer(), InterfaceIds.IBACKGROUND_COPY_FILE6);
    }

    private static int setRemoteName(BackgroundCopyFile file, String name) {
        return file2(file).call((vtable, self, arena) -> IBackgroundCopyFile2Vtbl.SetRemoteName.invoke(
                IBackgroundCopyFile2Vtbl.SetRemoteName(vtable), self, WideString.allocate(arena, name)));
    }

    private static List<List<Long>> ranges(int hresult, BackgroundCopyFile file) {
        return file2(file).getRanges(hresult, (vtable, self, count, out) -> IBackgroundCopyFile2Vtbl.GetFileRanges.invoke(
                IBackgroundCopyFile2Vtbl.GetFileRanges(vtable), self, count, out));
    }

    private static List<List<Long>> filled(BackgroundCopyFile file) {
        return file6(file).getRanges(HResult.S_OK, (vtable, self, count, out) ->
                IBackgroundCopyFile6Vtbl.GetFilledFileRanges.invoke(
                        IBackgroundCopyFile6Vtbl.GetFilledFileRanges(vtable), self, count, out));
    }

    private static String headers(BackgroundCopyFile file) {
        return file5(file).getString((vtable, self, out) -> IBackgroundCopyFile5Vtbl.GetProperty.invoke(
                IBackgroundCopyFile5Vtbl.GetProperty(vtable), self, HTTP_RESPONSE_HEADERS, out));
    }

    private static int setProperty(BackgroundCopyFile file, int id) {
        return file5(file).call((vtable, self, arena) -> IBackgroundCopyFile5Vtbl.SetProperty.invoke(
                IBackgroundCopyFile5Vtbl.SetProperty(vtable), self, id, BITS_FILE_PROPERTY_VALUE.allocate(arena)));
    }

    private static List<Long> downloadStats(BackgroundCopyFile file) {
        RawInterface file4 = new RawInterface(file.pointer(), InterfaceIds.IBACKGROUND_COPY_FILE4);
        return file4.call((vtable, self, arena) -> {
            MemorySegment origin = arena.allocateFrom(JAVA_LONG, -1);
            MemorySegment peers = arena.allocateFrom(JAVA_LONG, -1);
            int hr = IBackgroundCopyFile4Vtbl.GetPeerDownloadStats.invoke(
                    IBackgroundCopyFile4Vtbl.GetPeerDownloadStats(vtable), self, origin, peers);
            assertThat(hr).isEqualTo(HResult.S_OK);
            return List.of(origin.get(JAVA_LONG, 0), peers.get(JAVA_LONG, 0));
        });
    }

    private void requireBits() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "not an interface of Delivery Optimization");
    }

    private BackgroundCopyFile fileWithRanges(BackgroundCopyJob job, ServedFile remote, long... numbers) {
        int hr = new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB3).call((vtable, self, arena) ->
                IBackgroundCopyJob3Vtbl.AddFileWithRanges.invoke(IBackgroundCopyJob3Vtbl.AddFileWithRanges(vtable), self,
                        WideString.allocate(arena, remote.uri().toString()),
                        WideString.allocate(arena, session.directory.resolve("parts").toString()),
                        numbers.length / 2, RawInterface.ranges(arena, numbers)));
        assertThat(hr).isEqualTo(HResult.S_OK);
        return job.files().getFirst();
    }

    @Test
    void a_file_has_the_ranges_that_it_was_given() {
        session.require(Feature.FILE2);
        assertThat(ranges(HResult.S_FALSE, session.smallJob().files().getFirst())).isEmpty();
        requireBits();
        BackgroundCopyFile parts = fileWithRanges(
                session.job(), session.server.file("/parts", CONTENT), 90_000, -1, 0, 100);
        assertThat(ranges(HResult.S_OK, parts)).containsExactly(List.of(90_000L, -1L), List.of(0L, 100L));
    }

    @Test
    void there_must_be_a_place_for_the_ranges() {
        session.require(Feature.FILE2);
        int hr = file2(session.smallJob().files().getFirst()).call((vtable, self, arena) ->
                IBackgroundCopyFile2Vtbl.GetFileRanges.invoke(IBackgroundCopyFile2Vtbl.GetFileRanges(vtable), self,
                        MemorySegment.NULL, arena.allocate(ADDRESS)));
        assertThat(hr).isNegative();
    }

    @Test
    void a_file_gets_another_remote_name() {
        session.require(Feature.FILE2);
        ServedFile there = session.server.file("/there", CONTENT);
        BackgroundCopyJob job = session.job(session.server.uri("/missing"), "file");
        BackgroundCopyFile file = job.files().getFirst();
        assertThat(setRemoteName(file, "no URL")).isEqualTo(HResult.E_INVALIDARG);
        assertThat(setRemoteName(file, there.uri().toString())).isEqualTo(HResult.S_OK);
        assertThat(file.remoteName()).isEqualTo(there.uri().toString());
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(session.directory.resolve("file")).hasBinaryContent(CONTENT);
        assertThat(setRemoteName(file, there.uri().toString())).isEqualTo(service.invalidState());
    }

    @Test
    void all_bytes_come_from_the_server() {
        session.require(Feature.FILE3);
        requireBits();
        BackgroundCopyJob job = session.smallJob();
        BackgroundCopyFile file = job.files().getFirst();
        assertThat(downloadStats(file)).containsExactly(0L, 0L);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(downloadStats(file)).containsExactly(10_000L, 0L);
    }

    @Test
    void the_headers_of_the_last_response_can_be_read() {
        session.require(Feature.FILE3);
        BackgroundCopyJob job = session.job(
                session.server.file("/headers", CONTENT).always(Fault.header("X-Told", "so")), "file");
        BackgroundCopyFile file = job.files().getFirst();
        assertThat(headers(file)).isEmpty();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(headers(file)).startsWith("HTTP/1.1 ").containsIgnoringCase("\r\nX-Told: so\r\n");
    }

    @Test
    void the_headers_cannot_be_set_and_there_is_no_other_property() {
        session.require(Feature.FILE3);
        boolean bits = service.kind() == ServiceKind.BITS;
        int unknown = bits ? HResult.BG_E_UNKNOWN_PROPERTY_ID : HResult.DO_E_UNKNOWN_PROPERTY_ID;
        BackgroundCopyFile file = session.smallJob().files().getFirst();
        assertThat(setProperty(file, HTTP_RESPONSE_HEADERS))
                .isEqualTo(bits ? HResult.BG_E_READ_ONLY_PROPERTY : HResult.DO_E_READ_ONLY_PROPERTY);
        assertThat(setProperty(file, 2)).isEqualTo(unknown);
        assertThat(file5(file).failure((vtable, self, out) -> IBackgroundCopyFile5Vtbl.GetProperty.invoke(
                IBackgroundCopyFile5Vtbl.GetProperty(vtable), self, 2, out))).isEqualTo(unknown);
    }

    @Test
    void what_has_come_of_a_file_is_told() throws Exception {
        session.require(Feature.FILE3);
        requireBits();
        Gate gate = new Gate();
        BackgroundCopyJob job = session.job(
                session.server.file("/held", CONTENT).always(Fault.holdAfter(50_000, gate)), "file");
        BackgroundCopyFile file = job.files().getFirst();
        assertThat(filled(file)).isEmpty();
        job.resume();
        gate.awaitReached();
        gate.open();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(filled(file)).containsExactly(List.of(0L, 100_000L));
    }

    @Test
    void nothing_is_fetched_on_demand() {
        Assumptions.assumeTrue(service.isEmbedded(), "BITS does");
        requireBits();
        BackgroundCopyFile file = session.smallJob().files().getFirst();
        int request = file6(file).call((vtable, self, arena) -> IBackgroundCopyFile6Vtbl.RequestFileRanges.invoke(
                IBackgroundCopyFile6Vtbl.RequestFileRanges(vtable), self, 1, RawInterface.ranges(arena, 0, 10)));
        assertThat(request).isEqualTo(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED);
        int update = file6(file).call((vtable, self, arena) -> IBackgroundCopyFile6Vtbl.UpdateDownloadPosition.invoke(
                IBackgroundCopyFile6Vtbl.UpdateDownloadPosition(vtable), self, 10L));
        assertThat(update).isEqualTo(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED);
    }

    @Test
    void delivery_optimization_has_three_interfaces_of_files() {
        Assumptions.assumeTrue(service.isEmbedded() && service.kind() == ServiceKind.DELIVERY_OPTIMIZATION,
                "of the embedded Delivery Optimization");
        BackgroundCopyFile file = session.smallJob().files().getFirst();
        for (Guid iid : List.of(InterfaceIds.IBACKGROUND_COPY_FILE3, InterfaceIds.IBACKGROUND_COPY_FILE4,
                InterfaceIds.IBACKGROUND_COPY_FILE6)) {
            assertThat(new RawInterface(file.pointer(), iid).exists()).isFalse();
        }
        assertThat(file5(file).failure((vtable, self, out) -> IBackgroundCopyFile5Vtbl.GetTemporaryName.invoke(
                IBackgroundCopyFile5Vtbl.GetTemporaryName(vtable), self, out))).isEqualTo(HResult.E_NOTIMPL);
    }
}
