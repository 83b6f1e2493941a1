package io.github.bits4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, which only a process of its own can be given. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there no program can send Ctrl-C to one other process only")
class InterruptionTest {
    private static final int SECONDS = 60;

    @TempDir
    private Path directory;

    @Test
    void cancelsTheJob() throws IOException, InterruptedException {
        Gate gate = new Gate();
        Path target = Files.createDirectory(directory.resolve("target"));
        try (LoopbackServer server = LoopbackServer.start()) {
            ServedFile file = server.file("/file", new byte[1_000_000]).always(Fault.holdAfter(1000, gate));
            Process child = start("get", "--service", "embedded", "--store", directory.resolve("store").toString(), file.uri().toString(), target.resolve("file").toString());
            try {
                gate.awaitReached();
                interrupt(child);
                assertThat(err()).hasContent("bits4j: interrupted: the job was cancelled");
                assertThat(target).isEmptyDirectory();
                gate.awaitAbandoned();
            } finally {
                child.destroyForcibly();
            }
        }
    }

    @Test
    void leavesNoFilesOfTheDemo() throws IOException, InterruptedException {
        Process child = start("demo", "--service", "embedded", "--size", "60M");
        try {
            Await.until("the transfer's begin", () -> contentOf(out()).contains("TRANSFERRING"));
            interrupt(child);
            assertThat(err()).hasContent("bits4j: interrupted: the job was cancelled");
            assertThat(temporaryDirectory()).isEmptyDirectory();
        } finally {
            child.destroyForcibly();
        }
    }

    private Path out() {
        return directory.resolve("out");
    }

    private Path err() {
        return directory.resolve("err");
    }

    private Path temporaryDirectory() {
        return directory.resolve("tmp");
    }

    private Process start(String... args) throws IOException {
        Files.createDirectory(temporaryDirectory());
        return new ProcessBuilder(Child.command(temporaryDirectory(), args))
                .redirectOutput(out().toFile()).redirectError(err().toFile()).start();
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGINT, and waits for the end with that signal's exit status. */
    private static void interrupt(Process child) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(child.pid())).inheritIO().start();
        assertThat(kill.waitFor()).isEqualTo(0);
        assertThat(child.waitFor(SECONDS, TimeUnit.SECONDS)).as("the command ended").isTrue();
        assertThat(child.exitValue()).isEqualTo(130);
    }
}
