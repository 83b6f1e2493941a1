package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.required;
import static io.github.bits4j.embedded.face.Parameters.setInt;
import static io.github.bits4j.embedded.face.Parameters.setPointer;
import static java.lang.foreign.ValueLayout.ADDRESS;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** An enumerator: a snapshot and a position in it. All of the service's enumerators have these slots. */
abstract class EnumFace<E> extends FaceObject {
    private final List<E> elements;
    private int position;

    EnumFace(ServiceFace service, List<E> elements, int position) {
        super(service);
        this.elements = List.copyOf(elements);
        this.position = position;
    }

    /** A new reference to the element, for the client. */
    abstract MemorySegment pointerOf(E element);

    /** A new enumerator over the same snapshot, for the client. */
    abstract MemorySegment copy(List<E> elements, int position);

    public final synchronized int next(int count, MemorySegment out, MemorySegment fetched) {
        service.ensureRunning();
        if (fetched.address() == 0 && count != 1) {
            throw new ComException(HResult.E_INVALIDARG, "pceltFetched may be NULL for one element only");
        }
        required(out, "rgelt");
        long wanted = Integer.toUnsignedLong(count);
        int given = 0;
        while (given < wanted && position < elements.size()) {
            out.setAtIndex(ADDRESS, given++, pointerOf(elements.get(position++)));
        }
        if (fetched.address() != 0) {
            setInt(fetched, given);
        }
        return given == wanted ? HResult.S_OK : HResult.S_FALSE;
    }

    public final synchronized int skip(int count) {
        long left = elements.size() - position;
        long skipped = Math.min(left, Integer.toUnsignedLong(count));
        position += (int) skipped;
        return skipped == Integer.toUnsignedLong(count) ? HResult.S_OK : HResult.S_FALSE;
    }

    public final synchronized void reset() {
        position = 0;
    }

    public final synchronized void clone(MemorySegment out) {
        setPointer(out, () -> copy(elements, position));
    }

    public final void getCount(MemorySegment out) {
        setInt(out, elements.size());
    }
}
