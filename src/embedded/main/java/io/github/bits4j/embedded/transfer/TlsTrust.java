package io.github.bits4j.embedded.transfer;

import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * What a TLS connection demands. The bits of {@code flags} are BG_SSL_…: each takes one check away, and
 * {@link #CHECK_REVOCATION} adds one.
 *
 * @param flags zero for the platform's own checks
 * @param approval asked about each server that has passed them; null for none. Compared by identity
 * @param identity our certificate for servers that ask for one; null for none
 */
public record TlsTrust(int flags, @Nullable CertificateApproval approval, @Nullable X509ExtendedKeyManager identity) {
    public static final int CHECK_REVOCATION = 0x01;
    public static final int IGNORE_NAME = 0x02;
    public static final int IGNORE_DATE = 0x04;
    public static final int IGNORE_UNKNOWN_CA = 0x08;
    public static final int IGNORE_USAGE = 0x10;
    /** All of them. */
    public static final int MASK = 0x1F;

    public static final TlsTrust USUAL = new TlsTrust(0, null, null);

    /** Whether a check is left out. */
    public boolean ignores(int flag) {
        return (flags & flag) != 0;
    }
}
