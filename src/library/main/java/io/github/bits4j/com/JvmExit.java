package io.github.bits4j.com;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;

/**
 * What happens to objects that a service still holds when the JVM ends.
 *
 * <p>COM may call Release on them after the last Java thread has gone: an upcall into a VM that is no more ends the process
 * with a fatal error or hangs it. A shutdown hook therefore replaces their vtable by a tombstone, all of whose slots are a
 * native function without parameters that does nothing and returns -1: a failed HRESULT. The exit status and other hooks are
 * not touched. Off Windows nobody calls from outside the VM.
 */
final class JvmExit {
    /** More slots than any interface of these services has. */
    private static final int TOMBSTONE_SLOTS = 128;

    private static boolean prepared;

    private JvmExit() {}

    /**
     * To be called before an object is given away.
     *
     * @throws IllegalStateException if the JVM is shutting down
     */
    static synchronized void prepare() {
        if (Platform.WINDOWS && !prepared) {
            MemorySegment tombstone = tombstone();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> ObjectTable.closeGate(tombstone), "bits4j-exit"));
            prepared = true;
        }
    }

    private static MemorySegment tombstone() {
        MemorySegment leaf = NativeFunction.find(
                SymbolLookup.libraryLookup("kernel32", Arena.global()), "GetCurrentProcess");
        MemorySegment vtable = Arena.global().allocate(ADDRESS, TOMBSTONE_SLOTS);
        for (int slot = 0; slot < TOMBSTONE_SLOTS; slot++) {
            vtable.setAtIndex(ADDRESS, slot, leaf);
        }
        return vtable;
    }
}
