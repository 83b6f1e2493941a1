package io.github.bits4j.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.TestService;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start, kill the program, start again, finish: with two real processes. */
class ResumeAfterRestartTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(4_000_000, 9);
    private static final int HELD_AFTER = 2_500_000;

    @TempDir
    Path directory;

    @Test
    void a_program_that_was_killed_finishes_when_it_is_started_again() throws Exception {
        Gate early = new Gate();
        Gate gate = new Gate();
        Gate second = new Gate();
        Path target = directory.resolve("update.bin");
        try (LoopbackServer server = LoopbackServer.start()) {
            ServedFile file = server.file("/update", CONTENT)
                    .onRequest(1, Fault.holdAfter(HELD_AFTER / 2, early), Fault.holdAfter(HELD_AFTER, gate))
                    .onRequest(2, Fault.holdAfter(1000, second));
            Path firstOutput = directory.resolve("first");
            Process first = start(file, target, firstOutput);
            early.awaitReached();
            Thread.sleep(1500); // what has arrived is forced to the disk each second, when more arrives
            early.open();
            gate.awaitReached();
            Await.until("the state to be told", () -> read(firstOutput).contains("the job is "));
            Thread.sleep(1000);
            first.destroyForcibly().waitFor();
            gate.open();
            assertThat(target).doesNotExist();

            Path secondOutput = directory.resolve("second");
            Process again = start(file, target, secondOutput);
            Await.until("the state of that moment", () -> read(secondOutput).contains("the job is "));
            second.open();
            assertThat(again.waitFor(90, TimeUnit.SECONDS)).as(read(secondOutput)).isTrue();
            assertThat(again.exitValue()).as(read(secondOutput)).isZero();
            assertThat(read(secondOutput)).contains("there it is: [" + target + "]");
            assertThat(target).hasBinaryContent(CONTENT);
            assertThat(server.requests().getLast().header("Range")).as("it goes on where it was").hasValueSatisfying(
                    range -> assertThat(range).isNotEqualTo("bytes=0-").startsWith("bytes="));
            assertThat(file.requests()).isEqualTo(2);
        }
        try (EmbeddedService service = EmbeddedService.open(directory.resolve("service"));
                BackgroundCopyManager manager = service.connect()) {
            assertThat(manager.jobs()).as("the job has been completed").isEmpty();
        }
    }

    private Process start(ServedFile file, Path target, Path output) throws IOException {
        return new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", TestService.WINDOWS ? "java.exe" : "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:ActiveProcessorCount=2", "-Xshare:auto",
                "-cp", System.getProperty("java.class.path"), ResumeAfterRestart.class.getName(),
                directory.resolve("service").toString(), file.uri().toString(), target.toString()))
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    private static String read(Path output) {
        try {
            return Files.readString(output, Charset.defaultCharset());
        } catch (IOException e) {
            return "";
        }
    }
}
