package io.github.bits4j;

import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.com.WideString;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object of the service behind one interface pointer, and the few shapes that its methods have. */
abstract sealed class ServiceObject permits BackgroundCopyJob, BackgroundCopyFile, BackgroundCopyError {
    final Connection connection;
    final ComPointer pointer;

    ServiceObject(Connection connection, ComPointer pointer) {
        this.connection = connection;
        this.pointer = pointer;
    }

    /** A method with no parameter but the object. */
    @FunctionalInterface
    interface Plain {
        int invoke(MemorySegment vtable, MemorySegment self);
    }

    /** A method with one more parameter: the place for its result, a value or a string. */
    @FunctionalInterface
    interface Out<P> {
        int invoke(MemorySegment vtable, MemorySegment self, P parameter);
    }

    /** The interface pointer, borrowed: valid while this object is open. AddRef it to keep it. */
    public MemorySegment pointer() {
        return pointer.segment();
    }

    /** Calls a method that gives nothing back; returns the success code. */
    final int call(String operation, Plain method) {
        return connection.call(pointer, (vtable, self, arena) ->
                ComException.check(method.invoke(vtable, self), operation));
    }

    final int getInt(String operation, Out<MemorySegment> method) {
        return get(operation, arena -> arena.allocate(bits_h.C_INT), method, out -> out.get(bits_h.C_INT, 0));
    }

    /** A getter of a string, which is the caller's to free. */
    final String getString(String operation, Out<MemorySegment> method) {
        return get(operation, arena -> arena.allocate(bits_h.C_POINTER), method,
                out -> TaskMemory.takeString(out.get(bits_h.C_POINTER, 0)));
    }

    final void setString(String operation, String text, Out<MemorySegment> method) {
        connection.call(pointer, (vtable, self, arena) ->
                ComException.check(method.invoke(vtable, self, WideString.allocate(arena, text)), operation));
    }

    /** A getter of a struct. */
    final <T> T get(String operation, Function<Arena, MemorySegment> allocate, Out<MemorySegment> method,
            Function<MemorySegment, T> read) {
        return connection.call(pointer, (vtable, self, arena) -> {
            MemorySegment out = allocate.apply(arena);
            ComException.check(method.invoke(vtable, self, out), operation);
            return read.apply(out);
        });
    }

    /**
     * A getter of an interface pointer; null if it gives NULL or fails with one of the codes by which the service says that
     * there is none.
     */
    final @Nullable ComPointer getPointer(String operation, Set<Integer> none, Out<MemorySegment> method) {
        return connection.call(pointer, (vtable, self, arena) -> {
            MemorySegment out = arena.allocate(bits_h.C_POINTER);
            int hr = method.invoke(vtable, self, out);
            if (none.contains(hr)) {
                return null;
            }
            ComException.check(hr, operation);
            MemorySegment found = out.get(bits_h.C_POINTER, 0);
            return found.address() == 0 ? null : ComPointer.own(found, pointer.scope());
        });
    }
}
