package io.github.bits4j.tests.bindings;

import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.*;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.FileRange;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.com.IEnumUnknownVtbl;
import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_ENUM_CATEGORY;
import io.github.bits4j.bindings.deliveryoptimization.IDODownloadStatusCallbackVtbl;
import io.github.bits4j.bindings.deliveryoptimization.IDOManagerVtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.com.Variant.Bool;
import io.github.bits4j.com.Variant.Bytes;
import io.github.bits4j.com.Variant.Text;
import io.github.bits4j.com.Variant.UInt4;
import io.github.bits4j.com.Variant.UInt8;
import io.github.bits4j.com.Variant.Unknown;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.tests.bindings.NativeServer.Fault;
import io.github.bits4j.tests.bindings.RawDownload.Answer;
import io.github.bits4j.tests.bindings.RawDownload.Status;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * A Delivery Optimization service in C, called through the bindings: what Java puts into a BSTR, a VARIANT, a SAFEARRAY and an
 * IStream is what C finds there, and the other way round; who allocates and who frees agree, and so do the references.
 */
class NativeServerTest extends ServedByC {
    private static final int E_NOT_SET = 0x80070490;

    /** What C calls when a status changes. */
    public static final class Callback {
        static final ComVtable<Callback> VTABLE = ComVtable.of(MethodHandles.lookup(), Callback.class,
                IDODownloadStatusCallbackVtbl.class, InterfaceIds.IDO_DOWNLOAD_STATUS_CALLBACK);

        record Call(MemorySegment download, Status status, Thread thread) {}

        final List<Call> calls = new CopyOnWriteArrayList<>();
        final ComObject object = ComObject.of(this, VTABLE);

        public int onStatusChange(MemorySegment download, MemorySegment status) {
            calls.add(new Call(download, Status.read(status), Thread.currentThread()));
            return HResult.E_FAIL; // which does not matter
        }

        List<Integer> states() {
            return calls.stream().map(call -> call.status.state()).distinct().toList();
        }
    }

