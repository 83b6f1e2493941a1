package io.github.bits4j.bench.jobs;

import io.github.bits4j.bench.Spread;
import io.github.bits4j.bench.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
        Table table = new Table(2, "Jobs", "µs per job", "%,d jobs".formatted(few), "%,d jobs".formatted(many), "ratio");
        measure("in memory", count -> QueueRun.inMemory(count, directory), few, many, rounds, table);
        measure("stored", count -> QueueRun.stored(count, directory), few, many, rounds, table);
        table.print(System.out);
    }

    private interface Queue {
        Map<QueueRun.Step, Double> measure(int count) throws IOException;
    }

    private static void measure(String kept, Queue queue, int few, int many, int rounds, Table table) throws IOException {
        for (int i = 0; i < WARM_UPS; i++) {
            queue.measure(few);
        }
        Map<QueueRun.Step, List<Double>> fewCosts = new EnumMap<>(QueueRun.Step.class);
        Map<QueueRun.Step, List<Double>> manyCosts = new EnumMap<>(QueueRun.Step.class);
        for (int i = 0; i < rounds; i++) {
            gather(queue.measure(few), fewCosts);
            gather(queue.measure(many), manyCosts);
        }
        fewCosts.forEach((step, costs) -> {
            double one = Spread.of(costs).median();
            double other = Spread.of(manyCosts.get(step)).median();
            table.row(List.of(kept, step.label(), "%.1f".formatted(one), "%.1f".formatted(other),
                    "%.2f".formatted(other / one)));
        });
    }

    private static void gather(Map<QueueRun.Step, Double> costs, Map<QueueRun.Step, List<Double>> all) {
        costs.forEach((step, cost) -> all.computeIfAbsent(step, _ -> new ArrayList<>()).add(cost));
    }
}
