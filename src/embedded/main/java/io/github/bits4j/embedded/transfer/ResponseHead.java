package io.github.bits4j.embedded.transfer;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What comes before a response's body.
 *
 * @param statusLine the first line as received
 * @param status its number
 * @param headers in the order received
 * @param server the address of who sent it, a proxy's if there is one; null if that is unknown
 */
public record ResponseHead(String statusLine, int status, List<Header> headers, @Nullable String server) {

    public ResponseHead(String statusLine, int status, List<Header> headers) {
        this(statusLine, status, headers, null);
    }

    public ResponseHead {
        headers = List.copyOf(headers);
    }

    /** The first header of that name, in any case. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** All headers of that name, in any case. */
    public List<String> all(String name) {
        return headers.stream().filter(header -> header.name().equalsIgnoreCase(name)).map(Header::value).toList();
    }

    /** Status line and headers, each line ended by CRLF, and an empty line. */
    public String text() {
        StringBuilder text = new StringBuilder(statusLine).append("\r\n");
        headers.forEach(header -> text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        return text.append("\r\n").toString();
    }
}
