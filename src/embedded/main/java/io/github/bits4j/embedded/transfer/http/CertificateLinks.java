package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.embedded.transfer.CertificateErrors;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * The way to an authority when dates do not count and the certificates were never valid together, so that the platform has
 * no moment to judge them at: each must be signed by the next, which must be allowed to.
 */
final class CertificateLinks {
    private final Set<X509Certificate> authorities;

    CertificateLinks(Set<X509Certificate> authorities) {
        this.authorities = authorities;
    }

    void check(List<X509Certificate> chain, boolean ignoreUnknownAuthority) throws CertificateFailure {
        for (int i = 0; i + 1 < chain.size(); i++) {
            if (!isSignedBy(chain.get(i), chain.get(i + 1), i)) {
                throw new CertificateFailure(CertificateErrors.INVALID, "a certificate is not its issuer's");
            }
        }
        X509Certificate last = chain.getLast();
        boolean known = authorities.contains(last)
                || authorities.stream().anyMatch(authority -> isSignedBy(last, authority, chain.size() - 1));
        if (!known && !ignoreUnknownAuthority) {
            throw new CertificateFailure(
                    CertificateErrors.UNKNOWN_CA, "no known authority stands for the server's certificate");
        }
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer, int below) {
        boolean[] usage = issuer.getKeyUsage();
        int keyCertSign = 5;
        boolean mayIssue = issuer.getBasicConstraints() >= below && (usage == null || usage[keyCertSign]);
        if (!mayIssue || !certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException forged) {
            return false;
        }
    }
}
