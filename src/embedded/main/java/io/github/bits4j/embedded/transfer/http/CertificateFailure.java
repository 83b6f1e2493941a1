package io.github.bits4j.embedded.transfer.http;

import java.security.cert.CertificateException;

/** A server's certificate that did not pass a check, with the HRESULT by which Windows reports that check. */
final class CertificateFailure extends CertificateException {
    private static final long serialVersionUID = 1L;

    static final int WRONG_NAME = 0x80072F06;
    static final int WRONG_DATE = 0x80072F05;
    static final int UNKNOWN_CA = 0x80072F0D;
    static final int REVOKED = 0x80072F8A;
    static final int REVOCATION_UNKNOWN = 0x80072F19;
    static final int WRONG_USAGE = 0x80072F93;
    static final int INVALID = 0x80072F89;

    private final int hresult;

    CertificateFailure(int hresult, String message, Throwable cause) {
        super(message, cause);
        this.hresult = hresult;
    }

    CertificateFailure(int hresult, String message) {
        super(message);
        this.hresult = hresult;
    }

    int hresult() {
        return hresult;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
