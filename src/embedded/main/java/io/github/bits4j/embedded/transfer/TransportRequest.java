package io.github.bits4j.embedded.transfer;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of any verb.
 *
 * @param method the verb, such as {@code GET} or {@code BITS_POST}
 * @param uri an absolute http or https URI
 * @param headers the headers beside those that the transport sets (user agent, host, length)
 * @param body what is sent; null for nothing
 */
public record TransportRequest(String method, URI uri, Map<String, String> headers, @Nullable RequestBody body) {

    public TransportRequest {
        headers = Map.copyOf(headers);
    }

    /** A request to read. */
    public static TransportRequest get(URI uri, Map<String, String> headers) {
        return new TransportRequest("GET", uri, headers, null);
    }
}
