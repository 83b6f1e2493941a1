package io.github.bits4j.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that a server got.
 *
 * @param method such as GET
 * @param target path and query as the client wrote them
 * @param headers by name, in which case does not count; of a header that came twice, the values with a comma between them
 */
public record LoggedRequest(String method, String target, Map<String, String> headers) {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_HEADERS = 200;

    /** Takes a copy of the headers. */
    public LoggedRequest {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = Collections.unmodifiableMap(copy);
    }

    /** The target without its query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The value of a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Reads the head; null if the client closes the connection instead. */
    static @Nullable LoggedRequest read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        String[] words = first.split(" ");
        if (words.length != 3 || !words[1].startsWith("/")) {
            throw new ProtocolException("no request line: " + first);
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String field : fields(in)) {
            int colon = field.indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("no header: " + field);
            }
            headers.merge(field.substring(0, colon), field.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
        }
        return new LoggedRequest(words[0], words[1], headers);
    }

    private static List<String> fields(InputStream in) throws IOException {
        List<String> fields = new ArrayList<>();
        for (String field = line(in); field == null || !field.isEmpty(); field = line(in)) {
            if (field == null || fields.size() == MOST_HEADERS) {
                throw new ProtocolException("no end of the headers");
            }
            fields.add(field);
        }
        return fields;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 && line.isEmpty()) {
                return null;
            }
            if (next < 0 || line.length() == LONGEST_LINE) {
                throw new ProtocolException("no end of the line");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
