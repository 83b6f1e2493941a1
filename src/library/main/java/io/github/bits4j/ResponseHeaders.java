package io.github.bits4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The head of an HTTP response.
 *
 * @param statusLine such as {@code HTTP/1.1 200 OK}
 * @param fields the values of each header, in the order in which they came; the names are not case-sensitive
 */
public record ResponseHeaders(String statusLine, Map<String, List<String>> fields) {
    /** Copies the values. */
    public ResponseHeaders {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        fields = Collections.unmodifiableMap(copy);
    }

    /** The first value of a header; empty if there is no such header. */
    public Optional<String> first(String name) {
        return fields.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Reads the text that a service gives; empty if it has no line, since there is no response yet. */
    public static Optional<ResponseHeaders> parse(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        return Optional.of(new ResponseHeaders(lines.getFirst().strip(), fields));
    }
}
