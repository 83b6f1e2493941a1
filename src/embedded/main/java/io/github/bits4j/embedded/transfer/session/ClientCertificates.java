package io.github.bits4j.embedded.transfer.session;

import java.util.Optional;

/** The certificate stores of the application that embeds the service. */
public interface ClientCertificates {
    /** Where there are none. */
    ClientCertificates NONE = _ -> Optional.empty();

    /** The certificate with its private key; the same {@link ClientIdentity#keys()} each time. */
    Optional<ClientIdentity> find(ClientCertificate certificate);

    /** Where the certificate of that SHA-1 is, in whichever store. @param thumbprint capital hexadecimal digits */
    default Optional<ClientCertificate> locate(String thumbprint) {
        return Optional.empty();
    }

    /** Whether there is such a store. */
    default boolean hasStore(int location, String store) {
        return true;
    }
}
