package io.github.bits4j.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that a test runs in a JVM of its own, since it may end or block it. It may take a minute. */
public record ChildJvm(int status, String output) {
    /**
     * Runs a program to its end; one that does not end, or crashes, fails the test.
     *
     * @param directory for its output and reports
     */
    public static ChildJvm run(Path directory, Class<?> program, String... arguments) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Path crash = directory.resolve("hs_err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", TestService.WINDOWS ? "java.exe" : "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:ActiveProcessorCount=2", "-Xshare:auto", "-XX:ErrorFile=" + crash,
                "-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output, Charset.defaultCharset());
        assertThat(ended).as("the program ended by itself: %s", text).isTrue();
        assertThat(crash).as(text).doesNotExist();
        assertThat(text).doesNotContainIgnoringCase("fatal error", "could not attach");
        return new ChildJvm(process.exitValue(), text);
    }
}
