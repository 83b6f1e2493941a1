package io.github.bits4j.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Times, and how many times curl's they are. */
final class DownloadTable {
    private final Table table = new Table(2, "Files", "Client", "s", "least–most", "× curl", "without JVM start, s",
            "CPU s", "× curl");

    void add(Scenario scenario, Map<Contender, List<Measurement>> results) {
        List<Measurement> curl = results.get(new Curl(false));
        results.forEach((contender, runs) -> {
            Spread time = spread(runs, Measurement::seconds);
            double processor = spread(runs, Measurement::processor).median();
            table.row(List.of(
                    scenario.name(),
                    contender.name(),
                    "%.2f".formatted(time.median()),
                    "%.2f–%.2f".formatted(time.least(), time.most()),
                    ratio(time.median(), curl, Measurement::seconds),
                    contender.isJava() ? "%.2f".formatted(spread(runs, run -> run.reported("seconds")).median()) : "",
                    "%.2f".formatted(processor),
                    ratio(processor, curl, Measurement::processor)));
        });
    }

    void print(PrintStream out) {
        table.print(out);
    }

    private static Spread spread(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
        return Spread.of(runs.stream().map(figure::applyAsDouble).toList());
    }

    /** Nothing where there is no curl to compare with. */
    private static String ratio(double figure, List<Measurement> curl, ToDoubleFunction<Measurement> of) {
        return curl == null ? "" : "%.2f".formatted(figure / spread(curl, of).median());
    }
}
