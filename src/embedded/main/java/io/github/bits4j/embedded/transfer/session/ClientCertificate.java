package io.github.bits4j.embedded.transfer.session;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a client certificate is found.
 *
 * @param location a BG_CERT_STORE_LOCATION
 * @param store the store's name, such as {@code MY}
 * @param thumbprint the SHA-1 of the certificate in hexadecimal digits; null while it is named by its subject
 * @param subject a part of its subject's name; null while it is named by its thumbprint
 */
public record ClientCertificate(int location, String store, @Nullable String thumbprint, @Nullable String subject) {

    public static ClientCertificate byThumbprint(int location, String store, byte[] hash) {
        return new ClientCertificate(location, store, HexFormat.of().withUpperCase().formatHex(hash), null);
    }

    public static ClientCertificate bySubject(int location, String store, String subject) {
        return new ClientCertificate(location, store, null, subject);
    }

    /** The SHA-1 of the certificate; empty if it is not known. */
    public byte[] hash() {
        return thumbprint == null ? new byte[0] : HexFormat.of().parseHex(thumbprint);
    }
}