    private static String bstr(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16LE));
    }

    private List<String> properties(RawDownload download) {
        return server.describe(download.self()).stream()
                .filter(line -> line.startsWith("property ") && !line.startsWith("property 0 ")).toList();
    }

    @Test
    void c_finds_what_java_has_put_into_each_kind_of_VARIANT() {
        try (RawDownload download = RawDownload.create(manager)) {
            String odd = "a\0\u00e9\uD83D\uDE00 \r\n";
            assertThat(download.set(DODownloadProperty_Uri(), new Text("http://server.invalid/"))).isZero();
            assertThat(download.set(DODownloadProperty_ContentId(), new Text(""))).isZero();
            assertThat(download.set(DODownloadProperty_DisplayName(), new Text(odd))).isZero();
            assertThat(download.set(DODownloadProperty_CostPolicy(), new UInt4(0x8000_00FF))).isZero();
            assertThat(download.set(DODownloadProperty_ForegroundPriority(), new Bool(true))).isZero();
            assertThat(download.set(DODownloadProperty_BlockingMode(), new Bool(false))).isZero();
            assertThat(download.set(DODownloadProperty_SecurityContext(), new Bytes(new byte[] {0, -1, 127, -128}))).isZero();
            assertThat(download.set(DODownloadProperty_TotalSizeBytes(), new UInt8(-2))).isZero();
            assertThat(download.set(DODownloadProperty_StreamInterface(), new Unknown(MemorySegment.NULL))).isZero();
            assertThat(properties(download)).containsExactly(
                    "property 1 8 " + bstr("http://server.invalid/"),
                    "property 2 8 ",
                    "property 3 8 " + bstr(odd),
                    "property 6 19 2147483903",
                    "property 11 11 -1",
                    "property 12 11 0",
                    "property 14 13 NULL",
                    "property 15 8209 1*1 from 0: 00ff7f80",
                    "property 21 21 18446744073709551614");
            assertThat(download.set(DODownloadProperty_SecurityContext(), new Bytes(new byte[0]))).isZero();
            assertThat(properties(download)).contains("property 15 8209 1*1 from 0: ");
            assertThat(download.get(DODownloadProperty_DisplayName())).isEqualTo(new Answer(0, new Text(odd)));
            assertThat(download.get(DODownloadProperty_ContentId())).isEqualTo(new Answer(0, new Text("")));
            assertThat(download.get(DODownloadProperty_CostPolicy())).isEqualTo(new Answer(0, new UInt4(0x8000_00FF)));
            assertThat(download.get(DODownloadProperty_ForegroundPriority())).isEqualTo(new Answer(0, new Bool(true)));
            assertThat(download.get(DODownloadProperty_TotalSizeBytes())).isEqualTo(new Answer(0, new UInt8(-2)));
            assertThat(download.get(DODownloadProperty_StreamInterface()))
                    .isEqualTo(new Answer(0, new Unknown(MemorySegment.NULL)));
        }
    }

    @Test
    void java_finds_what_c_has_put_into_a_VARIANT_even_what_only_others_write() {
        try (RawDownload download = RawDownload.create(manager)) {
            server.preset(download.self());
            assertThat(download.get(DODownloadProperty_ContentId())).isEqualTo(new Answer(0, new Text("")));
            assertThat(download.get(DODownloadProperty_DisplayName())).isEqualTo(new Answer(0, new Text("a\0b\uD83D\uDE00")));
            assertThat(download.get(DODownloadProperty_CostPolicy())).isEqualTo(new Answer(0, new UInt4(0x8000_0001)));
            assertThat(download.get(DODownloadProperty_ForegroundPriority())).isEqualTo(new Answer(0, new Bool(true)));
            assertThat(download.get(DODownloadProperty_NonVolatile())).isEqualTo(new Answer(0, new Bool(false)));
            assertThat(download.get(DODownloadProperty_TotalSizeBytes()))
                    .isEqualTo(new Answer(0, new UInt8(0x8000_0000_0000_0001L)));
            assertThat(download.get(DODownloadProperty_CallbackFreqSeconds())).isEqualTo(new Answer(0, new Variant.Other(3)));
            assertThat(download.get(DODownloadProperty_HttpServerIPAddress())).isEqualTo(new Answer(0, new Text("192.0.2.7")));
            assertThat(download.get(DODownloadProperty_HttpStatusCode())).isEqualTo(new Answer(0, new UInt4(206)));
            assertThat(((Text) download.get(DODownloadProperty_Id()).value()).value()).matches("\\{5B1D0A00-.{27}}");
        }
    }

    @Test
    void refusals_arrive_as_they_were_given_and_leave_the_VARIANT_to_its_owner() {
        try (RawDownload download = RawDownload.create(manager)) {
            Answer nothing = new Answer(E_NOT_SET, new Variant.Empty());
            assertThat(download.get(DODownloadProperty_Uri())).isEqualTo(nothing);
            assertThat(download.get(DODownloadProperty_SecurityContext()).hresult()).isEqualTo(DO_E_WRITE_ONLY_PROPERTY());
            assertThat(download.get(30).hresult()).isEqualTo(DO_E_UNKNOWN_PROPERTY_ID());
            assertThat(download.set(-1, new UInt4(1))).isEqualTo(DO_E_UNKNOWN_PROPERTY_ID());
            assertThat(download.set(DODownloadProperty_Id(), new Text("x"))).isEqualTo(DO_E_READ_ONLY_PROPERTY());
            assertThat(download.set(DODownloadProperty_Uri(), new UInt4(1))).isEqualTo(HResult.E_INVALIDARG);
            assertThat(download.finish()).isEqualTo(DO_E_INVALID_STATE());
            assertThat(download.abort()).isZero();
            assertThat(download.set(DODownloadProperty_Uri(), new Text("x"))).isEqualTo(DO_E_INVALID_STATE());
        }
    }

    @Test
    void ranges_arrive_however_many_there_are() {
        try (RawDownload download = RawDownload.create(manager)) {
            assertThat(download.start(null)).isZero();
            assertThat(server.describe(download.self())).endsWith("starts 1", "ranges NULL");
            awaitState(download, DODownloadState_Transferred());
            assertThat(download.start(List.of())).isZero();
            assertThat(server.describe(download.self())).endsWith("starts 2", "ranges");
            awaitState(download, DODownloadState_Transferred());
            assertThat(download.start(List.of(FileRange.of(5, 10), FileRange.of(1L << 40, 1), FileRange.of(0, 2)))).isZero();
            assertThat(server.describe(download.self())).endsWith("starts 3", "ranges 5+10 1099511627776+1 0+2");
            awaitState(download, DODownloadState_Transferred());
            assertThat(download.status()).isEqualTo(new Status(13, 13, DODownloadState_Transferred(), 0, 0));
            assertThat(download.finish()).isZero();
            assertThat(download.start(null)).isEqualTo(DO_E_INVALID_STATE());
        }
    }

    private static void awaitState(RawDownload download, int state) {
        Await.until("state " + state, () -> download.status().state() == state);
    }

    @Test
    void a_callback_is_called_in_Start_and_on_threads_of_the_server() {
        Callback callback = new Callback();
        try (RawDownload download = RawDownload.create(manager)) {
            assertThat(download.set(DODownloadProperty_CallbackInterface(), new Unknown(callback.object.pointer()))).isZero();
            assertThat(references(callback.object)).isEqualTo(2);
            assertThat(download.get(DODownloadProperty_CallbackInterface()).value())
                    .isEqualTo(new Unknown(callback.object.pointer()));
            assertThat(references(callback.object)).as("with that of the value that was taken").isEqualTo(3);
            callback.object.release();
            assertThat(download.set(DODownloadProperty_Uri(), new Text("http://server.invalid/fail"))).isZero();
            assertThat(download.start(List.of())).isZero();
            assertThat(callback.calls.getFirst().thread()).isEqualTo(Thread.currentThread());
            awaitState(download, DODownloadState_Paused());
            Await.until("the callback", () -> callback.states().contains(DODownloadState_Paused()));
            assertThat(callback.calls.getLast()).satisfies(last -> {
                assertThat(last.thread()).isNotEqualTo(Thread.currentThread());
                assertThat(last.download()).isEqualTo(download.self());
                assertThat(last.status()).isEqualTo(new Status(NativeServer.CONTENT_SIZE, NativeServer.CONTENT_SIZE,
                        DODownloadState_Paused(), 0x80190194, 0x80072EFD));
            });
            assertThat(download.abort()).isZero();
            assertThat(callback.states()).containsExactly(DODownloadState_Transferring(), DODownloadState_Paused(),
                    DODownloadState_Aborted());
            Await.until("the server to let go", () -> references(callback.object) == 1);
        }
        assertThat(callback.object.release()).isZero();
    }

    @Test
    void a_callback_that_is_replaced_is_let_go() {
        Callback first = new Callback();
        Callback second = new Callback();
        try (RawDownload download = RawDownload.create(manager)) {
            download.set(DODownloadProperty_CallbackInterface(), new Unknown(first.object.pointer()));
            download.set(DODownloadProperty_CallbackInterface(), new Unknown(second.object.pointer()));
            assertThat(first.object.release()).isZero();
            download.set(DODownloadProperty_CallbackInterface(), new Unknown(MemorySegment.NULL));
            assertThat(second.object.release()).isZero();
        }
    }

    private static int references(ComObject object) {
        object.addRef();
        return object.release();
    }

    @Test
    void downloads_are_enumerated_by_category() {
        try (Arena arena = Arena.ofConfined(); RawDownload one = RawDownload.create(manager);
                RawDownload other = RawDownload.create(manager)) {
            one.set(DODownloadProperty_DisplayName(), new Text("one"));
            other.set(DODownloadProperty_DisplayName(), new Text("other"));
            assertThat(enumerate(arena, MemorySegment.NULL)).containsExactlyInAnyOrder(one.self(), other.self());
            MemorySegment category = arena.allocate(DO_DOWNLOAD_ENUM_CATEGORY.layout());
            DO_DOWNLOAD_ENUM_CATEGORY.Property(category, DODownloadProperty_DisplayName());
            DO_DOWNLOAD_ENUM_CATEGORY.Value(category, arena.allocateFrom("other", StandardCharsets.UTF_16LE));
            assertThat(enumerate(arena, category)).containsExactly(other.self());
            DO_DOWNLOAD_ENUM_CATEGORY.Value(category, arena.allocateFrom("none", StandardCharsets.UTF_16LE));
            assertThat(enumerate(arena, category)).isEmpty();
        }
    }

    /** Drives every method of the enumerator. */
    private List<MemorySegment> enumerate(Arena arena, MemorySegment category) {
        MemorySegment out = arena.allocate(ADDRESS);
        int hresult = IDOManagerVtbl.EnumDownloads.invoke(IDOManagerVtbl.EnumDownloads(RawDownload.vtable(manager)), manager,
                category, out);
        if (hresult == DO_E_NO_DOWNLOADS()) {
            return List.of();
        }
        assertThat(hresult).isZero();
        MemorySegment all = out.get(ADDRESS, 0);
        MemorySegment vtable = RawDownload.vtable(all);
        MemorySegment fetched = arena.allocate(JAVA_INT);
        MemorySegment elements = arena.allocate(ADDRESS, 10);
        assertThat(IEnumUnknownVtbl.Skip.invoke(IEnumUnknownVtbl.Skip(vtable), all, 100)).isEqualTo(HResult.S_FALSE);
        assertThat(IEnumUnknownVtbl.Clone.invoke(IEnumUnknownVtbl.Clone(vtable), all, out)).isZero();
        MemorySegment copy = out.get(ADDRESS, 0);
        assertThat(IEnumUnknownVtbl.Next.invoke(IEnumUnknownVtbl.Next(vtable), copy, 1, elements, fetched))
                .isEqualTo(HResult.S_FALSE);
        assertThat(fetched.get(JAVA_INT, 0)).isZero();
        RawDownload.release(copy);
        assertThat(IEnumUnknownVtbl.Reset.invoke(IEnumUnknownVtbl.Reset(vtable), all)).isZero();
        assertThat(IEnumUnknownVtbl.Next.invoke(IEnumUnknownVtbl.Next(vtable), all, 10, elements, fetched))
                .isEqualTo(HResult.S_FALSE);
        List<MemorySegment> found = elements.asSlice(0, ADDRESS.byteSize() * fetched.get(JAVA_INT, 0))
                .elements(ADDRESS).map(element -> element.get(ADDRESS, 0)).toList();
        found.forEach(download -> {
            assertThat(query(arena, download, InterfaceIds.IDO_DOWNLOAD)).isZero();
            RawDownload.release(download);
        });
        assertThat(query(arena, all, InterfaceIds.IDO_MANAGER)).isEqualTo(HResult.E_NOINTERFACE);
        RawDownload.addRef(all);
        RawDownload.release(all);
        RawDownload.release(all);
        return found;
    }

    private static int query(Arena arena, MemorySegment object, Guid iid) {
        MemorySegment out = arena.allocate(ADDRESS);
        int hresult = IUnknownVtbl.QueryInterface.invoke(
                IUnknownVtbl.QueryInterface(RawDownload.vtable(object)), object, iid.allocate(arena), out);
        if (hresult == 0) {
            RawDownload.release(out.get(ADDRESS, 0));
        }
        return hresult;
    }

    @Test
    void every_slot_of_the_servers_vtables_is_entered() {
        a_callback_is_called_in_Start_and_on_threads_of_the_server();
        ranges_arrive_however_many_there_are();
        downloads_are_enumerated_by_category();
        try (Arena arena = Arena.ofConfined(); RawDownload download = RawDownload.create(manager)) {
            assertThat(download.pause()).isZero();
            assertThat(query(arena, manager, InterfaceIds.IDO_MANAGER)).isZero();
            assertThat(query(arena, manager, InterfaceIds.IDO_DOWNLOAD)).isEqualTo(HResult.E_NOINTERFACE);
            RawDownload.addRef(download.self());
            RawDownload.release(download.self());
            RawDownload.addRef(manager);
            RawDownload.release(manager);
        }
        assertThat(server.report().interfaces()).contains("IDOManager", "IDODownload", "IEnumUnknown");
        assertThat(server.report().missed()).filteredOn(slot -> slot.startsWith("IDOManager.") || slot.startsWith("IDODownload.")
                || slot.startsWith("IEnumUnknown."))
                .isEmpty(); // of others, C uses what it needs
    }

    @Test
    void references_that_are_lost_are_noticed() {
        Callback callback = new Callback();
        try (RawDownload download = RawDownload.create(manager)) {
            server.breakIt(Fault.LEAKS_OBJECT);
            download.set(DODownloadProperty_CallbackInterface(), new Unknown(callback.object.pointer()));
            server.breakIt(Fault.NONE);
            download.set(DODownloadProperty_CallbackInterface(), new Unknown(MemorySegment.NULL));
            assertThat(references(callback.object)).isEqualTo(2);
            callback.object.release();
            assertThat(callback.object.release()).isZero();
        }
    }
}
