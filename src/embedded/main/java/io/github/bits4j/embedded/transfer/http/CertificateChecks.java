package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.embedded.transfer.CertificateErrors;
import io.github.bits4j.embedded.transfer.TlsTrust;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/** The checks of a server's certificate, each by itself, so that each can be left out. */
final class CertificateChecks {
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_USAGE = "2.5.29.37.0";

    private final int flags;
    private final CertificatePaths paths;

    CertificateChecks(int flags, Set<X509Certificate> authorities) {
        this.flags = flags;
        this.paths = new CertificatePaths(flags, authorities);
    }

    /** Throws for the first check that fails. */
    void run(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        if (!ignores(TlsTrust.IGNORE_DATE)) {
            checkDates(chain);
        }
        paths.check(List.of(chain));
        if (!ignores(TlsTrust.IGNORE_NAME)) {
            checkName(chain, authType, socket);
        }
        if (!ignores(TlsTrust.IGNORE_USAGE)) {
            checkUsage(chain[0]);
        }
    }

    private boolean ignores(int flag) {
        return (flags & flag) != 0;
    }

    private static void checkDates(X509Certificate[] chain) throws CertificateFailure {
        try {
            for (X509Certificate certificate : chain) {
                certificate.checkValidity();
            }
        } catch (CertificateExpiredException | CertificateNotYetValidException date) {
            throw new CertificateFailure(CertificateErrors.WRONG_DATE, "the server's certificate is not valid now", date);
        }
    }

    /** By a manager that trusts just this certificate: all that is left for it to check is the name. */
    private static void checkName(X509Certificate[] chain, String authType, Socket socket) throws CertificateFailure {
        try {
            KeyStore itself = KeyStore.getInstance(KeyStore.getDefaultType());
            itself.load(null, null);
            itself.setCertificateEntry("server", chain[0]);
            ServerTrust.manager(itself).checkServerTrusted(new X509Certificate[] {chain[0]}, authType, socket);
        } catch (GeneralSecurityException | IOException name) {
            throw new CertificateFailure(CertificateErrors.WRONG_NAME, "the certificate is another server's", name);
        }
    }

    private static void checkUsage(X509Certificate certificate) throws CertificateException {
        List<String> usages = certificate.getExtendedKeyUsage();
        if (usages != null && !usages.contains(SERVER_AUTHENTICATION) && !usages.contains(ANY_USAGE)) {
            throw new CertificateFailure(CertificateErrors.WRONG_USAGE, "the certificate is not meant for servers");
        }
    }
}
