package io.github.bits4j.tests.support;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/** How Windows reads a serialized certificate store. */
public final class SystemCertificates {
    private static final MemorySegment CERT_STORE_PROV_SERIALIZED = MemorySegment.ofAddress(6);
    /** Of CERT_CONTEXT: the encoding, the bytes of the certificate, how many. */
    private static final long BYTES = 8;
    private static final long COUNT = 16;
    private static final long CONTEXT_SIZE = 40;

    private SystemCertificates() {}

    /** The certificates in it, by CertOpenStore of crypt32.dll. */
    public static List<byte[]> read(byte[] serialized) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, serialized);
            MemorySegment blob = arena.allocate(16, 8);
            blob.set(JAVA_INT, 0, serialized.length);
            blob.set(ADDRESS, BYTES, bytes);
            MemorySegment store = (MemorySegment) link("CertOpenStore",
                    FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS))
                    .invokeExact(CERT_STORE_PROV_SERIALIZED, 0, MemorySegment.NULL, 0, blob);
            if (store.address() == 0) {
                throw new AssertionError("CertOpenStore does not take it");
            }
            List<byte[]> found = certificates(store);
            int closed = (int) link("CertCloseStore", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT)).invokeExact(store, 0);
            if (closed == 0) {
                throw new AssertionError("CertCloseStore");
            }
            return found;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
    }

    private static List<byte[]> certificates(MemorySegment store) throws Throwable {
        MethodHandle next = link("CertEnumCertificatesInStore", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        List<byte[]> found = new ArrayList<>();
        MemorySegment context = (MemorySegment) next.invokeExact(store, MemorySegment.NULL);
        while (context.address() != 0) {
            MemorySegment fields = context.reinterpret(CONTEXT_SIZE);
            found.add(fields.get(ADDRESS, BYTES).reinterpret(fields.get(JAVA_INT, COUNT)).toArray(JAVA_BYTE));
            context = (MemorySegment) next.invokeExact(store, context);
        }
        return found;
    }

    private static MethodHandle link(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(
                SymbolLookup.libraryLookup("crypt32", Arena.global()).find(name).orElseThrow(), descriptor);
    }
}
