package io.github.bits4j.embedded.transfer;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.com.HResult;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A {@link CertificateCheck} that is asked once for each server and certificate that it accepts. */
public final class CertificateApproval {
    /** In the place of one whose application has ended: accepts nobody. */
    public static final CertificateApproval GONE =
            new CertificateApproval((_, _, _) -> HResult.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED);

    private record Accepted(String host, int port, String fingerprint) {}

    private final CertificateCheck check;
    private final Set<Accepted> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean released = new AtomicBoolean();

    public CertificateApproval(CertificateCheck check) {
        this.check = check;
    }

    /** Returns if the server is accepted. */
    public void require(String host, int port, List<X509Certificate> chain) throws TransferFailure {
        Accepted key = new Accepted(host, port, fingerprint(chain.getFirst()));
        if (accepted.contains(key)) {
            return;
        }
        int hresult = check.check(host, port, chain);
        if (HResult.failed(hresult)) {
            throw TransferFailure.passing(
                    hresult, ErrorContext.SERVER_CERTIFICATE_CALLBACK, "the application rejected the server's certificate");
        }
        accepted.add(key);
    }

    public boolean isBy(CertificateCheck other) {
        return check == other;
    }

    /** Lets go of the application's check; a second time it does nothing. */
    public void release() {
        if (!released.getAndSet(true)) {
            check.release();
        }
    }

    private static String fingerprint(X509Certificate certificate) throws TransferFailure {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException | CertificateEncodingException failure) {
            throw TransferFailure.internal(failure);
        }
    }
}
