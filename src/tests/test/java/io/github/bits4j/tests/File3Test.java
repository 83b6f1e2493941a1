package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.ErrorContext;
import io.github.bits4j.JobState;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.TransferError;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** IBackgroundCopyFile3: the temporary file, and whether its content is valid. */
class File3Test extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(100_000, 7);

    @BeforeEach
    void require() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no IBackgroundCopyFile3");
        session.require(Feature.FILE3);
    }

    @Test
    void the_bytes_can_be_read_while_they_come() throws Exception {
        Gate gate = new Gate();
        BackgroundCopyJob job = session.job(
                session.server.file("/held", CONTENT).always(Fault.holdAfter(50_000, gate)), "file");
        BackgroundCopyFile file = job.files().getFirst();
        if (service.isEmbedded()) { // when BITS makes the file is not documented
            assertThat(file.temporaryName()).isEmpty();
        }
        job.resume();
        gate.awaitReached();
        Path temporary = file.temporaryName().orElseThrow();
        assertThat(temporary).exists().hasParent(session.directory);
        gate.open();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(temporary).hasBinaryContent(CONTENT);
        job.complete();
        assertThat(temporary).doesNotExist();
        assertThatThrownBy(file::temporaryName).isInstanceOf(BackgroundCopyException.class);
    }

    @Test
    void a_file_is_validated_once_it_is_there() {
        BackgroundCopyJob job = session.smallJob();
        BackgroundCopyFile file = job.files().getFirst();
        assertFails(HResult.E_PENDING, () -> file.setValid(true));
        assertFails(HResult.E_PENDING, () -> file.setValid(false));
        assertThat(file.isValid()).isFalse();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(file.isValid()).isFalse();
        file.setValid(true);
        assertThat(file.isValid()).isTrue();
        assertThat(job.state()).isEqualTo(JobState.TRANSFERRED);
    }

    @Test
    void to_complete_is_to_validate() {
        BackgroundCopyJob job = session.smallJob();
        BackgroundCopyFile file = job.files().getFirst();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(file.isValid()).isTrue();
    }

    @Test
    void content_that_is_not_valid_is_fetched_again() throws IOException {
        byte[] wrong = LoopbackServer.bytes(100_000, 8);
        ServedFile remote = session.server.file("/validated", wrong);
        BackgroundCopyJob job = session.job(remote, "file");
        BackgroundCopyFile file = job.files().getFirst();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        file.setValid(false);
        assertThat(job.state()).isEqualTo(JobState.ERROR);
        TransferError error = job.readError().orElseThrow();
        assertThat(error.hresult()).isEqualTo(HResult.BG_E_VALIDATION_FAILED);
        if (service.isEmbedded()) {
            assertThat(error.context()).isEqualTo(ErrorContext.REMOTE_FILE);
        }
        assertThat(file.progress().bytesTransferred()).isZero();
        assertThat(file.isValid()).isFalse();
        assertFails(HResult.E_PENDING, () -> file.setValid(true));
        remote.changeContent(CONTENT);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(Files.readAllBytes(session.directory.resolve("file"))).isEqualTo(CONTENT);
    }

    @Test
    void nothing_comes_from_peers() {
        assertThat(session.smallJob().files().getFirst().isDownloadedFromPeer()).isFalse();
    }
}
