package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.ErrorContext;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobState;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.TransferError;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile3Vtbl;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.ServiceTest;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** IBackgroundCopyFile3, which the typed API does not have yet: the temporary file, and whether its content is valid. */
class File3Test extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(100_000, 7);

    @BeforeEach
    void require() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no IBackgroundCopyFile3");
        session.require(Feature.FILE3);
    }

    private static RawInterface file3(BackgroundCopyFile file) {
        return new RawInterface(file.pointer(), InterfaceIds.IBACKGROUND_COPY_FILE3);
    }

    private static int validate(BackgroundCopyFile file, boolean valid) {
        return file3(file).call((vtable, self, arena) -> IBackgroundCopyFile3Vtbl.SetValidationState.invoke(
                IBackgroundCopyFile3Vtbl.SetValidationState(vtable), self, valid ? 1 : 0));
    }

    private static boolean isValid(BackgroundCopyFile file) {
        return file3(file).getInt((vtable, self, out) -> IBackgroundCopyFile3Vtbl.GetValidationState.invoke(
                IBackgroundCopyFile3Vtbl.GetValidationState(vtable), self, out)) != 0;
    }

    private static int temporaryName(MemorySegment vtable, MemorySegment self, MemorySegment out) {
        return IBackgroundCopyFile3Vtbl.GetTemporaryName.invoke(
                IBackgroundCopyFile3Vtbl.GetTemporaryName(vtable), self, out);
    }

    @Test
    void the_bytes_can_be_read_while_they_come() throws Exception {
        Gate gate = new Gate();
        BackgroundCopyJob job = session.job(
                session.server.file("/held", CONTENT).always(Fault.holdAfter(50_000, gate)), "file");
        BackgroundCopyFile file = job.files().getFirst();
        if (service.isEmbedded()) { // when BITS makes the file is not documented
            assertThat(file3(file).failure(File3Test::temporaryName)).isEqualTo(HResult.E_PENDING);
        }
        job.resume();
        gate.awaitReached();
        Path temporary = Path.of(file3(file).getString(File3Test::temporaryName));
        assertThat(temporary).exists().hasParent(session.directory);
        gate.open();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(temporary).hasBinaryContent(CONTENT);
        job.complete();
        assertThat(temporary).doesNotExist();
        assertThat(file3(file).failure(File3Test::temporaryName)).isNegative();
    }

    @Test
    void a_file_is_validated_once_it_is_there() {
        BackgroundCopyJob job = session.smallJob();
        BackgroundCopyFile file = job.files().getFirst();
        assertThat(validate(file, true)).isEqualTo(HResult.E_PENDING);
        assertThat(validate(file, false)).isEqualTo(HResult.E_PENDING);
        assertThat(isValid(file)).isFalse();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(isValid(file)).isFalse();
        assertThat(validate(file, true)).isEqualTo(HResult.S_OK);
        assertThat(isValid(file)).isTrue();
        assertThat(job.state()).isEqualTo(JobState.TRANSFERRED);
    }

    @Test
    void to_complete_is_to_validate() {
        BackgroundCopyJob job = session.smallJob();
        BackgroundCopyFile file = job.files().getFirst();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(isValid(file)).isTrue();
    }

    @Test
    void content_that_is_not_valid_is_fetched_again() throws IOException {
        byte[] wrong = LoopbackServer.bytes(100_000, 8);
        ServedFile remote = session.server.file("/validated", wrong);
        BackgroundCopyJob job = session.job(remote, "file");
        BackgroundCopyFile file = job.files().getFirst();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(validate(file, false)).isEqualTo(HResult.S_OK);
        assertThat(job.state()).isEqualTo(JobState.ERROR);
        TransferError error = job.readError().orElseThrow();
        assertThat(error.hresult()).isEqualTo(HResult.BG_E_VALIDATION_FAILED);
        if (service.isEmbedded()) {
            assertThat(error.context()).isEqualTo(ErrorContext.REMOTE_FILE);
        }
        assertThat(file.progress().bytesTransferred()).isZero();
        assertThat(isValid(file)).isFalse();
        assertThat(validate(file, true)).isEqualTo(HResult.E_PENDING);
        remote.changeContent(CONTENT);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(Files.readAllBytes(session.directory.resolve("file"))).isEqualTo(CONTENT);
    }

    @Test
    void nothing_comes_from_peers() {
        assertThat(file3(session.smallJob().files().getFirst()).getInt((vtable, self, out) ->
                IBackgroundCopyFile3Vtbl.IsDownloadedFromPeer.invoke(
                        IBackgroundCopyFile3Vtbl.IsDownloadedFromPeer(vtable), self, out))).isZero();
    }
}
