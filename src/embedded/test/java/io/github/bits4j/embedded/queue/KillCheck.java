package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knows what the killed processes of one store have promised, and compares it with what is there. */
final class KillCheck {
    private final Path directory;
    /** The jobs that must be there, with the description that had been acknowledged last. */
    private final Map<UUID, Integer> alive = new HashMap<>();
    /** Complete or Cancel was called, and did not return. */
    private final Set<UUID> completing = new HashSet<>();
    private final Set<UUID> cancelling = new HashSet<>();
    private final Set<UUID> completed = new HashSet<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    KillCheck(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectory(files());
    }

    Path store() {
        return directory.resolve("store");
    }

    Path files() {
        return directory.resolve("files");
    }

    Path errors() {
        return directory.resolve("errors");
    }

    Path output() {
        return directory.resolve("output");
    }

    /** Waits until the process has said so much; the first line is that its program begins. */
    void awaitLines(Process process, int lines) throws IOException, InterruptedException {
        while (process.isAlive() && lines() < lines) {
            Thread.sleep(5);
        }
    }

    private long lines() throws IOException {
        try (Stream<String> lines = Files.lines(output())) {
            return lines.count();
        }
    }

    /** Waits for the process's end, and takes down what it had said. */
    int hear(Process process) throws IOException, InterruptedException {
        int exitCode = process.waitFor();
        for (String line : Files.readAllLines(output())) {
            hear(line.split(" "));
        }
        assertThat(errors()).isEmptyFile();
        count("process ends", 1);
        return exitCode;
    }

    private void hear(String[] words) {
        if (words[0].equals("end") || words[0].equals("begins") || words[words.length - 1].length() < 36) {
            return; // also a line that was torn by the kill
        }
        UUID id = UUID.fromString(words[words.length - 1]);
        count(words[0], 1);
        switch (words[0]) {
            case "accepted" -> alive.put(id, 0);
            case "described" -> alive.computeIfPresent(id, (_, _) -> Integer.parseInt(words[1]));
            case "completing" -> completing.add(id);
            case "cancelling" -> cancelling.add(id);
            case "completed" -> {
                completed.add(id);
                alive.remove(id);
                completing.remove(id);
            }
            case "cancelled" -> {
                alive.remove(id);
                cancelling.remove(id);
            }
            default -> {}
        }
    }

    private void count(String what, int more) {
        counts.merge(what, more, Integer::sum);
    }

    /** Opens the store as the next process would, with servers that never answer. */
    void look() throws Exception {
        FakeTransport silent = new FakeTransport();
        FakeTransport.Gate gate = new FakeTransport.Gate();
        try (SystemClock clock = new SystemClock(); JobStore store = JobStore.open(store())) {
            assertThat(store.damaged()).isEmpty();
            try (JobQueue queue = new JobQueue(ServiceRules.BITS, QueueFixture.PATIENT, request -> {
                gate.pass();
                return silent.send(request);
            }, new FakeLauncher(), clock, store, TemporaryFiles.REAL)) {
                for (Job job : queue.jobs()) {
                    settled(job);
                }
                compare(queue.jobs().stream().collect(Collectors.toMap(Job::id, job -> job)));
            }
        }
    }

    /** A restart finishes what had begun. */
    private static void settled(Job job) throws InterruptedException {
        if (job.data.ending != null) {
            Eventually.becomes(() -> job.state().isFinal(), true);
        }
    }

    private void compare(Map<UUID, Job> found) throws IOException {
        found.values().removeIf(job -> job.state().isFinal());
        for (Map.Entry<UUID, Integer> promised : alive.entrySet()) {
            UUID id = promised.getKey();
            Job job = found.get(id);
            if (job == null) {
                assertThat(completing.contains(id) || cancelling.contains(id)).as("job %s is lost", id).isTrue();
                completed.addAll(completing.contains(id) ? Set.of(id) : Set.of());
                count("ended by a restart or unheard", 1);
            } else {
                int number = job.description().isEmpty() ? 0 : Integer.parseInt(job.description());
                assertThat(number).as("the description of %s", id).isBetween(promised.getValue(), promised.getValue() + 1);
                promised.setValue(number);
            }
        }
        alive.keySet().retainAll(found.keySet());
        completing.clear();
        cancelling.clear();
        // A job may have been accepted, and the process killed before it could say so.
        found.keySet().forEach(id -> alive.putIfAbsent(id, found.get(id).description().isEmpty()
                ? 0 : Integer.parseInt(found.get(id).description())));
        files(found);
    }

    private void files(Map<UUID, Job> found) throws IOException {
        // Listed before the jobs are asked: they go on, and note a temporary file before they make it.
        List<Path> present;
        try (Stream<Path> all = Files.list(files())) {
            present = all.toList();
        }
        Set<Path> known = new HashSet<>();
        for (Job job : found.values()) {
            for (JobFile file : job.files()) {
                Path temporary = file.temporaryFile();
                if (temporary != null) {
                    known.add(temporary);
                    bytes(job, file, temporary);
                }
            }
        }
        for (UUID id : completed) {
            for (String name : KilledService.names(id)) {
                assertThat(files().resolve(name)).as("completed").exists();
            }
        }
        for (Path path : present) {
            String name = path.getFileName().toString();
            if (name.startsWith("BIT")) {
                assertThat(known).as("no orphan").contains(path);
            } else {
                boolean right = Arrays.equals(Files.readAllBytes(path), KilledContent.of(name));
                assertThat(right).as("wrong file %s", path).isTrue();
                count("files compared under their names", 1);
            }
        }
        for (UUID id : completed) {
            for (String name : KilledService.names(id)) {
                Files.delete(files().resolve(name));
            }
        }
        completed.clear();
    }

    private void bytes(Job job, JobFile file, Path temporary) throws IOException {
        String name = Path.of(file.localName()).getFileName().toString();
        byte[] content = KilledContent.of(name);
        int position = (int) file.progress().bytesTransferred();
        if (position > 0) {
            byte[] there = Files.readAllBytes(temporary);
            assertThat(there.length).as("position %d of %s", position, name).isGreaterThanOrEqualTo(position);
            assertThat(Arrays.equals(there, 0, position, content, 0, position)).as("bytes before %d", position).isTrue();
            count(position < content.length ? "partial files compared" : "whole files compared", 1);
        }
        if (job.state() == JobState.TRANSFERRED) {
            assertThat(position).isEqualTo(content.length);
        }
    }

    /** How often a kill came at a moment that matters. */
    int usefulness() {
        return List.of("accepted", "partial files compared", "completed").stream()
                .mapToInt(what -> counts.getOrDefault(what, 0)).min().orElse(0);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
