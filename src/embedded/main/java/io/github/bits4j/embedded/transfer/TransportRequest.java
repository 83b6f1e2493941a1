package io.github.bits4j.embedded.transfer;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request of any verb.
 *
 * @param method the verb, such as {@code GET} or {@code BITS_POST}
 * @param uri an absolute http or https URI
 * @param headers the headers beside those that the transport sets (user agent, host, length); Proxy-Authorization goes to the
 *     proxy only. Keys in any case
 * @param body what is sent; null for nothing
 * @param route how the server is reached
 */
public record TransportRequest(
        String method, URI uri, Map<String, String> headers, @Nullable RequestBody body, Route route) {

    public TransportRequest {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }

    /** A request that goes straight to the server. */
    public TransportRequest(String method, URI uri, Map<String, String> headers, @Nullable RequestBody body) {
        this(method, uri, headers, body, Route.DIRECT);
    }

    /** A request to read. */
    public static TransportRequest get(URI uri, Map<String, String> headers) {
        return new TransportRequest("GET", uri, headers, null);
    }

    /** The same with one more header. */
    public TransportRequest with(String name, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new TransportRequest(method, uri, more, body, route);
    }

    /** The same with these headers and no others. */
    public TransportRequest with(Map<String, String> all) {
        return new TransportRequest(method, uri, all, body, route);
    }

    /** Method and place; headers may hold secrets, and a query too. */
    @Override
    public String toString() {
        return method + " " + Origin.of(uri) + uri.getRawPath();
    }
}
