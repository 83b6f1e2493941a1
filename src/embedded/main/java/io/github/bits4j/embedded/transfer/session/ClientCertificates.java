package io.github.bits4j.embedded.transfer.session;

import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;

/** The certificate stores of the application that embeds the service. */
public interface ClientCertificates {
    /** Where there are none. */
    ClientCertificates NONE = _ -> Optional.empty();

    /** The certificate with its private key; the same object each time, since connections are shared by it. */
    Optional<X509ExtendedKeyManager> find(ClientCertificate certificate);
}
