package io.github.bits4j.embedded.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.ErrorContext;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class LocalFailuresTest {
    @Test
    void aFullDiskIsToldApart() {
        assertThat(code(new IOException("No space left on device"))).isEqualTo(0x80070070);
        assertThat(code(new FileSystemException("f", null, "There is not enough space on the disk")))
                .isEqualTo(0x80070070);
        assertThat(code(new IOException("Input/output error"))).isEqualTo(0x8007001D);
        assertThat(code(new AccessDeniedException("f"))).isEqualTo(0x80070005);
    }

    @Test
    void aReadOnlyDiskIsToldApart() {
        assertThat(code(new FileSystemException("f", null, "Read-only file system"))).isEqualTo(0x80070013);
        assertThat(code(new IOException("The media is write protected"))).isEqualTo(0x80070013);
    }

    @Test
    void aWrapperIsWhatIsInIt() {
        assertThat(code(new IOException("told on", new NoSuchFileException("f")))).isEqualTo(0x80070003);
        assertThat(code(new IOException("told on", new IOException("No space left on device")))).isEqualTo(0x80070070);
    }

    private static int code(IOException cause) {
        TransferFailure failure = LocalFailures.of("write", cause);
        assertThat(failure.context()).isEqualTo(ErrorContext.LOCAL_FILE);
        assertThat(failure.isPassing()).isFalse();
        return failure.hresult();
    }
}
