package io.github.bits4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs that {@code get} leaves in its store when it is killed, and others that are there. */
class StoredGetTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(500_000, 1);

    @TempDir
    private Path directory;

    private final LoopbackServer server = LoopbackServer.start();
    private final ServedFile remote = server.file("/file", CONTENT);
    private Path store;
    private Path file;

    @BeforeEach
    void makeDirectories() throws IOException {
        store = directory.resolve("store");
        file = Files.createDirectory(directory.resolve("target")).resolve("file");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String[] arguments() {
        return new String[] {"get", "--service", "embedded", "--store", store.toString(), remote.uri().toString(), file.toString()};
    }

    @Test
    void goesOnAfterItWasKilled() throws IOException, InterruptedException {
        Gate gate = new Gate();
        remote.onRequest(1, Fault.cutAfter(400_000)).onRequest(2, Fault.holdAfter(0, gate));
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Process child = new ProcessBuilder(Child.command(temporary, arguments()))
                .redirectOutput(directory.resolve("out").toFile()).redirectErrorStream(true).start();
        try {
            gate.awaitReached();
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        gate.open();
        assertThat(file).doesNotExist();
        int before = server.requests().size();

        Run run = Run.of(arguments());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("Going on with an earlier download");
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(file.getParent()).isDirectoryNotContaining(path -> !path.equals(file));
        assertThat(server.requests().subList(before, server.requests().size())).allSatisfy(request ->
                assertThat(request.header("Range").orElse("")).isEqualTo("bytes=400000-"));
        assertThat(jobs()).isEmpty();
    }

    private List<String> jobs() throws IOException {
        try (EmbeddedService service = EmbeddedService.open(store); BackgroundCopyManager manager = service.connect()) {
            return manager.jobs().stream().map(job -> {
                try (job) {
                    return job.displayName() + " " + job.state();
                }
            }).toList();
        }
    }

    private void leave(String name, String target) throws IOException {
        try (EmbeddedService service = EmbeddedService.open(store); BackgroundCopyManager manager = service.connect();
                BackgroundCopyJob job = manager.createJob(name, JobType.DOWNLOAD)) {
            job.addFile(remote.uri(), file.resolveSibling(target));
            assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
        }
    }

    @Test
    void takesOverItsOwnJobOnly() throws IOException {
        leave("somebody's", "file");
        leave("bits4j get", "other");
        leave("bits4j get", "file");
        Run run = Run.of(arguments());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("Going on");
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(jobs()).containsExactly("somebody's SUSPENDED", "bits4j get SUSPENDED");
    }

    @Test
    void saysThatTheStoreIsInUse() throws IOException {
        Files.createDirectory(store);
        try (FileChannel lock = FileChannel.open(store.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            Run run = Run.of(arguments());
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains(store.toString(), "another process", "--store").doesNotContain("\tat ");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void saysThatTheStoreWasDamaged() throws IOException {
        leave("bits4j get", "file");
        Files.write(store.resolve("jobs.journal"), new byte[1000]);
        Run run = Run.of(arguments());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("damaged", "jobs-damaged-").doesNotContain("Going on");
        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void saysThatTheStoreCannotBe() throws IOException {
        Files.writeString(store, "a file");
        Run run = Run.of(arguments());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(store.toString(), "--store");
        assertThat(store).hasContent("a file");
    }

    @Test
    void theSystemsServiceHasNoStore() {
        Run run = Run.of("get", "--service", "system", "--store", store.toString(), remote.uri().toString(), file.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--store", "embedded");
        assertThat(store).doesNotExist();
    }
}
