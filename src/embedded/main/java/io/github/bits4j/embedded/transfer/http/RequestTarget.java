package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.embedded.transfer.Origin;
import java.net.URI;

/** The second word of a request's first line. */
public final class RequestTarget {
    private RequestTarget() {}

    /** Path and query, in ASCII. */
    public static String ofServer(URI uri) {
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath();
        String query = ascii.getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }

    /** The whole URI without user and fragment: what a proxy wants. */
    public static String ofProxy(URI uri) {
        return Origin.of(uri) + ofServer(uri);
    }
}
