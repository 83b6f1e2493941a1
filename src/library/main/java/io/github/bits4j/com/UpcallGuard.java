package io.github.bits4j.com;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * What stands between native code and a Java method: finds the object, and turns whatever is thrown into an HRESULT, since an
 * exception that leaves an upcall ends the JVM.
 *
 * <p>{@link ComException} gives its own HRESULT, {@link UnsupportedOperationException} E_NOTIMPL, {@link OutOfMemoryError}
 * E_OUTOFMEMORY, all else E_FAIL; what is not a ComException is logged.
 */
final class UpcallGuard {
    private static final Logger LOG = System.getLogger("io.github.bits4j.com");
    private static final MethodHandle TARGET_OF;
    private static final MethodHandle HRESULT_OF;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TARGET_OF = lookup.findStatic(ComObject.class, "targetOf", MethodType.methodType(Object.class, MemorySegment.class));
            HRESULT_OF = lookup.findStatic(UpcallGuard.class, "hresultOf",
                    MethodType.methodType(int.class, String.class, Throwable.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private UpcallGuard() {}

    static MethodHandle guard(MethodHandle method, Class<?> targetType, FunctionDescriptor descriptor, String slot) {
        MethodHandle hresult = method.type().returnType() == void.class
                ? MethodHandles.filterReturnValue(method, MethodHandles.constant(int.class, HResult.S_OK))
                : method;
        MethodHandle found = MethodHandles.filterArguments(
                hresult, 0, TARGET_OF.asType(MethodType.methodType(targetType, MemorySegment.class)));
        MethodType expected = descriptor.toMethodType();
        if (!found.type().equals(expected)) {
            throw new IllegalArgumentException("targetType: %s has the parameters %s, the slot %s needs %s"
                    .formatted(targetType.getName(), method.type(), slot, expected));
        }
        return MethodHandles.catchException(SlotCounts.counted(found, slot), Throwable.class,
                MethodHandles.insertArguments(HRESULT_OF, 0, slot));
    }

    static int hresultOf(String slot, Throwable thrown) {
        if (thrown instanceof ComException e) {
            return e.hresult();
        }
        try {
            LOG.log(Level.WARNING, slot + " threw", thrown);
        } catch (Throwable e) {
            // Out of memory or of stack, or a broken logger: the HRESULT must get out all the same.
            return HResult.E_FAIL;
        }
        // No switch by patterns: the first one links a call site, which can throw here, outside of any try.
        if (thrown instanceof UnsupportedOperationException) {
            return HResult.E_NOTIMPL;
        }
        return thrown instanceof OutOfMemoryError ? HResult.E_OUTOFMEMORY : HResult.E_FAIL;
    }
}
