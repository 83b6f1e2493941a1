package io.github.bits4j.com;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.bindings.com.IUnknownVtbl;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** References that we hold: each is released once, and not before the last call through it has returned. */
class ComPointerTest {
    private static final ComVtable<Object> UNKNOWN = ComVtable.of(MethodHandles.lookup(), Object.class, IUnknownVtbl.class);

    private final ComScope scope = new ComScope();
    private final ComObject object = ComObject.of(new Object(), UNKNOWN);

    /** References to the object, without the test's own. */
    private int references() {
        object.addRef();
        return object.release() - 1;
    }

    @AfterEach
    void nothing_is_left() {
        scope.close();
        assertThat(references()).isZero();
        assertThat(object.release()).isZero();
        assertThat(ComPointer.liveCount()).isZero();
    }

    @Test
    void share_takes_a_reference_and_close_gives_it_back_once() {
        ComPointer pointer = ComPointer.share(object.pointer(), scope);
        assertThat(references()).isEqualTo(1);
        assertThat(pointer.segment().address()).isEqualTo(object.pointer().address());
        pointer.close();
        pointer.close();
        assertThat(references()).isZero();
        assertThatThrownBy(pointer::segment).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pointer.call((vtable, self, arena) -> 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_call_as_whom_the_thread_impersonates_stays_on_the_thread() {
        ComPointer pointer = ComPointer.share(object.pointer(), scope);
        assertThat(pointer.<Thread>callImpersonating((vtable, self, arena) -> Thread.currentThread()))
                .isSameAs(Thread.currentThread());
        pointer.close();
        assertThatThrownBy(() -> pointer.callImpersonating((vtable, self, arena) -> 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void own_takes_over_the_caller_s_reference() {
        object.addRef();
        ComPointer.own(object.pointer(), scope).close();
        assertThat(references()).isZero();
    }

    @Test
    void a_pointer_that_came_from_a_thread_s_own_arena_is_used_on_any_thread() throws InterruptedException {
        int[] references = new int[1];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment confined = MemorySegment.ofAddress(object.pointer().address()).reinterpret(8, arena, null);
            ComPointer pointer = ComPointer.share(confined, scope);
            Thread.ofPlatform().start(() -> references[0] = pointer.call((vtable, self, _) ->
                    IUnknownVtbl.AddRef.invoke(IUnknownVtbl.AddRef(vtable), self))).join();
            assertThat(new Variant.Unknown(confined).pointer().isAccessibleBy(Thread.ofPlatform().unstarted(() -> { }))).isTrue();
        }
        assertThat(references[0]).isEqualTo(3);
        object.release();
    }

    @Test
    void query_gives_another_reference_or_nothing() {
        ComPointer pointer = ComPointer.share(object.pointer(), scope);
        assertThat(pointer.query(Guid.parse("97EA99C7-0186-4AD4-8DF9-C5B4E0ED6B22"))).isEmpty();
        ComPointer same = pointer.query(Guid.IUNKNOWN).orElseThrow();
        assertThat(references()).isEqualTo(2);
        same.close();
    }

    @Test
    void a_close_during_a_call_waits_for_its_end() throws InterruptedException {
        ComPointer pointer = ComPointer.share(object.pointer(), scope);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread caller = Thread.ofPlatform().start(() -> pointer.call((vtable, self, arena) -> {
            inside.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertThat(references()).as("still held").isEqualTo(1);
            return 0;
        }));
        inside.await();
        pointer.close();
        closed.countDown();
        caller.join();
        assertThat(references()).isZero();
    }

    @Test
    void a_scope_closes_all_and_takes_no_more() {
        ComPointer one = ComPointer.share(object.pointer(), scope);
        ComPointer.share(object.pointer(), scope);
        scope.close();
        assertThat(references()).isZero();
        assertThatThrownBy(one::segment).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ComPointer.share(object.pointer(), scope)).isInstanceOf(IllegalStateException.class);
        assertThat(references()).as("what was refused was given back").isZero();
    }

    @Test
    void what_is_forgotten_is_released() throws InterruptedException {
        ComPointer.share(object.pointer(), scope);
        for (int i = 0; i < 200 && references() > 0; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(references()).isZero();
    }

    @Test
    void null_is_refused() {
        assertThatThrownBy(() -> ComPointer.own(MemorySegment.NULL, scope))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("pointer:");
        assertThatThrownBy(() -> ComPointer.share(MemorySegment.NULL, scope))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("pointer:");
    }
}
