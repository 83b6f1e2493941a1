package io.github.bits4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.bits4j.testkit.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code get} refuses: exit status 2, a message that names the rule, and no request to the server. */
class GetArgumentsTest {
    @TempDir
    private Path directory;

    private final LoopbackServer server = LoopbackServer.start();

    @AfterEach
    void noJobHasBeenAtWork() {
        server.close();
        assertThat(server.requests()).isEmpty();
    }

    private void refused(String url, String file, String... words) {
        Run run = Run.of("get", "--service", "embedded", url, file);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(words).contains("Try 'bits4j get --help'");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "relative/file, absolute",
        "ftp://127.0.0.1/file, begin with http",
        "file:///etc/hosts, begin with http",
        "http:///file, name a host",
        "http://127.0.0.1/a b, not a legal one",
        "'', absolute",
    })
    void badUrl(String url, String rule) {
        refused(url, directory.resolve("file").toString(), "URL", rule, "'" + url + "'");
    }

    @Test
    void longUrl() {
        refused(server.uri("/" + "x".repeat(2200)).toString(), directory.resolve("file").toString(), "at most 2200 characters");
    }

    @Test
    void relativeTarget() {
        refused(server.uri("/file").toString(), "file", "absolute path", "'file' is relative");
        assertThat(Path.of("file")).doesNotExist();
    }

    @Test
    void missingDirectory() {
        Path missing = directory.resolve("missing");
        refused(server.uri("/file").toString(), missing.resolve("file").toString(), "must exist", missing.toString());
    }

    @Test
    void directoryThatIsAFile() throws IOException {
        Path parent = Files.createFile(directory.resolve("parent"));
        refused(server.uri("/file").toString(), parent.resolve("file").toString(), parent + " is not a directory");
    }

    @Test
    void targetThatIsADirectory() {
        refused(server.uri("/file").toString(), directory.toString(), "must be a file", directory.toString());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a directory's read-only flag forbids nothing")
    void unwritableDirectory() throws IOException {
        Path unwritable = Files.createDirectory(directory.resolve("unwritable"));
        assertThat(unwritable.toFile().setWritable(false)).isTrue();
        assumeFalse(Files.isWritable(unwritable), "root writes everywhere");
        refused(server.uri("/file").toString(), unwritable.resolve("file").toString(), "must be writable", unwritable.toString());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems have no /proc")
    void directoryInWhichNobodyCanMakeAFile() {
        refused(server.uri("/file").toString(), "/proc/file", "must be writable", "/proc is not");
    }

    @Test
    void unwritableFile() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(file.toFile().setWritable(false)).isTrue();
        assumeFalse(Files.isWritable(file), "root writes everywhere");
        refused(server.uri("/file").toString(), file.toString(), "must be writable", file.toString());
    }

    @Test
    void leavesNoTraceOfItsChecks() {
        refused("relative", directory.resolve("file").toString(), "absolute");
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"--sha256, 12, 64 hexadecimal digits", "--patience, 0, number of seconds", "--service, other, SYSTEM"})
    void badOption(String option, String value, String rule) {
        Run run = Run.of("get", option, value, server.uri("/file").toString(), directory.resolve("file").toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(rule);
    }
}
