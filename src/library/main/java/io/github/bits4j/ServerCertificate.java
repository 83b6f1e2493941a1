package io.github.bits4j;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a server has shown of itself when an https connection was opened. */
public final class ServerCertificate {
    private final X509Certificate certificate;
    private final byte[] store;

    /** @param store a serialized certificate store, as CertSaveStore writes it; read when it is needed */
    ServerCertificate(byte[] encoded, byte[] store) throws CertificateException {
        this.certificate = parse(encoded);
        this.store = store;
    }

    private static X509Certificate parse(byte[] encoded) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(encoded));
    }

    /** The server's own certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * The server's certificate first, after each the one that has signed it, as far as the server has sent them: the root is
     * rarely among them. Signatures are verified, so a certificate that the server has merely added is not here. Whether the
     * last one can be trusted, and all dates, are the service's to judge.
     *
     * @throws CertificateException if what the service gave cannot be read
     */
    public List<X509Certificate> chain() throws CertificateException {
        List<X509Certificate> others = sent();
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        for (Optional<X509Certificate> issuer = issuer(certificate, others); issuer.isPresent();
                issuer = issuer(chain.getLast(), others)) {
            if (chain.contains(issuer.get())) {
                break; // a root, or a ring
            }
            chain.add(issuer.get());
        }
        return List.copyOf(chain);
    }

    private static Optional<X509Certificate> issuer(X509Certificate issued, List<X509Certificate> others) {
        return others.stream().filter(other -> other.getSubjectX500Principal().equals(issued.getIssuerX500Principal())
                && other.getBasicConstraints() >= 0 && hasSigned(other, issued)).findFirst();
    }

    private static boolean hasSigned(X509Certificate issuer, X509Certificate issued) {
        try {
            issued.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false; // or by an algorithm that Java does not know: the chain is shorter then, and no less true
        }
    }

    /**
     * All certificates that the service gave, in its order. <em>The server may have added any that it likes:</em> to look for
     * one that must have signed the server's, take {@link #chain()}.
     *
     * @throws CertificateException if what the service gave cannot be read
     */
    public List<X509Certificate> sent() throws CertificateException {
        List<X509Certificate> all = new ArrayList<>();
        for (byte[] encoded : SerializedStore.certificates(store)) {
            all.add(parse(encoded));
        }
        return List.copyOf(all);
    }

    /** The same in the format that CertOpenStore reads with CERT_STORE_PROV_SERIALIZED. */
    public byte[] serializedStore() {
        return store.clone();
    }

    /** The server's name by its certificate, and the hexadecimal serial number. */
    @Override
    public String toString() {
        return "ServerCertificate[" + certificate.getSubjectX500Principal() + ", serial number "
                + certificate.getSerialNumber().toString(16) + "]";
    }
}
