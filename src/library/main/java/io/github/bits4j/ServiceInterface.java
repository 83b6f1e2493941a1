package io.github.bits4j;

import static io.github.bits4j.bindings.bits.bits_h.C_INT;
import static io.github.bits4j.bindings.bits.bits_h.C_LONG_LONG;
import static io.github.bits4j.bindings.bits.bits_h.C_POINTER;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.com.WideString;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One interface of an object of the service, and the few shapes that its methods have.
 *
 * <p>A method is named by the two members that jextract makes for it: {@code SomeVtbl::Method}, which finds it in a vtable, and
 * {@code SomeVtbl.Method::invoke}, which calls it.
 */
final class ServiceInterface {
    private final Connection connection;
    private final String name;
    private final Supplier<ComPointer> pointer;
    private final Supplier<Optional<JobState>> state;

    /** Of an object that is no job. */
    ServiceInterface(Connection connection, String name, Supplier<ComPointer> pointer) {
        this(connection, name, pointer, Optional::empty);
    }

    /**
     * @param pointer gives the interface pointer, borrowed; throws if the service has no such interface
     * @param state reads the state of the job that is called, for an exception that says it
     */
    ServiceInterface(Connection connection, String name, Supplier<ComPointer> pointer, Supplier<Optional<JobState>> state) {
        this.connection = connection;
        this.name = name;
        this.pointer = pointer;
        this.state = state;
    }

    /** Where a vtable has the method. */
    @FunctionalInterface
    interface Slot {
        MemorySegment in(MemorySegment vtable);
    }

    /** A method with no parameter but the object. */
    @FunctionalInterface
    interface Plain {
        int invoke(MemorySegment function, MemorySegment self);
    }

    /** A method with a number. */
    @FunctionalInterface
    interface WithInt {
        int invoke(MemorySegment function, MemorySegment self, int value);
    }

    /** A method with a string, a struct or the place for its result. */
    @FunctionalInterface
    interface WithPointer {
        int invoke(MemorySegment function, MemorySegment self, MemorySegment parameter);
    }

    /** A method of any parameters, allocated in an arena that is closed when it returns. */
    @FunctionalInterface
    interface Any {
        int invoke(MemorySegment function, MemorySegment self, Arena arena);
    }

    /** Calls a method; returns the success code. */
    int call(String method, Slot slot, Plain invoke) {
        return run(method, slot, (function, self, arena) -> invoke.invoke(function, self));
    }

    /** Calls a method; returns the success code. */
    int run(String method, Slot slot, Any invoke) {
        return call((vtable, self, arena) ->
                check(method, invoke.invoke(slot.in(vtable), self, arena)));
    }

    /** Calls a method as whom this thread impersonates; returns the success code. */
    int callImpersonating(String method, Slot slot, Plain invoke) {
        return connection.callImpersonating(pointer.get(), (vtable, self, arena) ->
                check(method, invoke.invoke(slot.in(vtable), self)), state);
    }

    int setInt(String method, Slot slot, WithInt invoke, int value) {
        return run(method, slot, (function, self, arena) -> invoke.invoke(function, self, value));
    }

    /** @param text NULL for {@code null} */
    int setString(String method, Slot slot, WithPointer invoke, @Nullable String text) {
        return run(method, slot, (function, self, arena) ->
                invoke.invoke(function, self, WideString.allocate(arena, text)));
    }

    int getInt(String method, Slot slot, WithPointer invoke) {
        return get(method, slot, invoke, arena -> arena.allocate(C_INT), out -> out.get(C_INT, 0));
    }

    /**
     * Sets flags; bits that have no name here stay as the service has them, since a newer one may know more.
     *
     * @param named the bits that have a name
     */
    int setFlags(String name, Slot getter, WithPointer get, Slot setter, WithInt set, int named, int bits) {
        int unnamed;
        try {
            unnamed = getInt("Get" + name, getter, get) & ~named;
        } catch (BackgroundCopyException e) {
            if (e.hresult() != HResult.E_NOTIMPL) {
                throw e;
            }
            unnamed = 0; // Wine has setters without getters
        }
        return setInt("Set" + name, setter, set, unnamed | bits);
    }

    long getLong(String method, Slot slot, WithPointer invoke) {
        return get(method, slot, invoke, arena -> arena.allocate(C_LONG_LONG), out -> out.get(C_LONG_LONG, 0));
    }

    /** A string, which is the caller's to free; empty for NULL. */
    String getString(String method, Slot slot, WithPointer invoke) {
        return get(method, slot, invoke, arena -> arena.allocate(C_POINTER), ServiceInterface::takeString);
    }

    /** Frees the string that a method has given; empty for NULL. */
    static String takeString(MemorySegment out) {
        return TaskMemory.takeString(out.get(C_POINTER, 0));
    }

    /** @param allocate makes the place for the result, or for all of them if the method has several */
    <T> T get(String method, Slot slot, WithPointer invoke, Function<Arena, MemorySegment> allocate,
            Function<MemorySegment, T> read) {
        return call((vtable, self, arena) -> {
            MemorySegment out = allocate.apply(arena);
            check(method, invoke.invoke(slot.in(vtable), self, out));
            return read.apply(out);
        });
    }

    /** As {@link #get}; empty if the method succeeds with S_FALSE, by which it says that there is nothing to be got. */
    <T> Optional<T> find(String method, Slot slot, WithPointer invoke, Function<Arena, MemorySegment> allocate,
            Function<MemorySegment, T> read) {
        return call((vtable, self, arena) -> {
            MemorySegment out = allocate.apply(arena);
            int hr = check(method, invoke.invoke(slot.in(vtable), self, out));
            return hr == HResult.S_FALSE ? Optional.empty() : Optional.of(read.apply(out));
        });
    }

    /**
     * An interface pointer; null if the method gives NULL or fails with one of the codes by which the service says that
     * there is none.
     */
    @Nullable ComPointer getPointer(String method, Slot slot, WithPointer invoke, Set<Integer> none) {
        return call((vtable, self, arena) -> {
            MemorySegment out = arena.allocate(C_POINTER);
            int hr = invoke.invoke(slot.in(vtable), self, out);
            if (none.contains(hr)) {
                return null;
            }
            check(method, hr);
            MemorySegment found = out.get(C_POINTER, 0);
            return found.address() == 0 ? null : ComPointer.own(found, connection.scope);
        });
    }

    /** A method that gives an interface pointer, which is the caller's, and has other parameters too. */
    @FunctionalInterface
    interface Giving {
        int invoke(MemorySegment function, MemorySegment self, Arena arena, MemorySegment out);
    }

    ComPointer newPointer(String method, Slot slot, Giving invoke) {
        return call((vtable, self, arena) -> {
            MemorySegment out = arena.allocate(C_POINTER);
            check(method, invoke.invoke(slot.in(vtable), self, arena, out));
            return ComPointer.own(out.get(C_POINTER, 0), connection.scope);
        });
    }

    private <T> T call(ComPointer.Call<T> call) {
        return connection.call(pointer.get(), call, state);
    }

    private int check(String method, int hresult) {
        return ComException.check(hresult, name + "::" + method);
    }
}
