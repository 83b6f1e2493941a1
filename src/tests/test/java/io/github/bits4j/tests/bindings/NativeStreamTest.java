package io.github.bits4j.tests.bindings;

import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.FileRange;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.StreamObject;
import io.github.bits4j.com.Variant.Bool;
import io.github.bits4j.com.Variant.Unknown;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.tests.bindings.RawDownload.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream that is made in Java, written by the service in C: each method of IStream. */
class NativeStreamTest extends ServedByC {
    @Test
    void ranges_are_written_into_a_stream_made_in_java() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StreamObject stream = new StreamObject(Channels.newChannel(bytes));
        try (RawDownload download = RawDownload.create(manager)) {
            download.set(DODownloadProperty_StreamInterface(), new Unknown(stream.object().pointer()));
            download.set(DODownloadProperty_BlockingMode(), new Bool(true));
            assertThat(stream.object().release()).isEqualTo(1);
            assertThat(download.start(List.of(FileRange.of(70_000, 100_000), FileRange.of(3, 4)))).isZero();
            assertThat(download.status().state()).isEqualTo(DODownloadState_Transferred());
            assertThat(bytes.toByteArray()).startsWith(NativeServer.content(70_000, 100_000))
                    .endsWith(NativeServer.content(3, 4)).hasSize(100_004);
            assertThat(download.finish()).isZero();
            Await.until("the server to let go of the stream", () -> stream.object().addRef() == 0);
        }
    }

    @Test
    void every_method_of_a_stream_over_a_file_is_driven_by_c(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[] {1, 2, 3});
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.position(3);
            drive(channel, true);
        }
        assertThat(Files.readAllBytes(file)).startsWith(1, 2, 3).endsWith(NativeServer.content(0, NativeServer.CONTENT_SIZE))
                .hasSize(NativeServer.CONTENT_SIZE + 3);
    }

    @Test
    void every_method_of_a_stream_that_goes_forward_only_is_driven_by_c() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        drive(Channels.newChannel(bytes), false);
        assertThat(bytes.toByteArray()).isEqualTo(NativeServer.content(0, NativeServer.CONTENT_SIZE));
    }

    private void drive(WritableByteChannel channel, boolean seekable) throws IOException {
        StreamObject stream = new StreamObject(channel);
        server.driveStream(stream.object().pointer(), seekable);
        assertThat(stream.object().release()).isZero();
        assertThat(server.report().failures()).isEmpty();
        assertThat(server.report().missed()).isEmpty();
        assertThat(server.report().interfaces()).contains("ISequentialStream", "IStream");
    }

    @Test
    void a_stream_that_can_take_no_more_says_to_c_what_it_took() throws IOException {
        StreamObject stream = new StreamObject(new Full(1_000));
        server.driveFailingStream(stream.object().pointer(), 1_000);
        assertThat(stream.failure()).get().extracting(Throwable::getMessage).isEqualTo("full");
        assertThat(stream.object().release()).isZero();

        StreamObject small = new StreamObject(new Full(100_000));
        try (RawDownload download = RawDownload.create(manager)) {
            download.set(DODownloadProperty_StreamInterface(), new Unknown(small.object().pointer()));
            download.set(DODownloadProperty_BlockingMode(), new Bool(true));
            small.object().release();
            assertThat(download.start(List.of())).isEqualTo(HResult.STG_E_WRITEFAULT);
            assertThat(download.status()).isEqualTo(new Status(NativeServer.CONTENT_SIZE, 100_000, DODownloadState_Paused(),
                    HResult.STG_E_WRITEFAULT, 0));
        }
    }

    /** Takes so many bytes, and then fails. */
    private static final class Full implements WritableByteChannel {
        private int room;

        Full(int room) {
            this.room = room;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (room == 0) {
                throw new IOException("full");
            }
            int taken = Math.min(room, source.remaining());
            source.position(source.position() + taken);
            room -= taken;
            return taken;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
