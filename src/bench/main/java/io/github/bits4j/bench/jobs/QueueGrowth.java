package io.github.bits4j.bench.jobs;

import io.github.bits4j.bench.Spread;
import io.github.bits4j.bench.Table;
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
        for (int i = 0; i < WARM_UPS; i++) {
            QueueRun.measure(few, directory);
        }
        Map<QueueRun.Step, List<Double>> fewCosts = new EnumMap<>(QueueRun.Step.class);
        Map<QueueRun.Step, List<Double>> manyCosts = new EnumMap<>(QueueRun.Step.class);
        for (int i = 0; i < rounds; i++) {
            gather(QueueRun.measure(few, directory), fewCosts);
            gather(QueueRun.measure(many, directory), manyCosts);
        }
        Table table = new Table(1, "µs per job", "%,d jobs".formatted(few), "%,d jobs".formatted(many), "ratio");
        fewCosts.forEach((step, costs) -> {
            double one = Spread.of(costs).median();
            double other = Spread.of(manyCosts.get(step)).median();
            table.row(List.of(step.label(), "%.1f".formatted(one), "%.1f".formatted(other), "%.2f".formatted(other / one)));
        });
        table.print(System.out);
    }

    private static void gather(Map<QueueRun.Step, Double> costs, Map<QueueRun.Step, List<Double>> all) {
        costs.forEach((step, cost) -> all.computeIfAbsent(step, _ -> new ArrayList<>()).add(cost));
    }
}
