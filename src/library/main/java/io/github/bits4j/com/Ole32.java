package io.github.bits4j.com;

import static io.github.bits4j.com.NativeFunction.POINTER;
import static io.github.bits4j.com.NativeFunction.link;
import static io.github.bits4j.com.NativeFunction.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** The functions of ole32.dll that this package calls. Loading this class needs Windows. */
final class Ole32 {
    private static final SymbolLookup OLE32 = SymbolLookup.libraryLookup("ole32", Arena.global());

    private static final MethodHandle CREATE_INSTANCE =
            link(OLE32, "CoCreateInstance", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle INCREMENT_MTA_USAGE =
            link(OLE32, "CoIncrementMTAUsage", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle GET_APARTMENT_TYPE =
            link(OLE32, "CoGetApartmentType", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SET_PROXY_BLANKET = link(OLE32, "CoSetProxyBlanket", FunctionDescriptor.of(JAVA_INT,
            ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle TASK_MEM_ALLOC = link(OLE32, "CoTaskMemAlloc", FunctionDescriptor.of(POINTER, JAVA_LONG));
    private static final MethodHandle TASK_MEM_FREE = link(OLE32, "CoTaskMemFree", FunctionDescriptor.ofVoid(ADDRESS));

    private Ole32() {}

    static int createInstance(MemorySegment clsid, int context, MemorySegment iid, MemorySegment out) {
        try {
            return (int) CREATE_INSTANCE.invokeExact(clsid, MemorySegment.NULL, context, iid, out);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int incrementMtaUsage(MemorySegment cookie) {
        try {
            return (int) INCREMENT_MTA_USAGE.invokeExact(cookie);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int getApartmentType(MemorySegment type, MemorySegment qualifier) {
        try {
            return (int) GET_APARTMENT_TYPE.invokeExact(type, qualifier);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int setProxyBlanket(MemorySegment proxy, int authentication, int authorization, MemorySegment principal,
            int level, int impersonation, MemorySegment identity, int capabilities) {
        try {
            return (int) SET_PROXY_BLANKET.invokeExact(
                    proxy, authentication, authorization, principal, level, impersonation, identity, capabilities);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static MemorySegment taskMemAlloc(long size) {
        try {
            return (MemorySegment) TASK_MEM_ALLOC.invokeExact(size);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static void taskMemFree(MemorySegment memory) {
        try {
            TASK_MEM_FREE.invokeExact(memory);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }
}
