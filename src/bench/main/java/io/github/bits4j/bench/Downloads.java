package io.github.bits4j.bench;

import io.github.bits4j.bench.client.JavaClient;
import io.github.bits4j.bench.client.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the clients by turns. */
final class Downloads {
    private final Settings settings;
    private final Path directory;
    private final Path target;
    private final Sources sources;
    private final Nginx server;

    /**
     * Downloads from a server.
     *
     * @param directory has the sources, which the server serves, in {@code sources}
     */
    Downloads(Settings settings, Path directory, Nginx server) throws IOException {
        this.settings = settings;
        this.directory = directory;
        this.target = Files.createDirectories(directory.resolve("target"));
        this.sources = new Sources(directory.resolve("sources"));
        this.server = server;
    }

    void run() throws IOException, InterruptedException {
        List<Contender> contenders = contenders();
        DownloadTable table = new DownloadTable();
        HeapTable heap = new HeapTable();
        for (Scenario scenario : Scenario.timed(settings)) {
            table.add(scenario, rounds(scenario, contenders));
            heap.add(scenario, heaps(scenario, contenders));
        }
        Scenario smaller = Scenario.smaller(settings);
        heap.add(smaller, heaps(smaller, contenders));
        table.print(System.out);
        heap.print(System.out);
    }

    private List<Contender> contenders() {
        List<Contender> all = new ArrayList<>(List.of(new Curl(false), new Curl(true), new Aria2()));
        Arrays.stream(JavaClient.values()).forEach(client -> all.add(new JavaContender(settings, client, "", Mode.FRESH)));
        all.add(new JavaContender(settings, JavaClient.BITS4J, "", Mode.RUNNING));
        if (!settings.other().isEmpty()) {
            all.add(new JavaContender(settings, JavaClient.BITS4J, settings.other(), Mode.FRESH));
        }
        all.removeIf(contender -> {
            if (!contender.obstacle().isEmpty()) {
                System.out.println("skipped: " + contender.name() + ": " + contender.obstacle());
            }
            return !contender.obstacle().isEmpty();
        });
        all.removeIf(contender -> !(contender.equals(new Curl(false)) || settings.clients().matcher(contender.name()).find()));
        return all;
    }

    private Map<Contender, List<Measurement>> rounds(Scenario scenario, List<Contender> contenders)
            throws IOException, InterruptedException {
        Map<Contender, List<Measurement>> results = new LinkedHashMap<>();
        for (int round = 0; round < settings.rounds(); round++) {
            System.err.println(scenario.name() + ": round " + (round + 1) + " of " + settings.rounds());
            for (Contender contender : contenders) {
                results.computeIfAbsent(contender, _ -> new ArrayList<>()).add(measure(scenario, contender, round == 0));
            }
        }
        return results;
    }

    private Map<Contender, Measurement> heaps(Scenario scenario, List<Contender> contenders)
            throws IOException, InterruptedException {
        Map<Contender, Measurement> results = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            if (contender instanceof JavaContender java && java.mode() == Mode.FRESH) {
                results.put(contender, measure(scenario, java.watchingHeap(), false));
            }
        }
        return results;
    }

    private Measurement measure(Scenario scenario, Contender contender, boolean compareBytes)
            throws IOException, InterruptedException {
        Task task = sources.task(scenario, server, target);
        Measurement measurement = contender.figures(Measurement.of(contender.command(task, directory), directory));
        System.err.printf("  %s: %.2f s, CPU %.2f s%n", contender.name(), measurement.seconds(), measurement.processor());
        for (Task.Item item : task.items()) {
            if (!sources.matches(item, compareBytes)) {
                throw new IOException(contender.name() + " did not bring " + item.remote() + " as it is");
            }
        }
        try (Stream<Path> files = Files.list(target)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return measurement;
    }
}
