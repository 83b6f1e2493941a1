package io.github.bits4j.tests;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.FileRange;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobState;
import io.github.bits4j.PeerDownloadStats;
import io.github.bits4j.ResponseHeaders;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.bindings.bits.BITS_FILE_PROPERTY_VALUE;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile2Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile5Vtbl;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.ServiceTest;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** IBackgroundCopyFile2, 4, 5 and 6; 3 has a test of its own. */
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

    private static int setProperty(BackgroundCopyFile file, int id) {
        return file5(file).call((vtable, self, arena) -> IBackgroundCopyFile5Vtbl.SetProperty.invoke(
                IBackgroundCopyFile5Vtbl.SetProperty(vtable), self, id, BITS_FILE_PROPERTY_VALUE.allocate(arena)));
    }

    private void requireBits() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "not an interface of Delivery Optimization");
    }

    @Test
    void a_file_has_the_ranges_that_it_was_given() {
        session.require(Feature.FILE2);
        BackgroundCopyFile whole = session.smallJob().files().getFirst();
        assertThat(whole.ranges()).isEmpty();
        assertThat(file2(whole).getRanges(HResult.S_FALSE, (vtable, self, count, out) -> IBackgroundCopyFile2Vtbl.GetFileRanges
                .invoke(IBackgroundCopyFile2Vtbl.GetFileRanges(vtable), self, count, out))).isEmpty();
        requireBits();
        List<FileRange> ranges = List.of(FileRange.from(90_000), FileRange.of(0, 100));
        BackgroundCopyJob job = session.job();
        job.addFile(session.server.file("/parts", CONTENT).uri(), session.directory.resolve("parts"), ranges);
        assertThat(job.files().getFirst().ranges()).isEqualTo(ranges);
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
        assertFails(HResult.E_INVALIDARG, () -> file.setRemoteName(URI.create("no:url")));
        file.setRemoteName(there.uri());
        assertThat(file.remoteName()).isEqualTo(there.uri().toString());
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(session.directory.resolve("file")).hasBinaryContent(CONTENT);
        assertFails(service.invalidState(), () -> file.setRemoteName(there.uri()));
    }

    @Test
    void all_bytes_come_from_the_server() {
        session.require(Feature.FILE3);
        requireBits();
        BackgroundCopyJob job = session.smallJob();
        BackgroundCopyFile file = job.files().getFirst();
        assertThat(file.peerDownloadStats()).isEqualTo(new PeerDownloadStats(0, 0));
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(file.peerDownloadStats()).isEqualTo(new PeerDownloadStats(10_000, 0));
    }

    @Test
    void the_headers_of_the_last_response_can_be_read() {
        session.require(Feature.FILE3);
        BackgroundCopyJob job = session.job(
                session.server.file("/headers", CONTENT).always(Fault.header("X-Told", "so")), "file");
        BackgroundCopyFile file = job.files().getFirst();
        assertThat(file.responseHeaders()).isEmpty();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        ResponseHeaders headers = file.responseHeaders().orElseThrow();
        assertThat(headers.statusLine()).startsWith("HTTP/1.1 20");
        assertThat(headers.first("x-told")).contains("so");
        assertThat(headers.fields()).containsEntry("X-TOLD", List.of("so"));
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
        assertThat(file.filledRanges()).isEmpty();
        job.resume();
        gate.awaitReached();
        gate.open();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(file.filledRanges()).containsExactly(FileRange.of(0, 100_000));
    }

    @Test
    void what_cannot_be_is_refused_before_the_service_is_asked() {
        BackgroundCopyJob job = session.smallJob();
        BackgroundCopyFile file = job.files().getFirst();
        URI remote = session.server.uri("/x");
        assertThatIllegalArgumentException().isThrownBy(() -> job.addFile(remote, session.directory.resolve("x"), List.of()))
                .withMessage("ranges: must not be empty");
        assertThatIllegalArgumentException().isThrownBy(() -> file.requestRanges(List.of()))
                .withMessage("ranges: must not be empty");
        assertThatIllegalArgumentException().isThrownBy(() -> file.updateDownloadPosition(-1))
                .withMessage("offset: must not be negative, is -1");
        assertThatIllegalArgumentException().isThrownBy(() -> file.setRemoteName(URI.create("/relative")))
                .withMessageStartingWith("remote: must be absolute");
        assertThatIllegalArgumentException().isThrownBy(() -> FileRange.of(0, 0)).withMessageStartingWith("length: ");
        assertThatIllegalArgumentException().isThrownBy(() -> FileRange.of(2, Long.MAX_VALUE))
                .withMessageStartingWith("length: ");
        assertThatIllegalArgumentException().isThrownBy(() -> FileRange.from(-1)).withMessageStartingWith("offset: ");
        assertThat(job.files()).hasSize(1);
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
