package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.ResponseHeaders;
import io.github.bits4j.com.Variant;
import io.github.bits4j.internal.HeaderLines;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a download says to an HTTP server, what it lets pass, and what the server has answered.
 *
 * <p>Where a method needs a newer Windows than 1809 it says so; an older one makes it fail with DO_E_UNKNOWN_PROPERTY_ID, and
 * {@link Download#supports} tells beforehand.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/ne-deliveryoptimization-dodownloadproperty">DODownloadProperty</a>
 */
public final class DownloadHttp {
    private final DownloadProperties properties;

    DownloadHttp(DownloadProperties properties) {
        this.properties = properties;
    }

    // The request

    /** The headers that the download adds to its requests, in their order; none if nobody has set any. */
    public Map<String, List<String>> customHeaders() {
        return headers(DownloadProperty.HTTP_CUSTOM_HEADERS);
    }

    /**
     * Sets the headers that are sent with each request, in the place of those that were set before.
     *
     * @param headers names, which are tokens of HTTP, and for each the values, one header line per value, without control
     *     characters. None at all to remove them
     */
    public void setCustomHeaders(Map<String, List<String>> headers) {
        properties.set(DownloadProperty.HTTP_CUSTOM_HEADERS, HeaderLines.render(headers));
    }

    /** The headers that answer a challenge, if the service gives them away; none if nobody has set any. Needs Windows 20H2. */
    public Map<String, List<String>> customAuthHeaders() {
        return headers(DownloadProperty.HTTP_CUSTOM_AUTH_HEADERS);
    }

    /**
     * Sets the headers that are sent when the server or a proxy asks for credentials (401, 407), and not before. Needs Windows
     * 20H2.
     *
     * @param headers as for {@link #setCustomHeaders}; our native copy of them is wiped
     */
    public void setCustomAuthHeaders(Map<String, List<String>> headers) {
        properties.set(DownloadProperty.HTTP_CUSTOM_AUTH_HEADERS, HeaderLines.render(headers));
    }

    private Map<String, List<String>> headers(DownloadProperty property) {
        return properties.text(property).map(HeaderLines::parse).orElse(Map.of());
    }

    /** Chooses the checks of servers' certificates. The service does not tell which it has: they are write-only. */
    public void setSecurityFlags(Set<DownloadSecurityFlag> flags) {
        properties.set(DownloadProperty.SECURITY_FLAGS, DownloadSecurityFlag.bits(flags));
    }

    /** Whether redirects from https to http are followed; false in a new download. Needs Windows 21H2. */
    public boolean allowsSecureToNonSecureRedirect() {
        return properties.flag(DownloadProperty.HTTP_ALLOW_SECURE_TO_NON_SECURE_REDIRECT).orElse(false);
    }

    /** Has redirects from https to http followed, or refused. Needs Windows 21H2. */
    public void setAllowSecureToNonSecureRedirect(boolean allow) {
        properties.set(DownloadProperty.HTTP_ALLOW_SECURE_TO_NON_SECURE_REDIRECT, allow);
    }

    // The client

    /**
     * Shows a certificate to servers which ask for one. Its private key stays where it is: among the user's certificates for
     * the system's service, among the client certificates of its options for an embedded one.
     */
    public void setClientCertificate(X509Certificate certificate) {
        try {
            setCertificateContext(CertificateContext.of(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("certificate: cannot be encoded", e);
        }
    }

    /**
     * As {@link #setClientCertificate}, with all that belongs to the certificate.
     *
     * @param context a serialized CERT_CONTEXT, as CertSerializeCertificateStoreElement makes it
     * @see <a href="https://learn.microsoft.com/windows/win32/api/wincrypt/nf-wincrypt-certserializecertificatestoreelement">CertSerializeCertificateStoreElement</a>
     */
    public void setCertificateContext(byte[] context) {
        properties.set(DownloadProperty.SECURITY_CONTEXT.id(), new Variant.Bytes(context));
    }

    /**
     * Has the download act in the network as whom this thread impersonates, or as this process's user. Otherwise it acts as the
     * user who is logged on; an embedded service always acts as its process's user.
     */
    public void captureNetworkToken() {
        properties.setImpersonating(DownloadProperty.NETWORK_TOKEN, new Variant.Bool(true));
    }

    /** Drops what {@link #captureNetworkToken()} has captured. */
    public void clearNetworkToken() {
        properties.set(DownloadProperty.NETWORK_TOKEN, false);
    }

    // The response

    /**
     * Where the last request was redirected to; empty if it was not, or there was none yet. Needs Windows 23H2.
     *
     * @throws IllegalArgumentException if the server has given what is no URI; {@link Download#property(int)} has the text
     */
    public Optional<URI> redirectionTarget() {
        return properties.text(DownloadProperty.HTTP_REDIRECTION_TARGET).filter(text -> !text.isEmpty()).map(URI::create);
    }

    /** The head of the last response; empty if there is none yet. Needs Windows 23H2. */
    public Optional<ResponseHeaders> responseHeaders() {
        return properties.text(DownloadProperty.HTTP_RESPONSE_HEADERS).flatMap(ResponseHeaders::parse);
    }

    /**
     * The IP address that the last response came from, as the service writes it; empty if there is none yet. Needs Windows
     * 23H2.
     */
    public Optional<String> serverAddress() {
        return properties.text(DownloadProperty.HTTP_SERVER_IP_ADDRESS).filter(text -> !text.isEmpty());
    }

    /** The status of the last response, such as 206; empty if there is none yet. Needs Windows 23H2. */
    public OptionalInt statusCode() {
        return properties.number(DownloadProperty.HTTP_STATUS_CODE).map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
