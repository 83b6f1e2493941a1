package io.github.bits4j;

/**
 * What a job checks of a server's certificate, beyond the usual or less than that, and whether it may leave https.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nf-bits2_5-ibackgroundcopyjobhttpoptions-setsecurityflags">SetSecurityFlags</a>
 */
public enum HttpSecurityFlag implements BitFlag {
    /** Asks whether the certificate has been revoked. If that cannot be found out, the job fails. */
    ENABLE_CRL_CHECK(0x1),
    /** Takes a certificate that is for another host. */
    IGNORE_CERT_CN_INVALID(0x2),
    /** Takes an expired certificate. */
    IGNORE_CERT_DATE_INVALID(0x4),
    /** Takes a certificate of an unknown authority. */
    IGNORE_UNKNOWN_CA(0x8),
    /** Takes a certificate that is not for servers. */
    IGNORE_CERT_WRONG_USAGE(0x10),
    /** Follows redirects from https to http, if redirects are allowed at all. Needs BITS 3.0. */
    ALLOW_HTTPS_TO_HTTP(0x800);

    private final int code;

    HttpSecurityFlag(int code) {
        this.code = code;
    }

    /** The value in the Windows headers: BG_SSL_… or BG_HTTP_REDIRECT_POLICY_ALLOW_HTTPS_TO_HTTP. */
    @Override
    public int code() {
        return code;
    }
}
