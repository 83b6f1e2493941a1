package io.github.bits4j.bench.jobs;

import io.github.bits4j.bench.Spread;
import io.github.bits4j.bench.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a job costs among a thousand, and among ten thousand: the same, if nothing grows with the queue. */
public final class QueueGrowth {
    private static final int FEWER = 10;
    private static final int WARM_UPS = 3;

    private QueueGrowth() {}

    /**
     * Prints the table.
     *
     * @param args a directory for it, the number of jobs, the number of rounds
     */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        int many = Integer.parseInt(args[1]);
        int few = Math.max(1, many / FEWER);
        int rounds = Integer.parseInt(args[2]);
        String fewer = " of %,d".formatted(few);
        String more = " of %,d".formatted(many);
        Table table = new Table(2, "Jobs", "Per job", "µs" + fewer, "µs" + more,
                "CPU µs" + fewer, "CPU µs" + more, "bytes written" + fewer, "bytes written" + more);
        measure("in memory", count -> QueueRun.inMemory(count, directory), few, many, rounds, table);
        measure("stored", count -> QueueRun.stored(count, directory), few, many, rounds, table);
        table.print(System.out);
    }

    private interface Queue {
        Map<QueueRun.Step, Cost> measure(int count) throws IOException;
    }

    private static void measure(String kept, Queue queue, int few, int many, int rounds, Table table) throws IOException {
        for (int i = 0; i < WARM_UPS; i++) {
            queue.measure(few);
        }
        Map<QueueRun.Step, List<Cost>> fewCosts = new EnumMap<>(QueueRun.Step.class);
        Map<QueueRun.Step, List<Cost>> manyCosts = new EnumMap<>(QueueRun.Step.class);
        for (int i = 0; i < rounds; i++) {
            gather(queue.measure(few), fewCosts);
            gather(queue.measure(many), manyCosts);
        }
        fewCosts.forEach((step, costs) -> {
            List<String> row = new ArrayList<>(List.of(kept, step.label()));
            for (ToDoubleFunction<Cost> figure : List.<ToDoubleFunction<Cost>>of(Cost::elapsed, Cost::processor, Cost::written)) {
                row.add(median(costs, figure));
                row.add(median(manyCosts.get(step), figure));
            }
            table.row(row);
        });
    }

    private static String median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        return "%.0f".formatted(Spread.of(costs.stream().mapToDouble(figure).boxed().toList()).median());
    }

    private static void gather(Map<QueueRun.Step, Cost> costs, Map<QueueRun.Step, List<Cost>> all) {
        costs.forEach((step, cost) -> all.computeIfAbsent(step, _ -> new ArrayList<>()).add(cost));
    }
}
