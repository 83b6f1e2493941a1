package io.github.bits4j.tests.com;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyCallback2Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyErrorVtbl;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.tests.support.NoLeaks;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls in: Java objects called through their vtables, as native code calls them. */
@ExtendWith(NoLeaks.class)
class ComObjectTest {

    private static MemorySegment vtable(MemorySegment pointer) {
        return pointer.reinterpret(16).get(bits_h.C_POINTER, 0);
    }

    private static int addRef(MemorySegment p) {
        return IUnknownVtbl.AddRef.invoke(IUnknownVtbl.AddRef(vtable(p)), p);
    }

    private static int release(MemorySegment p) {
        return IUnknownVtbl.Release.invoke(IUnknownVtbl.Release(vtable(p)), p);
    }

    private static int query(MemorySegment p, MemorySegment iid, MemorySegment out) {
        return IUnknownVtbl.QueryInterface.invoke(IUnknownVtbl.QueryInterface(vtable(p)), p, iid, out);
    }

    private static int transferred(MemorySegment p, MemorySegment job) {
        return IBackgroundCopyCallback2Vtbl.JobTransferred.invoke(
                IBackgroundCopyCallback2Vtbl.JobTransferred(vtable(p)), p, job);
    }

    @Test
    void each_slot_calls_its_method_and_returns_its_hresult() {
        CallbackTarget target = new CallbackTarget();
        ComObject object = ComObject.of(target, CallbackTarget.VTABLE);
        MemorySegment p = object.pointer();
        MemorySegment v = vtable(p);

        assertThat(transferred(p, MemorySegment.ofAddress(11))).isZero();
        assertThat(target.lastArgument).isEqualTo(11);
        assertThat(IBackgroundCopyCallback2Vtbl.JobError.invoke(IBackgroundCopyCallback2Vtbl.JobError(v), p,
                MemorySegment.NULL, MemorySegment.ofAddress(12))).isEqualTo(HResult.S_FALSE);
        assertThat(target.lastArgument).isEqualTo(12);
        assertThat(IBackgroundCopyCallback2Vtbl.JobModification.invoke(
                IBackgroundCopyCallback2Vtbl.JobModification(v), p, MemorySegment.NULL, 13)).isZero();
        assertThat(target.lastArgument).isEqualTo(13);
        assertThat(IBackgroundCopyCallback2Vtbl.FileTransferred.invoke(IBackgroundCopyCallback2Vtbl.FileTransferred(v), p,
                MemorySegment.NULL, MemorySegment.ofAddress(14))).isEqualTo(HResult.E_FAIL);
        assertThat(target.lastArgument).isEqualTo(14);
        assertThat(target.calls).hasValue(4);
        object.release();
    }

