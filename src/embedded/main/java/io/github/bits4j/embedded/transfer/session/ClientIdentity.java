package io.github.bits4j.embedded.transfer.session;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A client certificate that has been found.
 *
 * @param keys shows it, with its private key; the same object each time, since connections are shared by it
 */
public record ClientIdentity(X509Certificate certificate, X509ExtendedKeyManager keys) {
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USAGE = "2.5.29.37.0";

    /** The SHA-1 of the certificate in hexadecimal digits. */
    public String thumbprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
            return HexFormat.of().withUpperCase().formatHex(hash);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("the certificate cannot be hashed", e);
        }
    }

    /** The values of the subject's parts without their types, in the reverse of the order in which they are shown. */
    public String subject() {
        try {
            LdapName name = new LdapName(certificate.getSubjectX500Principal().getName());
            List<String> values = name.getRdns().stream().map(part -> part.getValue().toString()).toList();
            return String.join(", ", values);
        } catch (InvalidNameException e) {
            throw new IllegalStateException("the certificate's subject cannot be read", e);
        }
    }

    /** Whether clients may use the certificate to say who they are. */
    boolean isForClients() {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages == null || usages.contains(CLIENT_AUTHENTICATION) || usages.contains(ANY_USAGE);
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
