package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.embedded.transfer.CertificateErrors;
import java.security.cert.CertificateException;

/** A server's certificate that did not pass a check, with its code of {@link CertificateErrors}. */
final class CertificateFailure extends CertificateException {
    private static final long serialVersionUID = 1L;

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
