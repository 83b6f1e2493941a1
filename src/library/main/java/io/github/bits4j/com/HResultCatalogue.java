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

/** The names, meanings and remedies of {@code hresults.txt}, read when the first one is asked for. */
final class HResultCatalogue {
    record Entry(int hresult, String name, String meaning, Optional<String> remedy) {

        /** Reads {@code value name | meaning | remedy}. */
        static Entry parse(String line) {
            String[] columns = line.split("\\|", -1);
            String[] key = columns[0].strip().split(" ");
            if (columns.length != 3 || key.length != 2) {
                throw new IllegalStateException("hresults.txt: " + line);
            }
            return new Entry(Integer.parseUnsignedInt(key[0], 16), key[1], columns[1].strip(),
                    Optional.of(columns[2].strip()).filter(remedy -> !remedy.isEmpty()));
        }
    }

    private static final Map<Integer, Entry> ENTRIES = load();

    private HResultCatalogue() {}

    static Optional<Entry> find(int hresult) {
        return Optional.ofNullable(ENTRIES.get(hresult)).or(() -> HttpStatusClass.find(hresult));
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
