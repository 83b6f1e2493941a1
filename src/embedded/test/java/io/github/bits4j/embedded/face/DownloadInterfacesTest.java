package io.github.bits4j.embedded.face;

import static io.github.bits4j.bindings.bits.bits_h.C_POINTER;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.bindings.com.IEnumUnknownVtbl;
import io.github.bits4j.bindings.com.VARIANT;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_ENUM_CATEGORY;
import io.github.bits4j.bindings.deliveryoptimization.IDODownloadStatusCallbackVtbl;
import io.github.bits4j.bindings.deliveryoptimization.IDOManagerVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.StreamObject;
import io.github.bits4j.com.Variant;
import io.github.bits4j.com.WideString;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** IDOManager, IDODownload, IEnumUnknown and IDODownloadStatusCallback, as a native client meets them. */
class DownloadInterfacesTest {
    private static final byte[] CONTENT = new byte[500_000];
    private static final Variant NOT_SET = new Variant.Other(HResult.E_NOT_SET);

    static {
        new Random(7).nextBytes(CONTENT);
    }

    @TempDir
    Path directory;

    private ScriptedServer server;
    private EmbeddedService service;
    private MemorySegment manager;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer().replies(ScriptedServer.file(CONTENT, "ETag: \"1\""));
        service = EmbeddedService.inMemory(ServiceKind.DELIVERY_OPTIMIZATION);
        manager = RawDownload.query(service.pointer(), InterfaceIds.IDO_MANAGER);
        assertThat(manager.address()).isNotZero();
    }

    @AfterEach
    void close() throws Exception {
        if (!service.isClosed()) {
            // A status that is being told has its download's pointer, for a moment.
            awaits(() -> service.counts().equals(new EmbeddedService.Counts(1, 0)));
        }
        RawDownload.release(manager);
        service.close();
        server.close();
        awaits(() -> service.counts().equals(new EmbeddedService.Counts(0, 0)));
    }

    private static void awaits(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(2);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private RawDownload download() {
        RawDownload download = RawDownload.create(manager);
        assertThat(download.set(1, new Variant.Text(server.url("/a")))).isZero();
        return download;
    }

    private RawDownload toFile(String name) {
        RawDownload download = download();
        assertThat(download.set(4, new Variant.Text(directory.resolve(name).toString()))).isZero();
        return download;
    }

    private static void comesTo(RawDownload download, int state) throws InterruptedException {
        awaits(() -> download.status().state() == state);
    }

    @Test
    void one_manager_has_both_generations() {
        MemorySegment shaped = RawDownload.query(manager, InterfaceIds.IBACKGROUND_COPY_MANAGER);
        MemorySegment unknown = RawDownload.query(manager, Guid.IUNKNOWN);
        assertThat(shaped.address()).isEqualTo(service.pointer().address());
        assertThat(unknown.address()).as("its identity").isEqualTo(service.pointer().address());
        RawDownload.release(shaped);
        RawDownload.release(unknown);
        try (EmbeddedService bits = EmbeddedService.inMemory()) {
            assertThat(RawDownload.query(bits.pointer(), InterfaceIds.IDO_MANAGER).address()).isZero();
        }
    }

    @Test
    void a_file_is_downloaded() throws Exception {
        try (RawDownload download = toFile("a")) {
            assertThat(download.status()).isEqualTo(new RawDownload.Status(-1, 0, 0, 0, 0));
            assertThat(download.complete()).isEqualTo(HResult.DO_E_INVALID_STATE);
            assertThat(download.start()).isZero();
            comesTo(download, 2);
            assertThat(download.status()).isEqualTo(
                    new RawDownload.Status(CONTENT.length, CONTENT.length, 2, 0, 0));
            assertThat(download.complete()).isZero();
            assertThat(download.status().state()).isEqualTo(3);
            assertThat(directory.resolve("a")).hasBinaryContent(CONTENT);
            assertThat(download.abort()).isEqualTo(HResult.DO_E_INVALID_STATE);
            assertThat(download.start()).isEqualTo(HResult.DO_E_INVALID_STATE);
        }
    }

    @Test
    void ranges_are_read_and_refused() throws Exception {
        try (RawDownload download = toFile("a")) {
            assertThat(download.startRanges(0, 10, 5, 10)).isEqualTo(HResult.DO_E_OVERLAPPING_RANGES);
            assertThat(download.startRanges(0, 0)).isEqualTo(HResult.DO_E_INVALID_RANGE);
            assertThat(download.startRanges()).as("the whole file").isZero();
            comesTo(download, 2);
            assertThat(download.pause()).isZero();
            assertThat(download.startRanges(5, 5)).isZero();
            assertThat(download.status().state()).isEqualTo(2);
            assertThat(download.abort()).isZero();
            assertThat(download.status().state()).isEqualTo(4);
        }
    }

    /** Without the rule this ends the JVM. */
    @Test
    void what_lies_behind_an_impossible_range_is_not_read() {
        try (RawDownload download = toFile("a"); Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(64, 8);
            info.set(JAVA_INT, 0, Integer.MAX_VALUE);
            info.set(JAVA_LONG, 16, 10);
            assertThat(download.start(info)).isEqualTo(HResult.DO_E_INVALID_RANGE);
            info.set(JAVA_INT, 0, -1);
            assertThat(download.start(info)).isEqualTo(HResult.E_INVALIDARG);
            download.abort();
        }
    }

    @Test
    void the_enumerator_has_the_downloads_of_a_category() {
        try (RawDownload first = toFile("a"); RawDownload second = toFile("b");
                BackgroundCopyManager shaped = service.connect()) {
            second.set(3, new Variant.Text("the second"));
            assertThat(shaped.createJob("a job", JobType.DOWNLOAD).displayName()).isEqualTo("a job");
            assertThat(shaped.jobs()).hasSize(1);
            shaped.jobs().getFirst().cancel();
            assertThat(found(-1, null)).containsExactly(first.get(0), second.get(0));
            assertThat(found(3, "the second")).containsExactly(second.get(0));
            assertThat(found(0, ((Variant.Text) first.get(0)).value())).containsExactly(first.get(0));
            assertThat(found(4, directory.resolve("a").toString())).containsExactly(first.get(0));
            assertThat(found(2, "no such content")).isEmpty();
            first.abort();
            second.abort();
            assertThat(found(-1, null)).isEmpty();
            try (Arena arena = Arena.ofConfined()) {
                assertThat(enumerate(category(arena, 6, "1"), arena.allocate(C_POINTER))).isEqualTo(HResult.E_INVALIDARG);
                assertThat(enumerate(category(arena, 99, "1"), arena.allocate(C_POINTER)))
                        .isEqualTo(HResult.DO_E_UNKNOWN_PROPERTY_ID);
                assertThat(enumerate(MemorySegment.NULL, MemorySegment.NULL)).isEqualTo(HResult.E_POINTER);
            }
        }
    }

    private static MemorySegment category(Arena arena, int property, String value) {
        MemorySegment category = DO_DOWNLOAD_ENUM_CATEGORY.allocate(arena);
        DO_DOWNLOAD_ENUM_CATEGORY.Property(category, property);
        DO_DOWNLOAD_ENUM_CATEGORY.Value(category, WideString.allocate(arena, value));
        return category;
    }

    private int enumerate(MemorySegment category, MemorySegment out) {
        return IDOManagerVtbl.EnumDownloads.invoke(
                IDOManagerVtbl.EnumDownloads(RawDownload.vtable(manager)), manager, category, out);
    }

    /** The ids of those in the category; of all for -1. */
    private List<Variant> found(int property, String value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(C_POINTER);
            assertThat(enumerate(property < 0 ? MemorySegment.NULL : category(arena, property, value), out)).isZero();
            MemorySegment all = out.get(C_POINTER, 0);
            List<Variant> ids = new ArrayList<>();
            MemorySegment fetched = arena.allocate(JAVA_INT);
            while (IEnumUnknownVtbl.Next.invoke(
                    IEnumUnknownVtbl.Next(RawDownload.vtable(all)), all, 1, out, fetched) == HResult.S_OK) {
                MemorySegment unknown = out.get(C_POINTER, 0);
                MemorySegment pointer = RawDownload.query(unknown, InterfaceIds.IDO_DOWNLOAD);
                RawDownload.release(unknown);
                try (RawDownload download = new RawDownload(pointer)) {
                    ids.add(download.get(0));
                }
            }
            assertThat(fetched.get(JAVA_INT, 0)).isZero();
            RawDownload.release(all);
            return ids;
        }
    }

    @Test
    void properties_are_variants() throws Exception {
        try (RawDownload download = toFile("a")) {
            assertThat(download.get(0).toString()).isEqualTo("Text[38 characters]");
            assertThat(download.get(1)).isEqualTo(new Variant.Text(server.url("/a")));
            assertThat(download.get(3)).isEqualTo(NOT_SET);
            assertThat(download.get(9)).isEqualTo(new Variant.UInt4(1));
            assertThat(download.get(11)).isEqualTo(new Variant.Bool(false));
            assertThat(download.set(11, new Variant.Bool(true))).isZero();
            assertThat(download.get(11)).isEqualTo(new Variant.Bool(true));
            assertThat(download.set(21, new Variant.UInt8(CONTENT.length))).isZero();
            assertThat(download.get(21)).isEqualTo(new Variant.UInt8(CONTENT.length));
            assertThat(download.set(0, new Variant.Text("x"))).isEqualTo(HResult.DO_E_READ_ONLY_PROPERTY);
            assertThat(download.get(7)).isEqualTo(new Variant.Other(HResult.DO_E_WRITE_ONLY_PROPERTY));
            assertThat(download.set(30, new Variant.Bool(true))).isEqualTo(HResult.DO_E_UNKNOWN_PROPERTY_ID);
            assertThat(download.get(-1)).isEqualTo(new Variant.Other(HResult.DO_E_UNKNOWN_PROPERTY_ID));
            assertThat(download.set(11, new Variant.UInt4(1))).isEqualTo(HResult.E_INVALIDARG);
            assertThat(download.set(11, new Variant.Empty())).isEqualTo(HResult.E_INVALIDARG);
            assertThat(download.set(13, new Variant.Text("no object"))).isEqualTo(HResult.E_INVALIDARG);
            assertThat(download.set(15, new Variant.Bytes(new byte[] {1, 2}))).isEqualTo(HResult.E_INVALIDARG);
            assertThat(download.setRaw(11, MemorySegment.NULL)).isEqualTo(HResult.E_POINTER);
            assertThat(download.getRaw(11, MemorySegment.NULL)).isEqualTo(HResult.E_POINTER);
            assertThat(download.status(MemorySegment.NULL)).isEqualTo(HResult.E_POINTER);
            assertThat(download.get(29)).isEqualTo(NOT_SET);
            download.start();
            comesTo(download, 2);
            assertThat(download.get(26)).isEqualTo(NOT_SET);
            assertThat(((Variant.Text) download.get(27)).value()).startsWith("HTTP/1.1 200 Scripted\r\n").contains("ETag: \"1\"");
            assertThat(download.get(28)).isEqualTo(new Variant.Text("127.0.0.1"));
            assertThat(download.get(29)).isEqualTo(new Variant.UInt4(200));
            download.abort();
        }
    }

    @Test
    void a_value_that_is_not_given_is_empty_whatever_was_there() {
        try (RawDownload download = toFile("a"); Arena arena = Arena.ofConfined()) {
            for (int property : new int[] {3, 7, 13, 14, 29, 30, -1}) {
                MemorySegment garbage = arena.allocate(VARIANT.layout()).fill((byte) 8);
                assertThat(HResult.failed(download.getRaw(property, garbage))).isTrue();
                assertThat(Variant.read(garbage)).as("property " + property).isEqualTo(new Variant.Empty());
            }
            download.abort();
        }
    }

    /** A client's callback in Java. */
    public static final class Callback {
        static final ComVtable<Callback> VTABLE = ComVtable.of(MethodHandles.lookup(), Callback.class,
                IDODownloadStatusCallbackVtbl.class, InterfaceIds.IDO_DOWNLOAD_STATUS_CALLBACK);

        final List<RawDownload.Status> told = new CopyOnWriteArrayList<>();

        public void onStatusChange(MemorySegment download, MemorySegment status) {
            RawDownload.Status now = RawDownload.read(status);
            told.add(now);
            new RawDownload(download).status(); // it may be called
            throw new ComException(HResult.E_FAIL, "what it answers does not matter");
        }
    }

    @Test
    void the_callback_hears_of_each_state() throws Exception {
        Callback callback = new Callback();
        ComObject object = ComObject.of(callback, Callback.VTABLE);
        try (RawDownload download = toFile("a")) {
            assertThat(download.get(13)).isEqualTo(NOT_SET);
            assertThat(download.set(13, new Variant.Unknown(object.pointer()))).isZero();
            assertThat(service.counts().callbacks()).isEqualTo(1);
            Variant present = download.get(13);
            assertThat(present).isEqualTo(new Variant.Unknown(object.pointer()));
            RawDownload.release(object.pointer());
            download.start();
            comesTo(download, 2);
            download.complete();
            awaits(() -> service.counts().callbacks() == 0);
            assertThat(callback.told.stream().map(RawDownload.Status::state).distinct().toList()).containsExactly(1, 2, 3);
            assertThat(callback.told.getLast().transferred()).isEqualTo(CONTENT.length);
        }
        assertThat(object.release()).isZero();
    }

    @Test
    void a_callback_is_replaced_removed_and_judged() throws Exception {
        ComObject first = ComObject.of(new Callback(), Callback.VTABLE);
        ComObject second = ComObject.of(new Callback(), Callback.VTABLE);
        try (RawDownload download = toFile("a")) {
            assertThat(download.set(13, new Variant.Unknown(download.pointer()))).isEqualTo(HResult.E_NOINTERFACE);
            download.set(13, new Variant.Unknown(first.pointer()));
            download.set(13, new Variant.Unknown(second.pointer()));
            assertThat(service.counts().callbacks()).isEqualTo(1);
            assertThat(first.release()).isZero();
            assertThat(download.set(13, new Variant.Unknown(MemorySegment.NULL))).isZero();
            assertThat(service.counts().callbacks()).isZero();
            download.abort();
            assertThat(download.set(13, new Variant.Unknown(second.pointer()))).isEqualTo(HResult.DO_E_INVALID_STATE);
            assertThat(second.release()).isZero();
        }
    }

    @Test
    void a_stream_gets_what_was_asked_for_in_that_order() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StreamObject stream = new StreamObject(Channels.newChannel(bytes));
        try (RawDownload download = download()) {
            assertThat(download.set(14, new Variant.Unknown(stream.object().pointer()))).isZero();
            assertThat(download.set(4, new Variant.Text(directory.resolve("a").toString())))
                    .isEqualTo(HResult.DO_E_FILE_DOWNLOADSINK_ALREADY_SET);
            assertThat(service.counts().callbacks()).isEqualTo(1);
            Variant present = download.get(14);
            assertThat(present).isEqualTo(new Variant.Unknown(stream.object().pointer()));
            RawDownload.release(stream.object().pointer());
            assertThat(download.start()).isZero();
            comesTo(download, 2);
            assertThat(bytes.toByteArray()).isEqualTo(CONTENT);
            assertThat(download.complete()).isZero();
            assertThat(service.counts().callbacks()).isZero();
            assertThat(download.get(14)).isEqualTo(NOT_SET);
        }
        assertThat(stream.object().release()).isZero();
    }

    @Test
    void a_pause_does_not_close_the_channel_of_the_stream() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Path path = directory.resolve("a");
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            WritableByteChannel slow = new WritableByteChannel() {
                @Override
                public int write(java.nio.ByteBuffer source) throws IOException {
                    begun.countDown();
                    boolean interrupted = false;
                    while (true) {
                        try {
                            goOn.await();
                            break;
                        } catch (InterruptedException stop) {
                            interrupted = true;
                        }
                    }
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    return file.write(source);
                }

                @Override
                public boolean isOpen() {
                    return file.isOpen();
                }

                @Override
                public void close() {}
            };
            StreamObject stream = new StreamObject(slow);
            try (RawDownload download = download()) {
                download.set(14, new Variant.Unknown(stream.object().pointer()));
                download.start();
                assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
                assertThat(download.pause()).isZero();
                goOn.countDown();
                assertThat(download.start()).isZero();
                comesTo(download, 2);
                download.complete();
            }
            stream.object().release();
        }
        assertThat(Files.readAllBytes(path)).isEqualTo(CONTENT);
    }

    @Test
    void a_stream_that_fails_makes_the_download_fail() throws Exception {
        WritableByteChannel full = Channels.newChannel(new java.io.OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("full");
            }
        });
        StreamObject stream = new StreamObject(full);
        try (RawDownload download = download()) {
            download.set(14, new Variant.Unknown(stream.object().pointer()));
            download.start();
            awaits(() -> download.status().error() != 0);
            assertThat(HResult.name(download.status().error())).isEqualTo("STG_E_WRITEFAULT");
            assertThat(download.status().state()).isEqualTo(5);
            download.abort();
            assertThat(service.counts().callbacks()).isZero();
        }
        stream.object().release();
    }

    @Test
    void a_service_that_has_ended_says_so_and_lets_go() throws Exception {
        ComObject callback = ComObject.of(new Callback(), Callback.VTABLE);
        StreamObject stream = new StreamObject(Channels.newChannel(new ByteArrayOutputStream()));
        RawDownload download = download();
        download.set(13, new Variant.Unknown(callback.pointer()));
        download.set(14, new Variant.Unknown(stream.object().pointer()));
        service.close();
        assertThat(download.start()).isEqualTo(HResult.ofWin32(1722));
        try (Arena arena = Arena.ofConfined()) {
            assertThat(download.status(arena.allocate(32))).isEqualTo(HResult.ofWin32(1722));
        }
        assertThat(callback.release()).isZero();
        assertThat(stream.object().release()).isZero();
        download.close();
    }
}
