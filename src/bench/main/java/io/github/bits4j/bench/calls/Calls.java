package io.github.bits4j.bench.calls;

import io.github.bits4j.bench.Table;
import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH and prints what the runtime adds to a bare call. */
public final class Calls {
    private static final Map<String, String> LABELS = new LinkedHashMap<>();

    static {
        LABELS.put("bareDowncallToBareStub", "bare downcall → bare upcall stub");
        LABELS.put("bareDowncallToComVtable", "bare downcall → `ComVtable`");
        LABELS.put("bindingToComVtable", "generated binding → `ComVtable`");
        LABELS.put("comPointerToComVtable", "`ComPointer.call` → `ComVtable`");
    }

    private Calls() {}

    /**
     * Runs it in JVMs of its own.
     *
     * @param scale below 1: one short fork instead of three
     */
    public static void run(double scale, PrintStream out) throws RunnerException {
        boolean whole = scale >= 1;
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                .include(CallBenchmark.class.getName())
                .forks(whole ? 3 : 1)
                .warmupIterations(whole ? 5 : 2)
                .measurementIterations(whole ? 5 : 2)
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1))
                // JMH itself uses sun.misc.Unsafe.
                .jvmArgs("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build()).run();
        Map<String, Result<?>> scores = new LinkedHashMap<>();
        results.forEach(result -> scores.put(result.getPrimaryResult().getLabel(), result.getPrimaryResult()));
        double bare = scores.get("bareDowncallToBareStub").getScore();
        Table table = new Table(1, "A call out and in", "ns", "±", "× bare");
        LABELS.forEach((name, label) -> {
            Result<?> result = scores.get(name);
            table.row(List.of(label, "%.1f".formatted(result.getScore()), "%.1f".formatted(result.getScoreError()),
                    "%.2f".formatted(result.getScore() / bare)));
        });
        table.print(out);
    }
}
