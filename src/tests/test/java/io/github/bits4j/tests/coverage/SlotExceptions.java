package io.github.bits4j.tests.coverage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The table of slots that need not be entered: {@code slots-not-entered.txt}. */
final class SlotExceptions {
    private SlotExceptions() {}

    /** Each slot, as {@code Interface.Method}, with its reason. */
    static Map<String, String> read() {
        try (InputStream in = Objects.requireNonNull(SlotExceptions.class.getResourceAsStream("slots-not-entered.txt"))) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> read(String text) {
        Map<String, String> exceptions = new TreeMap<>();
        String reason = "";
        for (String line : text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList()) {
            if (line.startsWith("[") && line.endsWith("]") && line.length() > 2) {
                reason = line.substring(1, line.length() - 1);
                continue;
            }
            String[] parts = line.split(": *", 2);
            if (reason.isEmpty() || parts.length != 2 || parts[1].isBlank()) {
                throw new IllegalStateException("neither a [reason] nor \"Interface: Method …\" below one: " + line);
            }
            for (String method : parts[1].split(" +")) {
                if (exceptions.put(parts[0] + "." + method, reason) != null) {
                    throw new IllegalStateException("twice: " + parts[0] + "." + method);
                }
            }
        }
        return exceptions;
    }
}
