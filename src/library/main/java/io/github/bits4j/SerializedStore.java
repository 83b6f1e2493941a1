package io.github.bits4j;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate store as CertSaveStore writes it: a version and a magic number, then elements of three numbers (kind, encoding,
 * length) and their data, and an element of zeros at the end. Properties, which come before the certificate that has them,
 * revocation lists and trust lists are elements too.
 */
final class SerializedStore {
    private static final int VERSION = 0;
    private static final int MAGIC = 0x54524543; // CERT
    private static final int END = 0;
    private static final int CERTIFICATE = 32;
    private static final int HEADER_BYTES = 3 * Integer.BYTES;

    private SerializedStore() {}

    /** The certificates, encoded; an empty store may be without a single byte. */
    static List<byte[]> certificates(byte[] store) throws CertificateException {
        List<byte[]> certificates = new ArrayList<>();
        if (store.length == 0) {
            return certificates;
        }
        ByteBuffer in = ByteBuffer.wrap(store).order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < 2 * Integer.BYTES || in.getInt() != VERSION || in.getInt() != MAGIC) {
            throw malformed("does not begin as one");
        }
        while (true) {
            if (in.remaining() < HEADER_BYTES) {
                throw malformed("has no end");
            }
            int kind = in.getInt();
            in.getInt(); // the encoding, which the certificate's parser sees for itself
            int length = in.getInt();
            if (kind == END) {
                return certificates;
            }
            if (length < 0 || length > in.remaining()) {
                throw malformed("ends inside an element");
            }
            byte[] data = new byte[length];
            in.get(data);
            if (kind == CERTIFICATE) {
                certificates.add(data);
            }
        }
    }

    private static CertificateException malformed(String how) {
        return new CertificateException("the serialized certificate store " + how);
    }
}
