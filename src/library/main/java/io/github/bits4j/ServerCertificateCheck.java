package io.github.bits4j;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import java.security.cert.CertificateException;

/**
 * The application's word on a server's certificate, for instance that it has a certain public key. The service asks after its
 * own checks have passed the certificate (fewer of them, if {@link JobHttpOptions#setSecurity} says so) and before it sends the
 * request. It remembers for the job what was accepted, by host, port and certificate, and does not ask again; of what was
 * rejected it asks each time.
 *
 * <p>The check runs on the service's thread, an RPC thread, and the transfer waits for it: it should do no more than look at the
 * certificates. It may use the job. Several may run at the same time.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits10_3/nf-bits10_3-ibackgroundcopyservercertificatevalidationcallback-validateservercertificate">ValidateServerCertificate</a>
 */
@FunctionalInterface
public interface ServerCertificateCheck {
    /**
     * Accepts by returning and rejects by throwing, anything. The job then goes to {@link JobState#TRANSIENT_ERROR} with the
     * context {@link ErrorContext#SERVER_CERTIFICATE_CALLBACK} and an HRESULT: that of a {@link ComException};
     * {@link HResult#TRUST_E_FAIL} for a {@link CertificateException}; for all else, which is taken for a mistake and logged as a
     * warning, E_FAIL or another failure. Nothing is accepted by mistake.
     *
     * @param job the one through which the check was set
     * @param file the one that is to be transferred; open during the call only
     * @param certificate what the server has shown
     * @throws Exception to reject
     */
    void check(BackgroundCopyJob job, BackgroundCopyFile file, ServerCertificate certificate) throws Exception;
}
