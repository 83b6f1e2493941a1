package io.github.bits4j;

import static io.github.bits4j.bindings.bits.bits_h.C_INT;
import static io.github.bits4j.bindings.bits.bits_h.C_POINTER;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.com.WideString;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;

/**
 * The certificate that a job shows to servers.
 *
 * @param location where the store is
 * @param store the store's name, such as {@code MY}
 * @param thumbprint the SHA-1 hash of the certificate in 40 hexadecimal digits, capital letters; empty if the service gave none
 * @param subject the parts of the subject's name, in the reverse order of how it is shown: {@code O, OU, CN}; may be empty
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nf-bits2_5-ibackgroundcopyjobhttpoptions-getclientcertificate">GetClientCertificate</a>
 */
public record ClientCertificate(CertificateStoreLocation location, String store, String thumbprint, String subject) {
    /** The size of a certificate's SHA-1 hash. */
    static final int HASH_BYTES = 20;
    /** The longest name of a store or subject that the service takes. */
    static final int MAX_NAME = 255;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    /** What GetClientCertificate gives, one after another. */
    static final long STORE = C_POINTER.byteSize();
    static final long HASH = 2 * C_POINTER.byteSize();
    static final long SUBJECT = 3 * C_POINTER.byteSize();
    static final long END = 4 * C_POINTER.byteSize();

    /** The SHA-1 hash of the certificate, by which {@link JobHttpOptions#setClientCertificate} finds it. */
    public byte[] hash() {
        return HEX.parseHex(thumbprint);
    }

    /** Reads and frees what the service gave. */
    static ClientCertificate take(MemorySegment out) {
        MemorySegment store = out.get(C_POINTER, STORE);
        MemorySegment hash = out.get(C_POINTER, HASH);
        MemorySegment subject = out.get(C_POINTER, SUBJECT);
        try {
            return new ClientCertificate(CertificateStoreLocation.of(out.get(C_INT, 0)), text(store),
                    hash.address() == 0 ? "" : HEX.formatHex(hash.asSlice(0, HASH_BYTES).toArray(JAVA_BYTE)), text(subject));
        } finally {
            TaskMemory.free(store);
            TaskMemory.free(hash);
            TaskMemory.free(subject);
        }
    }

    private static String text(MemorySegment text) {
        return text.address() == 0 ? "" : WideString.read(text);
    }
}
