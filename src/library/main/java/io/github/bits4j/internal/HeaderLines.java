package io.github.bits4j.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Headers as the service has them: lines that end with CRLF. They may be secret, so no message quotes a value. */
public final class HeaderLines {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private HeaderLines() {}

    public static String render(Map<String, List<String>> headers) {
        StringBuilder lines = new StringBuilder();
        headers.forEach((name, values) -> {
            if (!TOKEN.matcher(name).matches()) { // not quoted: it may be a whole header, with its value
                throw new IllegalArgumentException(
                        "headers: each name must be a token of HTTP, one of " + name.length() + " characters is not");
            }
            if (values.isEmpty()) {
                throw new IllegalArgumentException("headers: each must have a value, " + name + " has none");
            }
            for (String value : values) {
                if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
                    throw new IllegalArgumentException(
                            "headers: no value may contain control characters such as CR, LF and NUL, one of " + name + " does");
                }
                lines.append(name).append(": ").append(value).append("\r\n");
            }
        });
        return lines.toString();
    }

    /** The value, if it is a token of HTTP, as methods are. */
    public static String token(String argument, String value) {
        if (!TOKEN.matcher(value).matches()) {
            throw new IllegalArgumentException(argument + ": must be a token of HTTP, is \"" + value + "\"");
        }
        return value;
    }

    /** Reads what any program may have set; a line without a colon is a name without a value. */
    public static Map<String, List<String>> parse(String text) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        Map<String, String> spellings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : text.split("\r?\n")) {
            if (line.isBlank()) {
                continue;
            }
            int colon = line.indexOf(':');
            String name = (colon < 0 ? line : line.substring(0, colon)).strip();
            String value = colon < 0 ? "" : line.substring(colon + 1).strip();
            headers.computeIfAbsent(spellings.computeIfAbsent(name, first -> first), key -> new ArrayList<>()).add(value);
        }
        headers.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(headers);
    }
}
