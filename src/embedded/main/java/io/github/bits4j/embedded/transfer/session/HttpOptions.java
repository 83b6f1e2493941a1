package io.github.bits4j.embedded.transfer.session;

import io.github.bits4j.embedded.transfer.CertificateApproval;
import io.github.bits4j.embedded.transfer.TlsTrust;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job's HTTP settings.
 *
 * @param securityFlags bits of BG_SSL_… and BG_HTTP_REDIRECT_POLICY_…
 * @param credentials one for each target and scheme
 * @param approval the application's check of servers' certificates; lives as long as the application
 * @param clientCertificate which certificate is shown to servers; null for none
 * @param answers headers that a server or proxy gets only when it asks for credentials
 */
public record HttpOptions(
        CustomHeaders headers,
        int securityFlags,
        ProxySettings proxy,
        List<Credential> credentials,
        @Nullable CertificateApproval approval,
        @Nullable ClientCertificate clientCertificate,
        CustomHeaders answers) {
    /** The security flags that have a meaning. */
    public static final int SECURITY_FLAGS = TlsTrust.MASK | RedirectPolicy.KNOWN;

    public static final HttpOptions USUAL =
            new HttpOptions(CustomHeaders.NONE, 0, ProxySettings.PRECONFIG, List.of(), null, null, CustomHeaders.NONE);

    public HttpOptions {
        credentials = List.copyOf(credentials);
    }

    public HttpOptions withHeaders(CustomHeaders other) {
        return new HttpOptions(other, securityFlags, proxy, credentials, approval, clientCertificate, answers);
    }

    public HttpOptions withSecurityFlags(int other) {
        return new HttpOptions(headers, other, proxy, credentials, approval, clientCertificate, answers);
    }

    public HttpOptions withProxy(ProxySettings other) {
        return new HttpOptions(headers, securityFlags, other, credentials, approval, clientCertificate, answers);
    }

    public HttpOptions withApproval(@Nullable CertificateApproval other) {
        return new HttpOptions(headers, securityFlags, proxy, credentials, other, clientCertificate, answers);
    }

    public HttpOptions withClientCertificate(@Nullable ClientCertificate other) {
        return new HttpOptions(headers, securityFlags, proxy, credentials, approval, other, answers);
    }

    public HttpOptions withAnswers(CustomHeaders other) {
        return new HttpOptions(headers, securityFlags, proxy, credentials, approval, clientCertificate, other);
    }

    /** With the credential, in the place of one for the same target and scheme. */
    public HttpOptions with(Credential credential) {
        return withCredentials(Stream.concat(
                without(credential.target(), credential.scheme()).credentials.stream(), Stream.of(credential)));
    }

    public HttpOptions without(AuthTarget target, AuthScheme scheme) {
        return withCredentials(credentials.stream().filter(credential -> !credential.isFor(target, scheme)));
    }

    private HttpOptions withCredentials(Stream<Credential> others) {
        return new HttpOptions(headers, securityFlags, proxy, others.toList(), approval, clientCertificate, answers);
    }

    /** What a new owner of the job keeps: none of the old one's secrets. */
    public HttpOptions forAnotherOwner() {
        return new HttpOptions(CustomHeaders.NONE, securityFlags, proxy, List.of(), approval, null, CustomHeaders.NONE);
    }
}
