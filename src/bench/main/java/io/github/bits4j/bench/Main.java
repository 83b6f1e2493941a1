package io.github.bits4j.bench;

import io.github.bits4j.bench.calls.Calls;
import io.github.bits4j.bench.jobs.QueueGrowth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs the suites that were asked for and prints their tables. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        Settings settings = Settings.ofSystemProperties();
        for (String suite : settings.suites()) {
            switch (suite) {
                case "downloads" -> downloads(settings);
                case "jobs" -> jobs(settings);
                case "calls" -> Calls.run(settings.scale(), System.out);
                default -> throw new IllegalArgumentException("no suite is called " + suite);
            }
        }
    }

    private static void downloads(Settings settings) throws IOException, InterruptedException {
        String obstacle = Stream.of("nginx", "bash").map(Tools::obstacle).filter(text -> !text.isEmpty())
                .findFirst().orElse("");
        if (!obstacle.isEmpty()) {
            System.out.println("skipped: downloads: " + obstacle);
            return;
        }
        inTemporaryDirectory(settings, directory -> {
            Path sources = Files.createDirectory(directory.resolve("sources"));
            try (Nginx server = Nginx.start(directory, sources)) {
                new Downloads(settings, directory, server).run();
            }
        });
    }

    private static void jobs(Settings settings) throws IOException, InterruptedException {
        inTemporaryDirectory(settings, directory -> {
            List<String> command = settings.java("", QueueGrowth.class.getName(), directory.toString(),
                    Integer.toString((int) settings.scaled(10_000)), Integer.toString(settings.rounds()));
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IOException("status " + status + " of the benchmark of jobs");
            }
        });
    }

    private interface Work {
        void in(Path directory) throws IOException, InterruptedException;
    }

    private static void inTemporaryDirectory(Settings settings, Work work) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(settings.directory(), "bits4j-bench");
        try {
            work.in(directory);
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
