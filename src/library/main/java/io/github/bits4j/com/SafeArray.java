package io.github.bits4j.com;

import io.github.bits4j.bindings.com.SAFEARRAY;
import io.github.bits4j.bindings.com.SAFEARRAYBOUND;
import io.github.bits4j.bindings.com.com_h;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * SAFEARRAYs of bytes in one dimension.
 *
 * <p>Their memory is that of SafeArrayCreateVector and SafeArrayDestroy on Windows. Elsewhere it is two blocks of {@code malloc}:
 * the descriptor, and the bytes that its {@code pvData} points to.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/oaidl/ns-oaidl-safearray">SAFEARRAY</a>
 */
public final class SafeArray {
    private static final int ONE_DIMENSION = 1;
    private static final int ONE_BYTE = 1;

    private SafeArray() {}

    /** An array of VT_UI1 for the other side or {@link #destroy} to free. */
    public static MemorySegment ofBytes(byte[] bytes) {
        MemorySegment array = Platform.WINDOWS ? ofSystem(bytes.length) : ofHeap(bytes.length);
        MemorySegment.copy(bytes, 0, data(array, bytes.length), ValueLayout.JAVA_BYTE, 0, bytes.length);
        return array;
    }

    private static MemorySegment ofSystem(int length) {
        MemorySegment array = OleAut32.createVector((short) com_h.VT_UI1(), length);
        if (array.address() == 0) {
            throw new OutOfMemoryError("no SAFEARRAY of " + length + " bytes");
        }
        return array.asSlice(0, SAFEARRAY.sizeof());
    }

    private static MemorySegment ofHeap(int length) {
        MemorySegment array = TaskMemory.allocate(SAFEARRAY.sizeof());
        try {
            array.fill((byte) 0);
            SAFEARRAY.cDims(array, (short) ONE_DIMENSION);
            SAFEARRAY.cbElements(array, ONE_BYTE);
            SAFEARRAYBOUND.cElements(SAFEARRAY.rgsabound(array, 0), length);
            SAFEARRAY.pvData(array, TaskMemory.allocate(Math.max(1, length)));
            return array;
        } catch (OutOfMemoryError e) {
            TaskMemory.free(array);
            throw e;
        }
    }

    /**
     * A copy of its bytes; none for NULL.
     *
     * @throws ComException E_INVALIDARG if it has several dimensions, or elements of another size; E_POINTER if it has none of those it counts
     */
    public static byte[] readBytes(MemorySegment pointer) {
        if (pointer.address() == 0) {
            return new byte[0];
        }
        MemorySegment array = pointer.reinterpret(SAFEARRAY.sizeof());
        if (SAFEARRAY.cDims(array) != ONE_DIMENSION || SAFEARRAY.cbElements(array) != ONE_BYTE) {
            throw new ComException(HResult.E_INVALIDARG, "SAFEARRAY", "it is not of bytes in one dimension");
        }
        long length = Integer.toUnsignedLong(SAFEARRAYBOUND.cElements(SAFEARRAY.rgsabound(array, 0)));
        if (length > 0 && SAFEARRAY.pvData(array).address() == 0) {
            throw new ComException(HResult.E_POINTER, "SAFEARRAY", "its bytes are NULL");
        }
        return data(array, length).toArray(ValueLayout.JAVA_BYTE);
    }

    private static MemorySegment data(MemorySegment array, long length) {
        return SAFEARRAY.pvData(array).reinterpret(length);
    }

    /** Frees it; NULL is allowed. */
    public static void destroy(MemorySegment pointer) {
        if (pointer.address() == 0) {
            return;
        }
        if (Platform.WINDOWS) {
            ComException.check(OleAut32.destroyArray(pointer), "SafeArrayDestroy");
        } else {
            TaskMemory.free(SAFEARRAY.pvData(pointer.reinterpret(SAFEARRAY.sizeof())));
            TaskMemory.free(pointer);
        }
    }
}
