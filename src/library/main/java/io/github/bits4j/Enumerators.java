package io.github.bits4j;

import static io.github.bits4j.bindings.bits.bits_h.C_INT;
import static io.github.bits4j.bindings.bits.bits_h.C_POINTER;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Reads what an enumerator of the service lists; all of them have the method Next in the same shape. */
final class Enumerators {
    private static final int BATCH = 16;

    @FunctionalInterface
    interface Next {
        int invoke(MemorySegment vtable, MemorySegment self, int count, MemorySegment out, MemorySegment fetched);
    }

    private Enumerators() {}

    /** All elements from the enumerator's position on, each a reference that the caller owns. */
    static List<ComPointer> drain(Connection connection, ComPointer enumerator, String operation, Next next) {
        List<ComPointer> all = new ArrayList<>();
        try {
            boolean more = true;
            while (more) {
                List<ComPointer> batch = connection.call(enumerator, (vtable, self, arena) -> {
                    MemorySegment out = arena.allocate(C_POINTER, BATCH);
                    MemorySegment fetched = arena.allocate(C_INT);
                    ComException.check(next.invoke(vtable, self, BATCH, out, fetched), operation);
                    List<ComPointer> owned = new ArrayList<>();
                    for (int i = 0; i < fetched.get(C_INT, 0); i++) {
                        owned.add(ComPointer.own(out.getAtIndex(C_POINTER, i), enumerator.scope()));
                    }
                    return owned;
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
}
