package io.github.bits4j.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The most heap that was in use after a collection. */
final class HeapTable {
    private static final double MIB = 1 << 20;

    private final List<String> head = new ArrayList<>(List.of("Peak heap after collection, MiB"));
    private final Map<Contender, List<String>> rows = new LinkedHashMap<>();

    void add(Scenario scenario, Map<Contender, Measurement> results) {
        head.add(scenario.name());
        results.forEach((contender, run) -> rows
                .computeIfAbsent(contender, _ -> new ArrayList<>(List.of(contender.name())))
                .add("%.1f".formatted(run.reported("heap") / MIB)));
    }

    void print(PrintStream out) {
        Table table = new Table(1, head.toArray(String[]::new));
        rows.values().forEach(table::row);
        table.print(out);
    }
}
