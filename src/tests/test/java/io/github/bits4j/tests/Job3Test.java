package io.github.bits4j.tests;

import static io.github.bits4j.tests.support.RawInterface.ranges;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobState;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob3Vtbl;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.ServiceTest;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** IBackgroundCopyJob3, which the typed API does not have yet. */
class Job3Test extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(100_000, 5);
    private static final int EOF = -1;

    @BeforeEach
    void require() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no IBackgroundCopyJob3");
        session.require(Feature.REMOTE_NAMES);
    }

    private static RawInterface job3(BackgroundCopyJob job) {
        return new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB3);
    }

    private static int replacePrefix(BackgroundCopyJob job, String oldPrefix, String newPrefix) {
        return job3(job).call((vtable, self, arena) -> IBackgroundCopyJob3Vtbl.ReplaceRemotePrefix.invoke(
                IBackgroundCopyJob3Vtbl.ReplaceRemotePrefix(vtable), self,
                WideString.allocate(arena, oldPrefix), WideString.allocate(arena, newPrefix)));
    }

    private int addRanges(BackgroundCopyJob job, ServedFile file, long... numbers) {
        return job3(job).call((vtable, self, arena) -> IBackgroundCopyJob3Vtbl.AddFileWithRanges.invoke(
                IBackgroundCopyJob3Vtbl.AddFileWithRanges(vtable), self,
                WideString.allocate(arena, file.uri().toString()),
                WideString.allocate(arena, session.directory.resolve("parts").toString()),
                numbers.length / 2, ranges(arena, numbers)));
    }

    private static int setAclFlags(BackgroundCopyJob job, int flags) {
        return job3(job).call((vtable, self, arena) -> IBackgroundCopyJob3Vtbl.SetFileACLFlags.invoke(
                IBackgroundCopyJob3Vtbl.SetFileACLFlags(vtable), self, flags));
    }

    private static int aclFlags(BackgroundCopyJob job) {
        return job3(job).getInt((vtable, self, out) -> IBackgroundCopyJob3Vtbl.GetFileACLFlags.invoke(
                IBackgroundCopyJob3Vtbl.GetFileACLFlags(vtable), self, out));
    }

    @Test
    void remote_names_get_another_beginning() throws IOException {
        ServedFile moved = session.server.file("/new/file", CONTENT);
        BackgroundCopyJob job = session.job(session.server.uri("/old/file"), "file");
        String old = session.server.uri("/old/").toString();
        String other = session.server.uri("/new/").toString();
        assertThat(replacePrefix(job, session.server.uri("/OLD/").toString(), other)).isEqualTo(HResult.S_FALSE);
        assertThat(replacePrefix(job, "", other)).isEqualTo(HResult.E_INVALIDARG);
        assertThat(replacePrefix(job, old, "no URL")).isEqualTo(HResult.E_INVALIDARG);
        assertThat(replacePrefix(job, null, other)).isEqualTo(HResult.E_INVALIDARG);
        assertThat(replacePrefix(job, old, other)).isEqualTo(HResult.S_OK);
        assertThat(job.files().getFirst().remoteName()).isEqualTo(moved.uri().toString());
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(session.directory.resolve("file")).hasBinaryContent(CONTENT);
    }

    @Test
    void a_part_of_a_file_is_fetched() throws IOException {
        BackgroundCopyJob job = session.job();
        assertThat(addRanges(job, session.server.file("/part", CONTENT), 90_000, EOF)).isEqualTo(HResult.S_OK);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(job.progress().bytesTransferred()).isEqualTo(10_000);
        job.complete();
        assertThat(Files.readAllBytes(session.directory.resolve("parts")))
                .isEqualTo(Arrays.copyOfRange(CONTENT, 90_000, 100_000));
    }

    @Test
    void a_server_that_ignores_ranges_makes_an_error() {
        BackgroundCopyJob job = session.job();
        ServedFile file = session.server.file("/whole", CONTENT).always(Fault.withoutRanges());
        assertThat(addRanges(job, file, 90_000, EOF, 0, 100)).isEqualTo(HResult.S_OK);
        job.resume();
        awaitState(job, JobState.ERROR);
        assertThat(job.readError().orElseThrow().hresult()).isEqualTo(HResult.BG_E_INSUFFICIENT_RANGE_SUPPORT);
    }

    @Test
    void ranges_that_make_no_sense_are_refused() {
        BackgroundCopyJob job = session.job();
        ServedFile file = session.server.file("/parts", CONTENT);
        assertThat(addRanges(job, file)).isEqualTo(HResult.E_INVALIDARG);
        assertThat(addRanges(job, file, EOF, 1)).isEqualTo(HResult.BG_E_INVALID_RANGE);
        assertThat(addRanges(job, file, 0, 10, 9, 10)).isEqualTo(HResult.BG_E_OVERLAPPING_RANGES);
        assertThat(addRanges(job, file, new long[2 * 501])).isEqualTo(HResult.BG_E_TOO_MANY_RANGES_IN_FILE);
        assertThat(job.files()).isEmpty();
    }

    @Test
    void acl_flags_are_kept_until_the_files_are_there() {
        BackgroundCopyJob job = session.smallJob();
        assertThat(aclFlags(job)).isZero();
        assertThat(setAclFlags(job, 0x10)).isEqualTo(HResult.E_INVALIDARG);
        assertThat(setAclFlags(job, 4)).isEqualTo(HResult.S_OK);
        assertThat(aclFlags(job)).isEqualTo(4);
        assertThat(setAclFlags(job, 0)).isEqualTo(HResult.S_OK);
        assertThat(aclFlags(job)).isZero();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(setAclFlags(job, 4)).isEqualTo(HResult.BG_E_INVALID_STATE);
    }

    @Test
    void there_must_be_a_place_for_the_flags() {
        int hr = job3(session.job()).call((vtable, self, arena) -> IBackgroundCopyJob3Vtbl.GetFileACLFlags.invoke(
                IBackgroundCopyJob3Vtbl.GetFileACLFlags(vtable), self, MemorySegment.NULL));
        assertThat(hr).isNegative();
    }
}
