package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.time.SystemClock;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import io.github.bits4j.embedded.transfer.upload.UploadSession;
import io.github.bits4j.embedded.transfer.upload.UploadState;
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
    /** What there must be among the counts, or the kills were of no use. */
    static final String[] USEFUL = {"accepted", "completed", "partial files compared", "partial uploads compared",
        "killed with the reply under way", "uploads completed"};

    private final Path directory;
    /** The jobs that must be there, with the description that had been acknowledged last. */
    private final Map<UUID, Integer> alive = new HashMap<>();
    private final Map<UUID, JobType> types = new HashMap<>();
    /** Complete or Cancel was called, and did not return. */
    private final Set<UUID> completing = new HashSet<>();
    private final Set<UUID> cancelling = new HashSet<>();
    private final Set<UUID> completed = new HashSet<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    private final KilledUploads uploads;

    KillCheck(Path directory, KilledUploads uploads) throws IOException {
        this.directory = directory;
        this.uploads = uploads;
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
        if (words[0].equals("halts")) {
            count("at " + words[1], 1);
        }
        if (words[0].equals("end") || words[0].equals("begins") || words[words.length - 1].length() < 36) {
            return; // also a line that was torn by the kill
        }
        UUID id = UUID.fromString(words[words.length - 1]);
        count(words[0], 1);
        switch (words[0]) {
            case "accepted" -> {
                alive.put(id, 0);
                types.put(id, JobType.valueOf(words[1]));
            }
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

    void count(String what, int more) {
        counts.merge(what, more, Integer::sum);
    }

    /** Opens the store as the next process would, with servers that never answer. */
    void look() throws Exception {
        FakeTransport silent = new FakeTransport();
        FakeTransport.Gate gate = new FakeTransport.Gate();
        try (SystemClock clock = new SystemClock(); JobStore store = JobStore.open(store())) {
            assertThat(store.damaged()).isEmpty();
            try (JobQueue queue = new JobQueue(ServiceRules.BITS, QueueFixture.PATIENT, request -> {
                if ("Cancel-Session".equals(request.headers().get("BITS-Packet-Type"))) {
                    throw TransferFailure.passing(HResult.BG_E_CONNECT_FAILURE, "nobody waits for its answer", null);
                }
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
        found.forEach((id, job) -> types.put(id, job.type()));
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
            uploaded(job);
            for (JobFile file : job.data.received()) {
                Path temporary = file.temporaryFile();
                if (temporary != null) {
                    known.add(temporary);
                    bytes(job, file, temporary);
                }
            }
        }
        for (UUID id : completed) {
            JobType type = types.get(id);
            for (String name : KilledService.files(type, id)) {
                assertThat(files().resolve(name)).as("completed").exists();
            }
            if (type != JobType.DOWNLOAD) {
                String name = KilledService.upload(type, id);
                assertThat(uploads.has(name)).as("completed: %s", name).isTrue();
                count("uploads completed", 1);
                Files.delete(directory.resolve(name));
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
            for (String name : KilledService.files(types.get(id), id)) {
                Files.delete(files().resolve(name));
            }
        }
        completed.clear();
    }

    /** What the server has acknowledged counts for the client no more than the server has. */
    private void uploaded(Job job) {
        JobFile file = job.data.isUpload() && !job.data.files.isEmpty() ? job.data.files.getFirst() : null;
        UploadState state = file == null ? null : file.upload;
        if (state == null) {
            return;
        }
        String name = KilledService.upload(job.type(), job.id());
        UploadSession session = state.session();
        if (state.sent()) {
            assertThat(uploads.has(name)).as("sent: %s", name).isTrue();
        } else if (session != null) {
            assertThat((long) uploads.received(session.id())).as("position of %s", name).isGreaterThanOrEqualTo(state.position());
        }
        if (job.state() == JobState.TRANSFERRED) {
            assertThat(state.sent()).as("transferred: %s", name).isTrue();
        }
        count(state.sent() ? "whole uploads compared" : "partial uploads compared", 1);
        if (state.sent() && job.state() != JobState.TRANSFERRED) {
            count(job.data.reply == null ? "killed before the reply" : "killed with the reply under way", 1);
        }
    }

    /** Cancels what is left, as the last process would, and lets it tell the server. */
    void cancelAll() throws Exception {
        try (SystemClock clock = new SystemClock(); JobStore store = JobStore.open(store());
                HttpTransport transport = new HttpTransport();
                JobQueue queue = new JobQueue(ServiceRules.BITS, QueueFixture.QUICK, transport, new FakeLauncher(), clock,
                        store, TemporaryFiles.REAL)) {
            for (Job job : queue.jobs()) {
                try {
                    job.cancel();
                } catch (ComException ended) {
                    assertThat(job.state().isFinal()).as("by a Complete or Cancel that the restart went on with").isTrue();
                }
            }
            Eventually.becomes(() -> store.records().keySet().stream()
                    .anyMatch(key -> key.kind() == JobRecords.CANCELLATION), false);
        }
    }

    /** Whether that is the upload of one of its jobs. */
    boolean knows(String upload) {
        return types.containsKey(UUID.fromString(upload.substring(upload.indexOf('-') + 1)));
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

    /** All that was counted. */
    static Map<String, Integer> sum(List<KillCheck> checks) {
        Map<String, Integer> sum = new TreeMap<>();
        checks.forEach(check -> check.counts.forEach((what, count) -> sum.merge(what, count, Integer::sum)));
        return sum;
    }
}
