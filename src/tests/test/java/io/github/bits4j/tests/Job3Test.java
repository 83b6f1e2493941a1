package io.github.bits4j.tests;

import static io.github.bits4j.tests.support.RawInterface.ranges;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.FileAclFlag;
import io.github.bits4j.FileRange;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** IBackgroundCopyJob3. */
class Job3Test extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(100_000, 5);

    @BeforeEach
    void require() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no IBackgroundCopyJob3");
        session.require(Feature.REMOTE_NAMES);
    }

    private static RawInterface job3(BackgroundCopyJob job) {
        return new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB3);
    }

    /** For what the typed API refuses itself. */
    private static int rawReplacePrefix(BackgroundCopyJob job, String oldPrefix, String newPrefix) {
        return job3(job).call((vtable, self, arena) -> IBackgroundCopyJob3Vtbl.ReplaceRemotePrefix.invoke(
                IBackgroundCopyJob3Vtbl.ReplaceRemotePrefix(vtable), self,
                WideString.allocate(arena, oldPrefix), WideString.allocate(arena, newPrefix)));
    }

    private Path parts() {
        return session.directory.resolve("parts");
    }

    /** For what the typed API refuses itself. */
    private int rawAddRanges(BackgroundCopyJob job, ServedFile file, long... numbers) {
        return job3(job).call((vtable, self, arena) -> IBackgroundCopyJob3Vtbl.AddFileWithRanges.invoke(
                IBackgroundCopyJob3Vtbl.AddFileWithRanges(vtable), self,
                WideString.allocate(arena, file.uri().toString()),
                WideString.allocate(arena, parts().toString()),
                numbers.length / 2, ranges(arena, numbers)));
    }

    @Test
    void remote_names_get_another_beginning() throws IOException {
        ServedFile moved = session.server.file("/new/file", CONTENT);
        BackgroundCopyJob job = session.job(session.server.uri("/old/file"), "file");
        String old = session.server.uri("/old/").toString();
        String other = session.server.uri("/new/").toString();
        assertThat(job.replaceRemotePrefix(session.server.uri("/OLD/").toString(), other)).isFalse();
        assertFails(HResult.E_INVALIDARG, () -> job.replaceRemotePrefix(old, "no URL"));
        assertThat(job.replaceRemotePrefix(old, other)).isTrue();
        assertThat(job.files().getFirst().remoteName()).isEqualTo(moved.uri().toString());
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(session.directory.resolve("file")).hasBinaryContent(CONTENT);
    }

    @Test
    void a_part_of_a_file_is_fetched() throws IOException {
        BackgroundCopyJob job = session.job();
        job.addFile(session.server.file("/part", CONTENT).uri(), parts(), List.of(FileRange.from(90_000)));
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(job.progress().bytesTransferred()).isEqualTo(10_000);
        job.complete();
        assertThat(Files.readAllBytes(parts()))
                .isEqualTo(Arrays.copyOfRange(CONTENT, 90_000, 100_000));
    }

    @Test
    void a_server_that_ignores_ranges_makes_an_error() {
        BackgroundCopyJob job = session.job();
        ServedFile file = session.server.file("/whole", CONTENT).always(Fault.withoutRanges());
        job.addFile(file.uri(), parts(), List.of(FileRange.from(90_000), FileRange.of(0, 100)));
        job.resume();
        awaitState(job, JobState.ERROR);
        assertThat(job.readError().orElseThrow().hresult()).isEqualTo(HResult.BG_E_INSUFFICIENT_RANGE_SUPPORT);
    }

    @Test
    void ranges_that_make_no_sense_are_refused() {
        BackgroundCopyJob job = session.job();
        ServedFile file = session.server.file("/parts", CONTENT);
        assertFails(HResult.BG_E_OVERLAPPING_RANGES,
                () -> job.addFile(file.uri(), parts(), List.of(FileRange.of(0, 10), FileRange.of(9, 10))));
        List<FileRange> many = IntStream.rangeClosed(0, 500).mapToObj(i -> FileRange.of(2L * i, 1)).toList();
        assertFails(HResult.BG_E_TOO_MANY_RANGES_IN_FILE, () -> job.addFile(file.uri(), parts(), many));
        assertThatThrownBy(() -> job.addFile(file.uri(), parts(), List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(rawAddRanges(job, file)).isEqualTo(HResult.E_INVALIDARG);
        assertThat(rawAddRanges(job, file, -1, 1)).isEqualTo(HResult.BG_E_INVALID_RANGE);
        assertThat(job.files()).isEmpty();
    }

    @Test
    void prefixes_that_make_no_sense_are_refused() {
        BackgroundCopyJob job = session.smallJob();
        assertThatThrownBy(() -> job.replaceRemotePrefix("", "http:")).hasMessage("oldPrefix: must not be empty");
        assertThatThrownBy(() -> job.replaceRemotePrefix("http:", "")).hasMessage("newPrefix: must not be empty");
        assertThatThrownBy(() -> job.replaceRemotePrefix("http:", "x".repeat(2_201))).hasMessageStartingWith("newPrefix: ");
        assertThat(rawReplacePrefix(job, "", "http:")).isEqualTo(HResult.E_INVALIDARG);
        assertThat(rawReplacePrefix(job, null, "http:")).isEqualTo(HResult.E_INVALIDARG);
        String remote = job.files().getFirst().remoteName();
        String tooLong = "http://" + "x".repeat(2_193);
        assertFails(HResult.E_INVALIDARG, () -> job.replaceRemotePrefix("http:", tooLong));
        assertThat(job.files().getFirst().remoteName()).isEqualTo(remote);
    }

    @Test
    void only_downloads_that_have_not_ended_get_other_names() {
        assertFails(HResult.E_NOTIMPL, () -> session.job(JobType.UPLOAD).replaceRemotePrefix("http:", "https:"));
        BackgroundCopyJob job = session.smallJob();
        job.cancel();
        assertFails(HResult.BG_E_INVALID_STATE, () -> job.replaceRemotePrefix("http:", "https:"));
    }

    @Test
    void acl_flags_are_kept_until_the_files_are_there() {
        BackgroundCopyJob job = session.smallJob();
        assertThat(job.ownership().fileAclFlags()).isEmpty();
        job.ownership().setFileAclFlags(EnumSet.of(FileAclFlag.DACL));
        assertThat(job.ownership().fileAclFlags()).containsExactly(FileAclFlag.DACL);
        job.ownership().setFileAclFlags(Set.of());
        assertThat(job.ownership().fileAclFlags()).isEmpty();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertFails(HResult.BG_E_INVALID_STATE, () -> job.ownership().setFileAclFlags(EnumSet.of(FileAclFlag.DACL)));
    }

    @Test
    void unknown_acl_flags_are_refused() {
        int hr = job3(session.job()).call((vtable, self, arena) -> IBackgroundCopyJob3Vtbl.SetFileACLFlags.invoke(
                IBackgroundCopyJob3Vtbl.SetFileACLFlags(vtable), self, 0x10));
        assertThat(hr).isEqualTo(HResult.E_INVALIDARG);
    }

    @Test
    void there_must_be_a_place_for_the_flags() {
        int hr = job3(session.job()).call((vtable, self, arena) -> IBackgroundCopyJob3Vtbl.GetFileACLFlags.invoke(
                IBackgroundCopyJob3Vtbl.GetFileACLFlags(vtable), self, MemorySegment.NULL));
        assertThat(hr).isNegative();
    }
}
