package io.github.bits4j.deliveryoptimization;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A certificate as CertSerializeCertificateStoreElement writes it, without further properties. */
final class CertificateContext {
    private static final int CERTIFICATE = 32;
    private static final int ENCODED = 1;
    private static final int HEADER_BYTES = 3 * Integer.BYTES;

    private CertificateContext() {}

    /** @param certificate in DER */
    static byte[] of(byte[] certificate) {
        return ByteBuffer.allocate(HEADER_BYTES + certificate.length).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(CERTIFICATE).putInt(ENCODED).putInt(certificate.length).put(certificate).array();
    }
}
