package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.session.ClientCertificate;
import io.github.bits4j.embedded.transfer.session.ClientCertificates;
import java.io.ByteArrayInputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The serialized CERT_CONTEXT that names a client certificate: elements of a number, the number 1, a length and bytes. */
final class CertificateContext {
    /** CERT_CERT_PROP_ID: the certificate itself. */
    private static final int CERTIFICATE = 32;
    private static final int ENCODING = 1;

    private CertificateContext() {}

    /** The certificate, of which the application must have the key: CRYPT_E_NOT_FOUND otherwise. */
    static ClientCertificate find(byte[] serialized, ClientCertificates certificates, String operation) {
        byte[] certificate = certificate(serialized);
        if (certificate == null) {
            throw new ComException(HResult.E_INVALIDARG, operation, "not a serialized certificate context");
        }
        String thumbprint;
        try {
            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
            thumbprint = HexFormat.of().withUpperCase().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate));
        } catch (GeneralSecurityException malformed) {
            throw new ComException(HResult.E_INVALIDARG, operation, "not a certificate: " + malformed.getMessage());
        }
        return certificates.locate(thumbprint).orElseThrow(() ->
                new ComException(HResult.CRYPT_E_NOT_FOUND, operation, "the application has no key of the certificate"));
    }

    private static byte @Nullable [] certificate(byte[] serialized) {
        ByteBuffer elements = ByteBuffer.wrap(serialized).order(ByteOrder.LITTLE_ENDIAN);
        byte[] found = null;
        try {
            while (elements.hasRemaining()) {
                int property = elements.getInt();
                int encoding = elements.getInt();
                int length = elements.getInt();
                if (encoding != ENCODING || length < 0 || length > elements.remaining()) {
                    return null;
                }
                byte[] value = new byte[length];
                elements.get(value);
                found = property == CERTIFICATE ? value : found;
            }
        } catch (BufferUnderflowException cut) {
            return null;
        }
        return found;
    }
}
