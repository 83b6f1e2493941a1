package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.store.ClassPlaces;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.RangeSet;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that fetches ranges: those that its client was told of are there, and those that it asked for come. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OnDemandKillTest {
    private static final int ROUNDS = 8;
    private static final byte[] CONTENT = ServedJobs.content(1, 8_000_000);

    @TempDir
    Path directory;

    private RangeSet told = RangeSet.EMPTY;
    private RangeSet wanted = RangeSet.EMPTY;

    private Process start(ScriptedServer server) throws IOException {
        String classPath = Stream.of(JobQueue.class, KilledDemand.class, HResult.class)
                .map(type -> ClassPlaces.of(type).toString()).distinct()
                .reduce((one, other) -> one + File.pathSeparator + other).orElseThrow();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath, KilledDemand.class.getName(),
                store().toString(), directory.resolve("file").toString(), server.url("/file"), "" + CONTENT.length);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.redirectOutput(output().toFile()).redirectError(directory.resolve("errors").toFile()).start();
    }

    private Path store() {
        return directory.resolve("store");
    }

    private Path output() {
        return directory.resolve("output");
    }

    private long lines() throws IOException {
        try (Stream<String> lines = Files.lines(output())) {
            return lines.count();
        }
    }

    private void hear() throws IOException {
        for (String line : Files.readAllLines(output())) {
            String[] words = line.split(" ");
            if (words.length == 4) { // not torn by the kill
                long offset = Long.parseLong(words[1]);
                long end = offset + Long.parseLong(words[2]);
                told = words[0].equals("told") ? told.plus(offset, end) : told;
                wanted = wanted.plus(offset, end);
            }
        }
    }

    @Test
    void what_the_client_was_told_of_survives_kills() throws Exception {
        Random random = new Random(3);
        try (ScriptedServer server = new ScriptedServer(); HttpTransport transport = new HttpTransport()) {
            server.replies(new PartServer(CONTENT));
            for (int round = 0; round < ROUNDS; round++) {
                Process process = start(server);
                int lines = 5 + random.nextInt(60); // of both kinds: when all of the file has come, nothing more is told
                while (process.isAlive() && lines() < lines) {
                    Thread.sleep(5);
                }
                Thread.sleep(random.nextInt(40));
                process.destroyForcibly().waitFor();
                assertThat(directory.resolve("errors")).isEmptyFile();
                hear();
                look(transport);
            }
            assertThat(told.isEmpty()).isFalse();
            finish(transport);
        }
    }

    private void look(HttpTransport transport) throws IOException {
        try (StoredQueue stored = new StoredQueue(store(), QueueFixture.PATIENT, transport)) {
            assertThat(stored.store.damaged()).isEmpty();
            Job job = stored.job();
            job.suspend();
            check(job);
        }
    }

    private void check(Job job) throws IOException {
        FileContent content = job.content(job.files().getFirst());
        RangeSet filled = new RangeSet(content.ranges());
        assertThat(told.minus(filled).all()).as("told of, but lost").isEmpty();
        byte[] there = Files.readAllBytes(content.temporaryName());
        for (FileRange range : filled.all()) {
            int from = (int) range.offset();
            int end = (int) range.end();
            assertThat(Arrays.equals(there, from, end, CONTENT, from, end)).as("bytes of " + range).isTrue();
        }
    }

    private void finish(HttpTransport transport) throws Exception {
        try (StoredQueue stored = new StoredQueue(store(), QueueFixture.QUICK, transport)) {
            Job job = stored.job();
            job.resume();
            Eventually.becomes(() -> job.state() == JobState.SUSPENDED || job.state() == JobState.TRANSFERRED, true);
            check(job);
            RangeSet filled = new RangeSet(job.content(job.files().getFirst()).ranges());
            assertThat(wanted.minus(filled).all()).as("asked for, and never come").isEmpty();
            job.cancel();
        }
    }
}
