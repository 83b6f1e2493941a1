package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.store.ClassPlaces;
import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that downloads: what was to survive does, and nothing else. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ContentKillTest {
    private static final int ROUNDS = 10;
    private static final byte[] CONTENT = ServedJobs.content(1, 600_000);

    @TempDir
    Path directory;

    private final Set<String> kept = new HashSet<>();
    private final Set<String> ending = new HashSet<>();
    private final Set<String> finalized = new HashSet<>();
    private int volatiles;
    private int survivors;

    private Process start(ScriptedServer server) throws IOException {
        String classPath = Stream.of(JobQueue.class, KilledDownloads.class, HResult.class)
                .map(type -> ClassPlaces.of(type).toString()).distinct()
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath, KilledDownloads.class.getName(),
                store().toString(), files().toString(), server.url("/file"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.redirectOutput(output().toFile()).redirectError(directory.resolve("errors").toFile()).start();
    }

    private Path store() {
        return directory.resolve("store");
    }

    private Path files() {
        return directory.resolve("files");
    }

    private Path output() {
        return directory.resolve("output");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(output());
    }

    private void hear() throws IOException {
        for (String line : lines()) {
            String[] words = line.split(" ");
            if (words.length == 3) { // not torn by the kill
                switch (words[0]) {
                    case "kept" -> kept.add(words[1]);
                    case "ending" -> ending.add(words[1]);
                    case "finalized" -> finalized.add(words[1]);
                    case "volatile" -> volatiles++;
                    default -> {}
                }
            }
        }
    }

    @Test
    void what_is_not_volatile_survives_kills_and_nothing_else_does() throws Exception {
        Files.createDirectories(files());
        Random random = new Random(5);
        try (ScriptedServer server = new ScriptedServer(); HttpTransport transport = new HttpTransport()) {
            server.replies(new PartServer(CONTENT));
            for (int round = 0; round < ROUNDS; round++) {
                Process process = start(server);
                int lines = 5 + random.nextInt(30);
                while (process.isAlive() && lines().size() < lines) {
                    Thread.sleep(5);
                }
                Thread.sleep(random.nextInt(40));
                process.destroyForcibly().waitFor();
                assertThat(directory.resolve("errors")).isEmptyFile();
                hear();
                look(transport);
            }
        }
        assertThat(survivors).isPositive();
        assertThat(finalized).isNotEmpty();
        assertThat(volatiles).isPositive();
    }

    private void look(HttpTransport transport) throws Exception {
        try (StoredQueue stored = new StoredQueue(ServiceRules.DELIVERY_OPTIMIZATION, JobStore.open(store()),
                QueueFixture.QUICK, transport, new FakeLauncher())) {
            assertThat(stored.store.damaged()).isEmpty();
            List<ContentDownload> present = stored.queue.downloads().all("somebody");
            Set<String> ids = present.stream().map(download -> download.id().toString()).collect(Collectors.toSet());
            Set<String> promised = new HashSet<>(kept);
            promised.removeAll(ending);
            assertThat(ids).as("promised").containsAll(promised);
            survivors += promised.size();
            for (ContentDownload download : present) {
                assertThat(download.get(ContentProperty.NON_VOLATILE)).isEqualTo(true);
                end(download);
            }
            assertThat(stored.queue.downloads().all("somebody")).isEmpty();
        }
        for (String id : finalized) {
            isRight(files().resolve(id));
        }
        try (Stream<Path> left = Files.list(files())) {
            assertThat(left.filter(path -> path.toString().endsWith(".tmp"))).as("left behind").isEmpty();
        }
        kept.clear();
        ending.clear();
    }

    /** It goes on to its end; one whose end had begun comes to it by itself. */
    private void end(ContentDownload download) throws Exception {
        if (download.status().state() == ContentState.CREATED) {
            download.start(null);
        }
        Eventually.becomes(() -> switch (download.status().state()) {
            case TRANSFERRED, FINALIZED, ABORTED -> true;
            default -> false;
        }, true);
        try {
            download.complete();
        } catch (ComException refused) {
            assertThat(download.status().state()).as("its end had begun otherwise").isEqualTo(ContentState.ABORTED);
            assertThat(ending).contains(download.id().toString());
        }
        if (download.status().state() == ContentState.FINALIZED) {
            isRight(files().resolve(download.id().toString()));
            finalized.add(download.id().toString());
        }
    }

    /** The content, or the range of it that was asked for. */
    private static void isRight(Path path) throws IOException {
        byte[] there = Files.readAllBytes(path);
        int from = there.length == CONTENT.length ? 0 : there.length - 300_000;
        assertThat(from).isBetween(0, 999);
        assertThat(Arrays.equals(there, from, there.length, CONTENT, from, there.length))
                .as(() -> path + " from " + from + " to " + there.length).isTrue();
    }
}
