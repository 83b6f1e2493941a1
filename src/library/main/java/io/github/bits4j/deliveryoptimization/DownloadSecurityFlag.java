package io.github.bits4j.deliveryoptimization;

import java.util.Set;

/**
 * What a download checks of a server's certificate, beyond the usual or less than that.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/winhttp/option-flags">WINHTTP_OPTION_SECURITY_FLAGS</a>
 */
public enum DownloadSecurityFlag {
    /** Asks whether the certificate has been revoked. With it the service ignores the other flags. */
    ENABLE_SSL_REVOCATION(0x1),
    /** Takes a certificate of an unknown authority. */
    IGNORE_UNKNOWN_CA(0x100),
    /** Takes a certificate that is not for servers. */
    IGNORE_CERT_WRONG_USAGE(0x200),
    /** Takes a certificate that is for another host. */
    IGNORE_CERT_CN_INVALID(0x1000),
    /** Takes an expired certificate. */
    IGNORE_CERT_DATE_INVALID(0x2000);

    private final int code;

    DownloadSecurityFlag(int code) {
        this.code = code;
    }

    /** The value in the Windows headers: SECURITY_FLAG_… or WINHTTP_ENABLE_SSL_REVOCATION. */
    public int code() {
        return code;
    }

    /** The flags as the bits that the service takes. */
    public static int bits(Set<DownloadSecurityFlag> flags) {
        return flags.stream().mapToInt(DownloadSecurityFlag::code).reduce(0, (bits, bit) -> bits | bit);
    }
}
