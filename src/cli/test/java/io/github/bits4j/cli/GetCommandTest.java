package io.github.bits4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the embedded service and servers on the loopback interface. */
class GetCommandTest {
    private static final byte[] CONTENT = new byte[300_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @TempDir
    private Path directory;

    private Run get(String url, Path file, String... options) {
        String[] args = new String[options.length + 5];
        args[0] = "get";
        args[1] = "--service";
        args[2] = "embedded";
        System.arraycopy(options, 0, args, 3, options.length);
        args[options.length + 3] = url;
        args[options.length + 4] = file.toString();
        return Run.of(args);
    }

    @Test
    void downloads() throws IOException {
        try (TestServer server = TestServer.serving(CONTENT)) {
            Path file = directory.resolve("file");
            Run run = get(server.url("/file"), file);
            assertThat(run.status()).as(run.err()).isEqualTo(0);
            assertThat(file).hasBinaryContent(CONTENT);
            assertThat(run.out()).contains("the embedded service", file + ": 293.0 KiB");
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void replacesAFileThatIsThere() throws IOException {
        try (TestServer server = TestServer.serving(CONTENT)) {
            Path file = Files.writeString(directory.resolve("file"), "old");
            assertThat(get(server.url("/file"), file).status()).isEqualTo(0);
            assertThat(file).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void downloadsAnEmptyFile() throws IOException {
        try (TestServer server = TestServer.serving(new byte[0])) {
            Path file = directory.resolve("file");
            Run run = get(server.url("/file"), file);
            assertThat(run.status()).as(run.err()).isEqualTo(0);
            assertThat(file).isEmptyFile();
        }
    }

    @Test
    void namesFileStatusAndHresultWhenTheServerHasNoSuchFile() throws IOException {
        try (TestServer server = TestServer.answering(404)) {
            Path file = directory.resolve("file");
            Run run = get(server.url("/none"), file);
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains(server.url("/none"), "HTTP status 404", "0x80190194", "BG_E_HTTP_ERROR_404");
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void keepsAFileThatIsThereWhenTheDownloadFails() throws IOException {
        try (TestServer server = TestServer.answering(404)) {
            Path file = Files.writeString(directory.resolve("file"), "old");
            assertThat(get(server.url("/none"), file).status()).isEqualTo(1);
            assertThat(file).hasContent("old");
        }
    }

    @Test
    void triesAgainAfterAnErrorThatMayPass() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (TestServer server = TestServer.of(exchange -> {
            if (requests.incrementAndGet() == 1) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                TestServer.send(exchange, CONTENT);
            }
        })) {
            Path file = directory.resolve("file");
            Run run = get(server.url("/file"), file);
            assertThat(run.status()).as(run.err()).isEqualTo(0);
            assertThat(run.out()).contains("Retrying every 5 s: " + server.url("/file") + ": HTTP status 503");
            assertThat(file).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void failsAfterItsPatience() throws IOException {
        try (TestServer server = TestServer.answering(503)) {
            Run run = get(server.url("/file"), directory.resolve("file"), "--patience", "1");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains(server.url("/file"), "HTTP status 503");
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void writesAFileThatHasTheSha256() throws IOException {
        try (TestServer server = TestServer.serving(CONTENT)) {
            Path original = Files.write(directory.resolve("original"), CONTENT);
            Path file = Files.writeString(directory.resolve("file"), "old");
            Run run = get(server.url("/file"), file, "--sha256", Sha256.of(original).hex());
            assertThat(run.status()).as(run.err()).isEqualTo(0);
            assertThat(run.out()).contains("SHA-256 as expected");
            assertThat(file).hasBinaryContent(CONTENT);
            assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file) && !path.equals(original));
        }
    }

    @Test
    void keepsTheOldFileIfTheSha256Differs() throws IOException {
        try (TestServer server = TestServer.serving(CONTENT)) {
            Path file = Files.writeString(directory.resolve("file"), "old");
            Run run = get(server.url("/file"), file, "--sha256", "0".repeat(64));
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains("SHA-256", "not " + "0".repeat(64), file + " was not written");
            assertThat(file).hasContent("old");
            assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
        }
    }
}
