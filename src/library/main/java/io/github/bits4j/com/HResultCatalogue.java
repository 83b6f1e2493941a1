package io.github.bits4j.com;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The names and meanings of {@code hresults.txt}, read when the first one is asked for. */
final class HResultCatalogue {
    record Entry(int hresult, String name, Optional<String> meaning) {

        static Entry parse(String line) {
            String[] parts = line.split(" ", 3);
            return new Entry(Integer.parseUnsignedInt(parts[0], 16), parts[1],
                    parts.length == 3 ? Optional.of(parts[2]) : Optional.empty());
        }
    }

    private static final Map<Integer, Entry> ENTRIES = load();

    private HResultCatalogue() {}

    static Optional<Entry> find(int hresult) {
        return Optional.ofNullable(ENTRIES.get(hresult));
    }

    private static Map<Integer, Entry> load() {
        try (InputStream in = HResultCatalogue.class.getResourceAsStream("hresults.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Entry::parse)
                    .collect(Collectors.toUnmodifiableMap(Entry::hresult, entry -> entry));
        } catch (IOException e) {
            throw new UncheckedIOException("hresults.txt cannot be read", e);
        }
    }
}
