package io.github.bits4j.internal;

import static io.github.bits4j.bindings.com.com_h.C_INT;
import static io.github.bits4j.bindings.com.com_h.C_POINTER;

import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.HResult;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Reads what an enumerator of the service lists; all of them have the method Next in the same shape. */
public final class Enumerators {
    private static final int BATCH = 16;

    /** The method itself. */
    @FunctionalInterface
    public interface Next {
        /** Calls it. */
        int invoke(MemorySegment vtable, MemorySegment self, int count, MemorySegment out, MemorySegment fetched);
    }

    /** How the enumerator is called: a failure becomes an exception of the one API or the other. */
    @FunctionalInterface
    public interface Caller {
        /** Calls it. */
        <T> T call(ComPointer pointer, ComPointer.Call<T> call);
    }

    private Enumerators() {}

    /** All elements from the enumerator's position on, each a reference that the caller owns. */
    public static List<ComPointer> drain(Caller caller, ComPointer enumerator, String operation, Next next) {
        List<ComPointer> all = new ArrayList<>();
        try {
            boolean more = true;
            while (more) {
                List<ComPointer> batch = caller.call(enumerator, (vtable, self, arena) -> {
                    MemorySegment out = arena.allocate(C_POINTER, BATCH);
                    MemorySegment fetched = arena.allocate(C_INT);
                    ComException.check(next.invoke(vtable, self, BATCH, out, fetched), operation);
                    return own(out, fetched.get(C_INT, 0), enumerator.scope(), operation);
                });
                all.addAll(batch);
                more = batch.size() == BATCH;
            }
            return all;
        } catch (RuntimeException e) {
            all.forEach(ComPointer::close);
            throw e;
        }
    }

    /** Takes over all references, or none: a connection that is closed meanwhile refuses them. */
    private static List<ComPointer> own(MemorySegment pointers, int count, ComScope scope, String operation) {
        List<ComPointer> owned = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            try {
                MemorySegment pointer = pointers.getAtIndex(C_POINTER, i);
                if (pointer.address() == 0) {
                    throw new ComException(HResult.E_POINTER, operation, "an element is NULL");
                }
                owned.add(ComPointer.own(pointer, scope));
            } catch (RuntimeException e) {
                owned.forEach(ComPointer::close);
                for (int rest = i + 1; rest < count; rest++) {
                    release(pointers.getAtIndex(C_POINTER, rest));
                }
                throw e;
            }
        }
        return owned;
    }

    private static void release(MemorySegment pointer) {
        if (pointer.address() != 0) {
            IUnknownVtbl.Release.invoke(IUnknownVtbl.Release(pointer.get(C_POINTER, 0)), pointer);
        }
    }
}
