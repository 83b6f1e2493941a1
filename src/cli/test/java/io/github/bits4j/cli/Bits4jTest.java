package io.github.bits4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Bits4jTest {
    @Test
    void tellsItsVersion() {
        Run run = Run.of("--version");
        assertThat(run.status()).isEqualTo(0);
        assertThat(run.out()).matches("(?s)bits4j \\d+\\.\\d+.*Java .*").doesNotContain("${");
    }

    @Test
    void helpTellsTheExitStatus() {
        Run run = Run.of("--help");
        assertThat(run.status()).isEqualTo(0);
        assertThat(run.out()).contains("get", "demo", "Exit status:", "130").doesNotContain("${");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "demo"})
    void commandsHaveHelp(String command) {
        Run run = Run.of(command, "--help");
        assertThat(run.status()).isEqualTo(0);
        assertThat(run.out()).contains("Usage: bits4j " + command, "system, embedded").doesNotContain("${");
    }

    @Test
    void wantsACommand() {
        Run run = Run.of();
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Missing required subcommand", "Try 'bits4j --help'");
    }

    @Test
    void wantsAnUrlAndAFile() {
        Run run = Run.of("get");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("'URL', 'FILE'");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the system has BITS")
    void saysThatTheSystemHasNoService(@TempDir Path directory) {
        Run run = Run.of("get", "--service", "system", "http://127.0.0.1/file", directory.resolve("file").toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("this system has no BITS", "--service embedded").doesNotContain("\tat ");
    }
}