    @Test
    void query_interface_follows_the_rules_of_com() {
        ComObject object = ComObject.of(new CallbackTarget(), CallbackTarget.VTABLE);
        MemorySegment p = object.pointer();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            for (Guid iid : List.of(Guid.IUNKNOWN, InterfaceIds.IBACKGROUND_COPY_CALLBACK,
                    InterfaceIds.IBACKGROUND_COPY_CALLBACK2)) {
                assertThat(query(p, iid.allocate(arena), out)).isEqualTo(HResult.S_OK);
                assertThat(out.get(ValueLayout.ADDRESS, 0).address()).isEqualTo(p.address());
                assertThat(release(p)).isEqualTo(1);
            }
            out.set(ValueLayout.JAVA_LONG, 0, 99);
            assertThat(query(p, InterfaceIds.IBACKGROUND_COPY_JOB.allocate(arena), out)).isEqualTo(HResult.E_NOINTERFACE);
            assertThat(out.get(ValueLayout.JAVA_LONG, 0)).isZero();
            assertThat(query(p, Guid.IUNKNOWN.allocate(arena), MemorySegment.NULL)).isEqualTo(HResult.E_POINTER);
            out.set(ValueLayout.JAVA_LONG, 0, 99);
            assertThat(query(p, MemorySegment.NULL, out)).isEqualTo(HResult.E_POINTER);
            assertThat(out.get(ValueLayout.JAVA_LONG, 0)).isZero();
        }
        assertThat(object.release()).isZero();
    }

    @Test
    void an_object_with_two_interfaces_has_one_identity() {
        TwoFaces target = new TwoFaces();
        ComObject object = ComObject.of(target, CallbackTarget.VTABLE, TwoFaces.ERROR_VTABLE);
        MemorySegment first = object.pointer();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            assertThat(query(first, InterfaceIds.IBACKGROUND_COPY_ERROR.allocate(arena), out)).isZero();
            MemorySegment second = out.get(ValueLayout.ADDRESS, 0);
            assertThat(second.address()).isNotEqualTo(first.address());
            assertThat(query(second, Guid.IUNKNOWN.allocate(arena), out)).isZero();
            assertThat(out.get(ValueLayout.ADDRESS, 0).address()).isEqualTo(first.address());
            assertThat(query(second, InterfaceIds.IBACKGROUND_COPY_CALLBACK.allocate(arena), out)).isZero();
            assertThat(out.get(ValueLayout.ADDRESS, 0).address()).isEqualTo(first.address());
            assertThat(release(second)).isEqualTo(3);
            assertThat(release(first)).isEqualTo(2);
            assertThat(release(second)).isEqualTo(1);
        }
        object.release();
        assertThat(target.finalReleases).hasValue(1);
    }

    @Test
    void those_who_ask_for_a_further_interface_at_once_get_one_pointer() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            ComObject object = ComObject.of(new TwoFaces(), CallbackTarget.VTABLE, TwoFaces.ERROR_VTABLE);
            MemorySegment first = object.pointer();
            Set<Long> addresses = ConcurrentHashMap.newKeySet();
            CountDownLatch start = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    try (Arena arena = Arena.ofConfined()) {
                        MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
                        start.await();
                        if (query(first, InterfaceIds.IBACKGROUND_COPY_ERROR.allocate(arena), out) == HResult.S_OK) {
                            addresses.add(out.get(ValueLayout.ADDRESS, 0).address());
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
            }
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(addresses).hasSize(1);
            MemorySegment second = MemorySegment.ofAddress(addresses.iterator().next());
            assertThat(IBackgroundCopyErrorVtbl.GetProtocol.invoke(
                    IBackgroundCopyErrorVtbl.GetProtocol(vtable(second)), second, MemorySegment.NULL)).isZero();
            for (int i = 0; i < 4; i++) {
                assertThat(release(second)).isEqualTo(4 - i);
            }
            assertThat(object.release()).isZero();
            assertThat(IBackgroundCopyErrorVtbl.GetProtocol.invoke(
                    IBackgroundCopyErrorVtbl.GetProtocol(vtable(second)), second, MemorySegment.NULL))
                    .isEqualTo(HResult.CO_E_OBJNOTCONNECTED);
        }
    }

    static class TwoFaces extends CallbackTarget {
        static final ComVtable<TwoFaces> ERROR_VTABLE = ComVtable.of(MethodHandles.lookup(), TwoFaces.class,
                IBackgroundCopyErrorVtbl.class, InterfaceIds.IBACKGROUND_COPY_ERROR);

        public void getError(MemorySegment context, MemorySegment code) {}

        public void getFile(MemorySegment out) {}

        public void getErrorDescription(int language, MemorySegment out) {}

        public void getErrorContextDescription(int language, MemorySegment out) {}

        public void getProtocol(MemorySegment out) {}
    }

    @Test
    void methods_of_the_same_name_are_static_ones_of_their_own() {
        ComObject object = ComObject.of(new CallbackTarget(), CallbackTarget.VTABLE, StaticError.VTABLE);
        MemorySegment callback = object.pointer();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            assertThat(query(callback, InterfaceIds.IBACKGROUND_COPY_ERROR.allocate(arena), out)).isZero();
            MemorySegment error = out.get(ValueLayout.ADDRESS, 0);
            assertThat(IBackgroundCopyErrorVtbl.GetFile.invoke(
                    IBackgroundCopyErrorVtbl.GetFile(vtable(error)), error, MemorySegment.NULL)).isEqualTo(HResult.E_PENDING);
            release(error);
        }
        object.release();
    }

    static final class StaticError {
        static final ComVtable<CallbackTarget> VTABLE = ComVtable.ofStatics(MethodHandles.lookup(), CallbackTarget.class,
                StaticError.class, IBackgroundCopyErrorVtbl.class, InterfaceIds.IBACKGROUND_COPY_ERROR);

        public static void getError(CallbackTarget target, MemorySegment context, MemorySegment code) {}

        public static int getFile(CallbackTarget target, MemorySegment out) {
            return HResult.E_PENDING;
        }

        public static void getErrorDescription(CallbackTarget target, int language, MemorySegment out) {}

        public static void getErrorContextDescription(CallbackTarget target, int language, MemorySegment out) {}

        public static void getProtocol(CallbackTarget target, MemorySegment out) {}
    }

    @Test
    void whatever_a_method_throws_becomes_an_hresult() {
        record Case(Throwable thrown, int hresult) {}
        List<Case> cases = List.of(
                new Case(new ComException(HResult.BG_E_NOT_FOUND, "test"), HResult.BG_E_NOT_FOUND),
                new Case(new UnsupportedOperationException("test"), HResult.E_NOTIMPL),
                new Case(new IllegalStateException("test"), HResult.E_FAIL),
                new Case(new OutOfMemoryError("test"), HResult.E_OUTOFMEMORY),
                new Case(new AssertionError("test"), HResult.E_FAIL),
                new Case(new StackOverflowError("test"), HResult.E_FAIL));
        for (Case c : cases) {
            ComObject object = ComObject.of(new CallbackTarget() {
                @Override
                public int jobTransferred(MemorySegment job) {
                    throw sneaky(c.thrown);
                }
            }, CallbackTarget.VTABLE);
            assertThat(transferred(object.pointer(), MemorySegment.NULL)).as(c.thrown.toString()).isEqualTo(c.hresult);
            object.release();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable t) throws T {
        throw (T) t;
    }

    @Test
    void an_object_lives_while_a_reference_is_held_whatever_the_collector_does() throws InterruptedException {
        CallbackTarget target = new CallbackTarget();
        WeakReference<CallbackTarget> weak = new WeakReference<>(target);
        MemorySegment p = ComObject.of(target, CallbackTarget.VTABLE).pointer();
        target = null;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(transferred(p, MemorySegment.NULL)).isZero();
        assertThat(release(p)).isZero();
        for (int i = 0; i < 50 && weak.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(weak.get()).as("a released object can be collected").isNull();
    }

    @Test
    void late_calls_on_a_dead_object_get_an_error() {
        CallbackTarget target = new CallbackTarget();
        ComObject object = ComObject.of(target, CallbackTarget.VTABLE);
        MemorySegment p = object.pointer();
        assertThat(addRef(p)).isEqualTo(2);
        assertThat(release(p)).isEqualTo(1);
        assertThat(release(p)).isZero();
        assertThat(target.finalReleases).hasValue(1);

        assertThat(transferred(p, MemorySegment.NULL)).isEqualTo(HResult.CO_E_OBJNOTCONNECTED);
        assertThat(addRef(p)).as("dead objects stay dead").isZero();
        assertThat(release(p)).as("released too often").isZero();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            assertThat(query(p, Guid.IUNKNOWN.allocate(arena), out)).isEqualTo(HResult.CO_E_OBJNOTCONNECTED);
        }
        assertThat(target.calls).hasValue(0);
    }

    @Test
    void a_dead_pointer_does_not_reach_the_next_object() {
        ComObject dead = ComObject.of(new CallbackTarget(), CallbackTarget.VTABLE);
        MemorySegment p = dead.pointer();
        dead.release();
        CallbackTarget next = new CallbackTarget();
        ComObject object = ComObject.of(next, CallbackTarget.VTABLE);
        assertThat(transferred(p, MemorySegment.NULL)).isEqualTo(HResult.CO_E_OBJNOTCONNECTED);
        assertThat(next.calls).hasValue(0);
        object.release();
    }

    @Test
    void counts_are_exact_when_many_threads_take_and_give_references() throws InterruptedException {
        CallbackTarget target = new CallbackTarget();
        MemorySegment p = ComObject.of(target, CallbackTarget.VTABLE).pointer();
        int threads = 8;
        int rounds = 20_000;
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            all.add(Thread.ofPlatform().start(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                for (int i = 0; i < rounds; i++) {
                    addRef(p);
                    transferred(p, MemorySegment.NULL);
                    release(p);
                }
            }));
        }
        start.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(target.calls).hasValue(threads * rounds);
        assertThat(release(p)).isZero();
        assertThat(target.finalReleases).hasValue(1);
    }

    @Test
    void many_thousands_of_objects_need_no_stub_of_their_own() {
        List<ComObject> objects = new ArrayList<>();
        CallbackTarget target = new CallbackTarget();
        for (int i = 0; i < 60_000; i++) { // more than the code cache has room for if each had a vtable of stubs
            objects.add(ComObject.of(target, CallbackTarget.VTABLE));
        }
        assertThat(ComObject.liveCount()).isEqualTo(60_000);
        assertThat(transferred(objects.getLast().pointer(), MemorySegment.NULL)).isZero();
        assertThat(transferred(objects.getFirst().pointer(), MemorySegment.NULL)).isZero();
        objects.forEach(ComObject::release);
    }

    @Test
    void a_target_that_does_not_fit_the_slots_is_refused_when_the_stubs_are_made() {
        var without = ComVtable.of(MethodHandles.lookup(), Object.class, IBackgroundCopyCallback2Vtbl.class);
        assertThatThrownBy(() -> ComObject.of(new Object(), without))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("jobTransferred");
        var wrong = ComVtable.of(MethodHandles.lookup(), WrongParameters.class, IBackgroundCopyErrorVtbl.class);
        assertThatThrownBy(() -> ComObject.of(new WrongParameters(), wrong))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("GetError");
        assertThatThrownBy(() -> ComObject.of("text", CallbackTarget.VTABLE))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("target:");
    }

    static class WrongParameters {
        public int getError(int context, MemorySegment code) {
            return HResult.S_OK;
        }
    }
}
