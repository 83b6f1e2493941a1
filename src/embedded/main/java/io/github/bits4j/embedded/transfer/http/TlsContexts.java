package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.embedded.transfer.CertificateApproval;
import io.github.bits4j.embedded.transfer.Origin;
import io.github.bits4j.embedded.transfer.TlsTrust;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** TLS over connected sockets. */
final class TlsContexts {
    private static final int MAXIMUM = 16;

    /** A context each: a session made with fewer checks must not be taken up again where more are demanded. */
    private record Key(int flags, @Nullable X509ExtendedKeyManager identity) {}

    private final @Nullable KeyStore authorities;
    private final Map<Key, SSLContext> contexts = new LinkedHashMap<>(MAXIMUM, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SSLContext> eldest) {
            return size() > MAXIMUM;
        }
    };

    /** @param authorities instead of the platform's, or null */
    TlsContexts(@Nullable KeyStore authorities) {
        this.authorities = authorities;
    }

    /** Returns when the server has proved who it is and the application has not rejected it. */
    Socket secure(Socket plain, Origin origin, TlsTrust trust) throws IOException, TransferFailure {
        SSLSocket socket = (SSLSocket) context(new Key(trust.flags() & TlsTrust.MASK, trust.identity()))
                .getSocketFactory()
                .createSocket(plain, origin.bareHost(), origin.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        CertificateApproval approval = trust.approval();
        if (approval != null) {
            List<X509Certificate> chain = Arrays.stream(socket.getSession().getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
            approval.require(origin.bareHost(), origin.port(), chain);
        }
        return socket;
    }

    private SSLContext context(Key key) throws SSLException {
        synchronized (contexts) {
            SSLContext present = contexts.get(key);
            if (present != null) {
                return present;
            }
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                X509ExtendedKeyManager identity = key.identity();
                context.init(
                        identity == null ? null : new KeyManager[] {identity},
                        new TrustManager[] {new ServerTrust(key.flags(), authorities)},
                        null);
                contexts.put(key, context);
                return context;
            } catch (GeneralSecurityException failure) {
                throw new SSLException("no TLS", failure);
            }
        }
    }
}
