package io.github.bits4j.com;

import io.github.bits4j.bindings.com.IUnknownVtbl;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One reference to a COM object, released once: after the last call that uses it, when it has been given up.
 *
 * <p>It knows nothing of the {@link ComPointer} that holds it, so that a cleaner can release what a caller forgot.
 */
final class InterfaceReference {
    /** References not yet released, for leak accounting. */
    static final AtomicLong LIVE = new AtomicLong();

    private static final int GIVEN_UP = Integer.MIN_VALUE;

    final MemorySegment pointer;
    final MemorySegment vtable;
    private final Set<InterfaceReference> siblings;
    /** The number of calls under way; negative once given up. */
    private final AtomicInteger uses = new AtomicInteger();

    InterfaceReference(MemorySegment pointer, Set<InterfaceReference> siblings) {
        this.pointer = pointer;
        this.vtable = pointer.get(NativeFunction.POINTER, 0);
        this.siblings = siblings;
        siblings.add(this);
        LIVE.incrementAndGet();
    }

    /** Keeps the object alive for a call; false if it has been given up. */
    boolean enter() {
        int now;
        do {
            now = uses.get();
            if (now < 0) {
                return false;
            }
        } while (!uses.compareAndSet(now, now + 1));
        return true;
    }

    void leave() {
        if (uses.decrementAndGet() == GIVEN_UP) {
            release();
        }
    }

    boolean isGivenUp() {
        return uses.get() < 0;
    }

    /** Gives the reference up; the object is released now or at the end of the last call under way. */
    void giveUp() {
        int before = uses.getAndUpdate(now -> now | GIVEN_UP);
        if (before == 0) {
            release();
        }
    }

    private void release() {
        siblings.remove(this);
        LIVE.decrementAndGet();
        Apartment.call(() -> IUnknownVtbl.Release.invoke(IUnknownVtbl.Release(vtable), pointer));
    }
}
