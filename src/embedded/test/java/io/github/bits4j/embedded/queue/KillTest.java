package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.store.ClassPlaces;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that works on a store, and looks each time at what it had promised. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class KillTest {
    /** Kills at random moments; {@code -Dbits4j.kills=2000} for more. */
    private static final int ROUNDS = Integer.getInteger("bits4j.kills", 200);
    private static final int LANES = 2;

    @TempDir
    private static Path directory;

    private static KilledServer server;
    private static String classPath;
    private static Path archive;

    @BeforeAll
    static void startServer() throws Exception {
        server = new KilledServer();
        // The child's classes, made ready: most of a round would be its start otherwise. That takes a jar.
        Path classes = directory.resolve("classes.jar");
        archive = directory.resolve("classes.jsa");
        List<String> jar = new ArrayList<>(List.of("--create", "--file", classes.toString()));
        StringBuilder others = new StringBuilder();
        for (Class<?> type : List.of(JobQueue.class, KilledService.class, HResult.class)) {
            Path place = ClassPlaces.of(type);
            if (Files.isDirectory(place)) {
                jar.addAll(List.of("-C", place.toString(), "io"));
            } else {
                others.append(File.pathSeparator).append(place);
            }
        }
        assertThat(ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, jar.toArray(String[]::new))).isZero();
        classPath = classes + others.toString();
        KillCheck check = check("first");
        Process first = child(check, "end", 0, "-XX:ArchiveClassesAtExit=" + archive);
        assertThat(check.hear(first)).isZero();
        check.look();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    private static Process child(KillCheck check, String kind, int number, String archiving) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xlog:disable", "-Xlog:all=off", archiving,
                "-cp", classPath, KilledService.class.getName(),
                check.store().toString(), check.files().toString(), "" + server.port(), kind, "" + number);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(check.output().toFile()).redirectError(check.errors().toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // the process would report them as if they were an error
        return builder.start();
    }

    private static Process child(KillCheck check, String kind, int number) throws IOException {
        return child(check, kind, number, "-XX:SharedArchiveFile=" + archive);
    }

    private static KillCheck check(String name) throws IOException {
        return new KillCheck(Files.createDirectory(directory.resolve(name)), server.uploads);
    }

    private static boolean endsAt(String kind, int number, List<KillCheck> checks) throws Exception {
        KillCheck check = check(kind + number);
        boolean ended = check.hear(child(check, kind, number)) != 0;
        check.look();
        checks.add(check);
        return ended;
    }

    /** Of the store's many steps each third, which is now a frame and now the mark behind it, now of this job and now of that. */
    @Test
    void an_end_before_any_step_breaks_no_promise() throws Exception {
        List<List<String>> kinds = List.of(List.of("store-write"), List.of(
                "store-force", "store-rename", "file-create", "file-force", "file-rename", "directory-force", "file-delete"));
        List<KillCheck> checks = Collections.synchronizedList(new ArrayList<>());
        inLanes(lane -> {
            for (String kind : kinds.get(lane)) {
                int stride = kind.equals("store-write") || kind.equals("store-force") ? 3 : 1;
                boolean ended = true;
                for (int number = 1; ended; number += stride) {
                    ended = endsAt(kind, number, checks);
                }
            }
        });
        Map<String, Integer> counts = KillCheck.sum(checks);
        System.out.println("kills before each kind of step of store and files: " + counts);
        kinds.forEach(group -> group.forEach(kind -> assertThat(counts).containsKey("at " + kind)));
        assertThat(counts).as("two files and a reply are completed").containsEntry("at file-rename", 3);
        assertThat(counts).as("after each of their renames").containsEntry("at directory-force", 3);
        assertThat(server.uploads.violations).isEmpty();
    }

    @Test
    void an_end_within_a_write_of_the_store_breaks_no_promise() throws Exception {
        List<KillCheck> checks = Collections.synchronizedList(new ArrayList<>());
        inLanes(lane -> {
            for (int step = 1 + 4 * lane; step < 160; step += 4 * LANES) {
                endsAt(KilledService.TORN, step, checks);
            }
        });
        Map<String, Integer> counts = KillCheck.sum(checks);
        System.out.println("kills within writes of the store: " + counts);
        assertThat(counts.getOrDefault("at " + KilledService.TORN, 0)).isGreaterThan(5);
        assertThat(server.uploads.violations).isEmpty();
    }

    @Test
    void kills_at_random_moments_break_no_promise() throws Exception {
        List<KillCheck> checks = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            checks.add(check("lane" + lane));
        }
        try {
            inLanes(lane -> killAtRandom(checks.get(lane), new Random(lane), ROUNDS / LANES));
        } finally {
            System.out.println("kills at random moments: " + KillCheck.sum(checks));
            System.out.println("packets of uploads in all kill tests so far: " + server.uploads);
        }
        assertThat(server.uploads.violations).isEmpty();
        if (ROUNDS >= 100) { // a few may miss
            assertThat(KillCheck.sum(checks)).containsKeys(KillCheck.USEFUL);
        }
        inLanes(lane -> checks.get(lane).cancelAll());
        assertThat(server.uploads.open()).as("sessions of jobs that are gone")
                .noneMatch(name -> checks.stream().anyMatch(check -> check.knows(name)));
    }

    private interface Lane {
        void run(int number) throws Exception;
    }

    /** A process that starts does not use both processors. */
    private static void inLanes(Lane work) throws Exception {
        List<FutureTask<?>> lanes = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            int number = i;
            FutureTask<?> lane = new FutureTask<>(() -> {
                work.run(number);
                return null;
            });
            lanes.add(lane);
            Thread.ofPlatform().daemon().start(lane);
        }
        for (FutureTask<?> lane : lanes) {
            lane.get();
        }
    }

    private static void killAtRandom(KillCheck check, Random random, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            Process process = child(check, KilledService.NEVER, 0);
            // Some while it opens the store, most while it works, however slow the machine is.
            int lines = round % 4 == 0 ? 1 : 1 + random.nextInt(25);
            check.awaitLines(process, lines);
            Thread.sleep(random.nextInt(60));
            process.destroyForcibly();
            check.hear(process);
            check.count(lines == 1 ? "kills from the start on" : "kills at work", 1);
            check.look();
        }
    }
}
