package io.github.bits4j.embedded.transfer;

import java.net.URI;
import java.util.Locale;

/** A server as far as trust goes: scheme, host and port. */
public record Origin(String scheme, String host, int port) {

    /** The origin of an http or https URI. */
    public static Origin of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() < 0 ? usual : uri.getPort());
    }

    public boolean isSecure() {
        return scheme.equals("https");
    }

    /** Host and port, the latter always. */
    public String authority() {
        return host + ":" + port;
    }

    /** The value of the header Host: without the usual port. */
    public String hostHeader() {
        return port == (isSecure() ? 443 : 80) ? host : authority();
    }

    /** The host as a socket takes it: without the brackets of an IPv6 address. */
    public String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return scheme + "://" + hostHeader();
    }
}
