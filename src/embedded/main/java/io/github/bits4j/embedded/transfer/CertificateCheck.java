package io.github.bits4j.embedded.transfer;

import java.security.cert.X509Certificate;
import java.util.List;

/** The application's word on a server's certificate, after it has been found valid and before anything is sent. */
public interface CertificateCheck {
    /**
     * Judges a server.
     *
     * @param chain the server's certificate first
     * @return an HRESULT: a success accepts
     */
    int check(String host, int port, List<X509Certificate> chain);

    /** Called once, when it is asked no more; a call that is under way may still return. */
    default void release() {}
}
