package io.github.bits4j.embedded.face;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Certificates as CertOpenStore reads them with CERT_STORE_PROV_SERIALIZED: a version and a magic number, an element for each
 * certificate, an element of zeros.
 */
final class SerializedStore {
    private static final int VERSION = 0;
    private static final int MAGIC = 0x54524543; // CERT
    private static final int CERTIFICATE = 32;
    private static final int X509_ASN_ENCODING = 1;
    private static final int WORD = Integer.BYTES;

    private SerializedStore() {}

    static byte[] of(List<byte[]> certificates) {
        int size = 5 * WORD + certificates.stream().mapToInt(certificate -> 3 * WORD + certificate.length).sum();
        ByteBuffer store = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        store.putInt(VERSION).putInt(MAGIC);
        for (byte[] certificate : certificates) {
            store.putInt(CERTIFICATE).putInt(X509_ASN_ENCODING).putInt(certificate.length).put(certificate);
        }
        return store.putInt(0).putLong(0).array();
    }
}
