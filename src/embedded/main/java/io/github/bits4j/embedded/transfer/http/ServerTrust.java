package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.embedded.transfer.CertificateErrors;
import io.github.bits4j.embedded.transfer.TlsTrust;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The judge of servers' certificates. With nothing to ignore it is the platform's; else the platform's parts, without those
 * that the flags take away.
 */
final class ServerTrust extends X509ExtendedTrustManager {
    private final int flags;
    private final X509ExtendedTrustManager platform;
    private final CertificateChecks checks;

    ServerTrust(int flags, @Nullable KeyStore authorities) throws GeneralSecurityException {
        this.flags = flags;
        this.platform = manager(authorities);
        this.checks = new CertificateChecks(flags, Set.copyOf(Arrays.asList(platform.getAcceptedIssuers())));
    }

    /** The platform's manager; with null its own certificate authorities. */
    static X509ExtendedTrustManager manager(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("the platform has no trust manager"));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        if ((flags & ~TlsTrust.CHECK_REVOCATION) == 0) {
            try {
                platform.checkServerTrusted(chain, authType, socket);
            } catch (CertificateException rejected) {
                checks.run(chain, authType, socket); // says which check it was
                throw new CertificateFailure(CertificateErrors.INVALID, "the server's certificate is not accepted", rejected);
            }
            if (flags == 0) {
                return;
            }
        }
        checks.run(chain, authType, socket);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return platform.getAcceptedIssuers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        throw new CertificateException("not used: the name could not be checked");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("not used: the name could not be checked");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("not a server");
    }
}
