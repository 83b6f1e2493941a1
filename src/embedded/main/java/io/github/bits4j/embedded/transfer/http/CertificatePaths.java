package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.embedded.transfer.CertificateErrors;
import io.github.bits4j.embedded.transfer.TlsTrust;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The way from a server's certificate to an authority: signatures, constraints, and revocation if asked for. */
final class CertificatePaths {
    private static final String PKIX = "PKIX";

    private final int flags;
    private final Set<X509Certificate> authorities;

    CertificatePaths(int flags, Set<X509Certificate> authorities) {
        this.flags = flags;
        this.authorities = authorities;
    }

    void check(List<X509Certificate> chain) throws CertificateFailure {
        if (has(TlsTrust.IGNORE_DATE) && commonMoment(chain).isEmpty()) {
            new CertificateLinks(authorities).check(chain, has(TlsTrust.IGNORE_UNKNOWN_CA));
            return;
        }
        try {
            if (!authorities.contains(chain.getFirst()) && !authorities.isEmpty()) {
                build(chain);
                return;
            }
        } catch (GeneralSecurityException failure) {
            CertificateFailure found = classify(failure);
            if (found.hresult() != CertificateErrors.UNKNOWN_CA || !has(TlsTrust.IGNORE_UNKNOWN_CA)) {
                throw found;
            }
        }
        if (authorities.contains(chain.getFirst())) {
            return;
        }
        if (!has(TlsTrust.IGNORE_UNKNOWN_CA)) {
            throw new CertificateFailure(CertificateErrors.UNKNOWN_CA, "no authority is known");
        }
        validateUpToItsOwnEnd(chain);
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    private void build(List<X509Certificate> chain) throws GeneralSecurityException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(chain.getFirst());
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(
                authorities.stream().map(CertificatePaths::anchor).collect(Collectors.toSet()), target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
        complete(parameters, chain);
        PKIXCertPathBuilderResult found = (PKIXCertPathBuilderResult) CertPathBuilder.getInstance(PKIX).build(parameters);
        if (has(TlsTrust.CHECK_REVOCATION)) {
            // By a second step: the builder does not tell why it found no path.
            validate(found.getCertPath(), found.getTrustAnchor(), chain);
        }
    }

    /** The chain's last certificate stands for the authority that nobody knows. */
    private void validateUpToItsOwnEnd(List<X509Certificate> chain) throws CertificateFailure {
        if (chain.size() == 1) {
            return;
        }
        try {
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain.subList(0, chain.size() - 1));
            validate(path, anchor(chain.getLast()), chain);
        } catch (GeneralSecurityException failure) {
            throw classify(failure);
        }
    }

    private void validate(CertPath path, TrustAnchor anchor, List<X509Certificate> chain) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
        complete(parameters, chain);
        CertPathValidator validator = CertPathValidator.getInstance(PKIX);
        if (has(TlsTrust.CHECK_REVOCATION)) {
            parameters.addCertPathChecker(revocation((PKIXRevocationChecker) validator.getRevocationChecker()));
        }
        validator.validate(path, parameters);
    }

    private void complete(PKIXParameters parameters, List<X509Certificate> chain) {
        parameters.setRevocationEnabled(false); // by a checker of its own, if at all
        if (has(TlsTrust.IGNORE_DATE)) {
            commonMoment(chain).ifPresent(parameters::setDate);
        }
    }

    /** A moment at which all of them were valid, if there was one: now, or else the earliest. */
    private static Optional<Date> commonMoment(List<X509Certificate> chain) {
        // What was revoked later counts as good at an earlier moment.
        Date now = new Date();
        if (chain.stream().noneMatch(each -> now.before(each.getNotBefore()) || now.after(each.getNotAfter()))) {
            return Optional.of(now);
        }
        return chain.stream()
                .map(X509Certificate::getNotBefore)
                .max(Comparator.naturalOrder())
                .filter(latest -> chain.stream().noneMatch(certificate -> latest.after(certificate.getNotAfter())));
    }

    /** By lists alone, and what cannot be found out counts as a failure. */
    private static PKIXRevocationChecker revocation(PKIXRevocationChecker checker) {
        checker.setOptions(EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
        return checker;
    }

    private static TrustAnchor anchor(X509Certificate certificate) {
        return new TrustAnchor(certificate, null);
    }

    private static CertificateFailure classify(GeneralSecurityException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException rejected && rejected.getReason() instanceof BasicReason reason) {
                switch (reason) {
                    case EXPIRED, NOT_YET_VALID -> {
                        return new CertificateFailure(CertificateErrors.WRONG_DATE, "a certificate is not valid now", failure);
                    }
                    case REVOKED -> {
                        return new CertificateFailure(CertificateErrors.REVOKED, "a certificate was revoked", failure);
                    }
                    case UNDETERMINED_REVOCATION_STATUS -> {
                        return new CertificateFailure(CertificateErrors.REVOCATION_UNKNOWN,
                                "whether a certificate was revoked could not be found out", failure);
                    }
                    case INVALID_SIGNATURE, ALGORITHM_CONSTRAINED -> {
                        return new CertificateFailure(CertificateErrors.INVALID, "a certificate is not valid", failure);
                    }
                    case UNSPECIFIED -> {}
                }
            }
        }
        return new CertificateFailure(
                CertificateErrors.UNKNOWN_CA, "no known authority stands for the server's certificate", failure);
    }
}
