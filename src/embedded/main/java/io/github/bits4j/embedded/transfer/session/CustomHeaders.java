package io.github.bits4j.embedded.transfer.session;

import io.github.bits4j.embedded.transfer.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers that an application adds to all of a job's requests. Their text may be secret and is not shown. */
public final class CustomHeaders {
    /** Without any. */
    public static final CustomHeaders NONE = new CustomHeaders(null, List.of());

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** They tell where a message ends, and only the service knows. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "connection", "upgrade", "te");
    private static final Set<String> SECRETS = Set.of("authorization", "cookie", "cookie2");

    private final @Nullable String text;
    private final List<Header> headers;

    private CustomHeaders(@Nullable String text, List<Header> headers) {
        this.text = text;
        this.headers = headers;
    }

    /**
     * Reads lines that end with CRLF; a lone LF is taken too, as the documentation's own example has it.
     *
     * @throws IllegalArgumentException if a line is no header or one that the service alone may set; the text does not quote it
     */
    public static CustomHeaders parse(String text) {
        List<Header> headers = new ArrayList<>();
        for (String line : text.split("\r?\n")) {
            if (line.isEmpty()) {
                continue;
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            boolean printable = value.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 0x7F || c > 0x9F && c <= 0xFF);
            if (!NAME.matcher(name).matches() || !printable) {
                throw new IllegalArgumentException("line " + (headers.size() + 1) + " is not a header");
            }
            if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the header " + name + " is the service's to set");
            }
            headers.add(new Header(name, value));
        }
        return new CustomHeaders(text, List.copyOf(headers));
    }

    public boolean isEmpty() {
        return headers.isEmpty();
    }

    /** As set; null for none. */
    public @Nullable String text() {
        return text;
    }

    /**
     * Adds them to a request's own, which come before them where names are the same.
     *
     * @param home whether the request goes where the application said; elsewhere what identifies the user is left out
     */
    Map<String, String> addTo(Map<String, String> own, boolean home) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : headers) {
            if (home || !SECRETS.contains(header.name().toLowerCase(Locale.ROOT))) {
                all.merge(header.name(), header.value(), (first, second) -> first + ", " + second);
            }
        }
        all.putAll(own);
        return all;
    }

    /** Adds to a request's own those alone that its proxy gets, and the server does not. */
    Map<String, String> addForProxy(Map<String, String> own) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(AuthTarget.PROXY.answerHeader()))
                .forEach(header -> all.put(header.name(), header.value()));
        all.putAll(own);
        return all;
    }

    @Override
    public String toString() {
        return "CustomHeaders[" + headers.size() + "]";
    }
}
