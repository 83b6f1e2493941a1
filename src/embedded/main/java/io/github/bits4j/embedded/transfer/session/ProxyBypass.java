package io.github.bits4j.embedded.transfer.session;

import io.github.bits4j.embedded.transfer.TransferFailure;
import java.util.List;
import java.util.Locale;

/** Hosts that are reached without a proxy. */
final class ProxyBypass {
    private static final String LOCAL = "<local>";

    private final List<String> entries;

    private ProxyBypass(List<String> entries) {
        this.entries = entries;
    }

    static ProxyBypass parse(String list) throws TransferFailure {
        String text = list.strip().toLowerCase(Locale.ROOT);
        List<String> entries = text.isEmpty() ? List.of() : List.of(text.split("[\\s;,]+"));
        for (String entry : entries) {
            if (entry.lastIndexOf('*') > 0) {
                throw ProxyList.invalid("a wildcard that is not the first character of a bypass entry");
            }
        }
        return new ProxyBypass(entries);
    }

    boolean covers(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return entries.stream().anyMatch(entry -> {
            if (entry.equals(LOCAL)) {
                return name.indexOf('.') < 0 && name.indexOf(':') < 0;
            }
            return entry.startsWith("*") ? name.endsWith(entry.substring(1)) : name.equals(entry);
        });
    }
}
