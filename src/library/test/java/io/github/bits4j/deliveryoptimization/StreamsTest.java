package io.github.bits4j.deliveryoptimization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsTest {
    @TempDir
    Path directory;

    @Test
    void what_is_written_has_left_the_buffer_of_the_stream() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WritableByteChannel channel = FlushingChannel.of(new BufferedOutputStream(bytes));
        ByteBuffer source = ByteBuffer.wrap(new byte[] {1, 2, 3});
        assertThat(channel.write(source)).isEqualTo(3);
        assertThat(source.hasRemaining()).isFalse();
        assertThat(bytes.toByteArray()).containsExactly(1, 2, 3);
        assertThat(channel.isOpen()).isTrue();
        channel.close();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_files_stream_can_be_positioned() throws Exception {
        try (FileOutputStream stream = new FileOutputStream(directory.resolve("file").toFile());
                WritableByteChannel channel = FlushingChannel.of(stream)) {
            assertThat(channel).isInstanceOf(FileChannel.class);
        }
    }

    @Test
    void a_certificate_is_one_element_of_a_store() {
        assertThat(CertificateContext.of(new byte[] {7, 8})).containsExactly(32, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 7, 8);
    }
}
