package io.github.bits4j.com;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.bits4j.bindings.com.IStreamVtbl;
import io.github.bits4j.bindings.com.LARGE_INTEGER;
import io.github.bits4j.bindings.com.STATSTG;
import io.github.bits4j.bindings.com.ULARGE_INTEGER;
import io.github.bits4j.bindings.com.com_h;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The IStream that is made in Java, called through its vtable as native code calls it. */
class StreamObjectTest {
    private static final MemorySegment NULL = MemorySegment.NULL;

    private final Arena arena = Arena.ofShared();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        arena.close();
    }

    private record Client(ComObject object, Arena arena) {
        MemorySegment vtable() {
            return self().get(NativeFunction.POINTER, 0);
        }

        MemorySegment self() {
            return object.pointer();
        }

        int write(String text, MemorySegment written) {
            MemorySegment buffer = arena.allocateFrom(text);
            return IStreamVtbl.Write.invoke(IStreamVtbl.Write(vtable()), self(), buffer, text.length(), written);
        }

        int seek(long move, int origin, MemorySegment out) {
            MemorySegment by = arena.allocate(LARGE_INTEGER.layout());
            LARGE_INTEGER.QuadPart(by, move);
            return IStreamVtbl.Seek.invoke(IStreamVtbl.Seek(vtable()), self(), by, origin, out);
        }

        int setSize(long size) {
            return IStreamVtbl.SetSize.invoke(IStreamVtbl.SetSize(vtable()), self(), number(size));
        }

        MemorySegment number(long value) {
            MemorySegment number = arena.allocate(ULARGE_INTEGER.layout());
            ULARGE_INTEGER.QuadPart(number, value);
            return number;
        }

        long size() {
            MemorySegment stat = arena.allocate(STATSTG.layout());
            assertThat(IStreamVtbl.Stat.invoke(IStreamVtbl.Stat(vtable()), self(), stat, com_h.STATFLAG_NONAME())).isZero();
            assertThat(STATSTG.type(stat)).isEqualTo(com_h.STGTY_STREAM());
            return ULARGE_INTEGER.QuadPart(STATSTG.cbSize(stat));
        }
    }

    private Client client(WritableByteChannel channel) throws IOException {
        return new Client(new StreamObject(channel).object(), arena);
    }

    @Test
    void what_is_written_arrives_in_the_channel() throws IOException {
        Client client = client(Channels.newChannel(bytes));
        MemorySegment written = arena.allocate(ValueLayout.JAVA_INT);
        assertThat(client.write("Hello, ", written)).isZero();
        assertThat(written.get(ValueLayout.JAVA_INT, 0)).isEqualTo(7);
        assertThat(client.write("stream", NULL)).isZero();
        assertThat(bytes).hasToString("Hello, stream");
        assertThat(client.size()).isEqualTo(13);
        assertThat(client.object.release()).isZero();
    }

    @Test
    void a_channel_that_goes_forward_only_tells_its_position_and_refuses_another() throws IOException {
        Client client = client(Channels.newChannel(bytes));
        client.write("12345", NULL);
        MemorySegment position = arena.allocate(ValueLayout.JAVA_LONG);
        assertThat(client.seek(0, com_h.STREAM_SEEK_CUR(), position)).isZero();
        assertThat(position.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(5);
        assertThat(client.seek(5, com_h.STREAM_SEEK_SET(), NULL)).isZero();
        assertThat(client.seek(0, com_h.STREAM_SEEK_END(), NULL)).isZero();
        assertThat(client.seek(0, com_h.STREAM_SEEK_SET(), NULL)).isEqualTo(HResult.STG_E_INVALIDFUNCTION);
        assertThat(client.setSize(3)).isEqualTo(HResult.STG_E_INVALIDFUNCTION);
        assertThat(client.write("6", NULL)).isZero();
        assertThat(bytes).hasToString("123456");
        client.object.release();
    }

    @Test
    void a_file_is_positioned_truncated_and_extended(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "head");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.position(4);
            Client client = client(channel);
            client.write("abcdef", NULL);
            assertThat(client.seek(-4, com_h.STREAM_SEEK_CUR(), NULL)).isZero();
            client.write("XY", NULL);
            assertThat(client.setSize(5)).isZero();
            assertThat(client.size()).isEqualTo(5);
            assertThat(client.seek(0, com_h.STREAM_SEEK_END(), NULL)).isZero();
            client.write("!", NULL);
            assertThat(client.setSize(8)).isZero();
            assertThat(client.seek(-1, com_h.STREAM_SEEK_SET(), NULL)).isEqualTo(HResult.STG_E_INVALIDFUNCTION);
            assertThat(client.seek(0, 7, NULL)).isEqualTo(HResult.STG_E_INVALIDFUNCTION);
            assertThat(IStreamVtbl.Commit.invoke(IStreamVtbl.Commit(client.vtable()), client.self(), com_h.STGC_DEFAULT())).isZero();
            client.object.release();
        }
        assertThat(Files.readString(file)).isEqualTo("headabXYe!\0\0");
    }

    @Test
    void a_channel_that_fails_is_a_write_fault_and_its_exception_is_kept() throws IOException {
        WritableByteChannel broken = new WritableByteChannel() {
            @Override
            public int write(ByteBuffer source) throws IOException {
                if (source.remaining() > 3) {
                    source.position(source.position() + 3);
                    return 3;
                }
                throw new IOException("no more");
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
        StreamObject stream = new StreamObject(broken);
        MemorySegment written = arena.allocate(ValueLayout.JAVA_INT);
        assertThat(new Client(stream.object(), arena).write("12345", written)).isEqualTo(HResult.STG_E_WRITEFAULT);
        assertThat(written.get(ValueLayout.JAVA_INT, 0)).isEqualTo(3);
        assertThat(stream.failure()).get().extracting(Throwable::getMessage).isEqualTo("no more");
        stream.object().release();
    }

    /** A file in memory on a disk that may be full. */
    private static class Disk implements SeekableByteChannel {
        private final ByteBuffer content = ByteBuffer.allocate(100);
        private long size;
        private boolean full;

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (full) {
                throw new IOException("the disk is full");
            }
            int taken = source.remaining();
            content.put(source);
            size = Math.max(size, content.position());
            return taken;
        }

        @Override
        public long position() {
            return content.position();
        }

        @Override
        public SeekableByteChannel position(long position) {
            content.position(Math.toIntExact(position));
            return this;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public SeekableByteChannel truncate(long newSize) {
            size = Math.min(size, newSize);
            return this;
        }

        @Override
        public int read(ByteBuffer target) {
            throw new NonReadableChannelException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}

        private String text() {
            return new String(content.array(), 0, (int) size, StandardCharsets.US_ASCII);
        }
    }

    @Test
    void what_follows_a_size_that_could_not_be_had_goes_where_it_belongs() throws IOException {
        Disk disk = new Disk();
        Client client = client(disk);
        client.write("abc", NULL);
        disk.full = true;
        assertThat(client.setSize(50)).isEqualTo(HResult.STG_E_WRITEFAULT);
        disk.full = false;
        assertThat(client.write("def", NULL)).isZero();
        assertThat(disk.text()).isEqualTo("abcdef");
        client.object.release();
    }

    @Test
    void places_behind_any_channel_s_end_are_refused_and_no_failure_of_it() throws IOException {
        Disk disk = new Disk();
        disk.position(4);
        StreamObject stream = new StreamObject(disk);
        Client client = new Client(stream.object(), arena);
        client.write("abc", NULL);
        assertThat(client.seek(Long.MAX_VALUE, com_h.STREAM_SEEK_SET(), NULL)).isEqualTo(HResult.STG_E_INVALIDFUNCTION);
        assertThat(client.seek(Long.MAX_VALUE, com_h.STREAM_SEEK_CUR(), NULL)).isEqualTo(HResult.STG_E_INVALIDFUNCTION);
        assertThat(client.setSize(Long.MAX_VALUE)).isEqualTo(HResult.STG_E_INVALIDFUNCTION);
        assertThat(stream.failure()).isEmpty();
        assertThat(client.write("d", NULL)).isZero();
        assertThat(disk.text()).endsWith("abcd");
        client.object.release();
    }

    @Test
    void a_channel_that_takes_nothing_for_ever_has_failed() throws IOException {
        Disk idle = new Disk() {
            @Override
            public int write(ByteBuffer source) {
                return 0;
            }
        };
        StreamObject stream = new StreamObject(idle);
        Client client = new Client(stream.object(), arena);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () ->
                assertThat(client.write("abc", NULL)).isEqualTo(HResult.STG_E_WRITEFAULT));
        assertThat(stream.failure()).get().extracting(Throwable::getMessage).asString().contains("took nothing");
        client.object.release();
    }

    @Test
    void a_channel_that_takes_nothing_now_and_then_gets_all() throws IOException {
        int[] calls = new int[1];
        Disk slow = new Disk() {
            @Override
            public int write(ByteBuffer source) throws IOException {
                return calls[0]++ % 50 < 49 ? 0 : super.write(ByteBuffer.wrap(new byte[] {source.get()}));
            }
        };
        Client client = client(slow);
        assertThat(client.write("abc", NULL)).isZero();
        assertThat(slow.text()).isEqualTo("abc");
        client.object.release();
    }

    @Test
    void what_a_sink_does_not_do_is_refused_by_a_code() throws IOException {
        Client client = client(Channels.newChannel(bytes));
        MemorySegment vtable = client.vtable();
        MemorySegment self = client.self();
        MemorySegment some = arena.allocate(16);
        assertThat(IStreamVtbl.Read.invoke(IStreamVtbl.Read(vtable), self, some, 4, NULL)).isEqualTo(HResult.STG_E_ACCESSDENIED);
        assertThat(IStreamVtbl.CopyTo.invoke(IStreamVtbl.CopyTo(vtable), self, NULL, client.number(1), NULL, NULL))
                .isEqualTo(HResult.E_NOTIMPL);
        some.fill((byte) 1);
        assertThat(IStreamVtbl.Clone.invoke(IStreamVtbl.Clone(vtable), self, some)).isEqualTo(HResult.E_NOTIMPL);
        assertThat(some.get(ValueLayout.JAVA_LONG, 0)).as("no stream").isZero();
        assertThat(IStreamVtbl.LockRegion.invoke(IStreamVtbl.LockRegion(vtable), self, client.number(0), client.number(1), 1))
                .isEqualTo(HResult.STG_E_INVALIDFUNCTION);
        assertThat(IStreamVtbl.UnlockRegion.invoke(
                IStreamVtbl.UnlockRegion(vtable), self, client.number(0), client.number(1), 1))
                .isEqualTo(HResult.STG_E_INVALIDFUNCTION);
        assertThat(IStreamVtbl.Revert.invoke(IStreamVtbl.Revert(vtable), self)).isZero();
        assertThat(IStreamVtbl.Stat.invoke(IStreamVtbl.Stat(vtable), self, NULL, 0)).isEqualTo(HResult.STG_E_INVALIDPOINTER);
        assertThat(IStreamVtbl.Write.invoke(IStreamVtbl.Write(vtable), self, NULL, 1, NULL))
                .isEqualTo(HResult.STG_E_INVALIDPOINTER);
        assertThat(bytes.size()).isZero();
        client.object.release();
    }

    @Test
    void a_channel_in_non_blocking_mode_is_refused() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SinkChannel sink = pipe.sink(); Pipe.SourceChannel source = pipe.source()) {
            sink.configureBlocking(false);
            assertThatThrownBy(() -> new StreamObject(sink)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("channel:");
            assertThat(source.isOpen()).isTrue();
        }
    }

    @Test
    void a_channel_that_blocks_does_not_hold_up_who_asks_for_its_failure() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        StreamObject stream = new StreamObject(Channels.newChannel(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                reached.countDown();
                try {
                    open.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }));
        Thread service = Thread.ofPlatform().start(() -> new Client(stream.object(), arena).write("x", NULL));
        try {
            assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(CompletableFuture.supplyAsync(stream::failure).get(5, TimeUnit.SECONDS)).isEmpty();
        } finally {
            open.countDown();
            service.join();
        }
    }
}
