package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.session.ClientCertificate;
import io.github.bits4j.embedded.transfer.session.ClientCertificates;
import io.github.bits4j.embedded.transfer.session.ClientIdentity;
import org.jspecify.annotations.Nullable;

/** What may be a client certificate. */
final class CertificateRules {
    private static final int LAST_LOCATION = 7;
    /** With the NUL at the end 256. */
    private static final int MAXIMUM_NAME = 255;
    private static final int ERROR_FILE_NOT_FOUND = HResult.ofWin32(2);

    private CertificateRules() {}

    /** The certificate that is meant, with its thumbprint: another one that its name fits too never takes its place. */
    static ClientCertificate find(ClientCertificate wanted, ClientCertificates certificates, String operation) {
        if (wanted.location() < 0 || wanted.location() > LAST_LOCATION) {
            throw new ComException(HResult.E_NOTIMPL, operation, "no such store location");
        }
        checkLength(wanted.store(), operation);
        String subject = wanted.subject();
        checkLength(subject, operation);
        if (wanted.thumbprint() == null && (subject == null || subject.isEmpty())) {
            throw new ComException(HResult.E_INVALIDARG, operation, "no subject name");
        }
        if (!certificates.hasStore(wanted.location(), wanted.store())) {
            throw new ComException(ERROR_FILE_NOT_FOUND, operation, "no such certificate store");
        }
        ClientIdentity found = certificates.find(wanted)
                .orElseThrow(() -> new ComException(HResult.CRYPT_E_NOT_FOUND, operation));
        return new ClientCertificate(wanted.location(), wanted.store(), found.thumbprint(), found.subject());
    }

    private static void checkLength(@Nullable String name, String operation) {
        if (name != null && name.length() > MAXIMUM_NAME) {
            throw new ComException(HResult.BG_E_STRING_TOO_LONG, operation);
        }
    }
}
