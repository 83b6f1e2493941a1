package io.github.bits4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the embedded service and servers on the loopback interface. */
class GetCommandTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(300_000, 1);

    @TempDir
    private Path directory;

    @TempDir
    private Path store;

    private final LoopbackServer server = LoopbackServer.start();
    private final ServedFile remote = server.file("/file", CONTENT);

    @AfterEach
    void stop() {
        server.close();
    }

    private Run get(URI url, Path file, String... options) {
        List<String> args = new ArrayList<>(List.of("get", "--service", "embedded", "--store", store.toString()));
        args.addAll(List.of(options));
        args.addAll(List.of(url.toString(), file.toString()));
        return Run.of(args.toArray(String[]::new));
    }

    @Test
    void downloads() throws IOException {
        Path file = directory.resolve("file");
        Run run = get(remote.uri(), file);
        assertThat(run.status()).as(run.err()).isEqualTo(0);
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(run.out()).contains("the embedded service", file + ": 293.0 KiB");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void replacesAFileThatIsThere() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        assertThat(get(remote.uri(), file).status()).isEqualTo(0);
        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void downloadsAnEmptyFile() throws IOException {
        remote.changeContent(new byte[0]);
        Path file = directory.resolve("file");
        Run run = get(remote.uri(), file);
        assertThat(run.status()).as(run.err()).isEqualTo(0);
        assertThat(file).isEmptyFile();
    }

    @Test
    void namesFileStatusAndHresultWhenTheServerHasNoSuchFile() throws IOException {
        Path file = directory.resolve("file");
        Run run = get(server.uri("/none"), file);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(server.uri("/none").toString(), "HTTP status 404", "0x80190194", "BG_E_HTTP_ERROR_404");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void keepsAFileThatIsThereWhenTheDownloadFails() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        assertThat(get(server.uri("/none"), file).status()).isEqualTo(1);
        assertThat(file).hasContent("old");
    }

    @Test
    void triesAgainAfterAnErrorThatMayPass() throws IOException {
        remote.onRequest(1, Fault.status(503));
        Path file = directory.resolve("file");
        Run run = get(remote.uri(), file);
        assertThat(run.status()).as(run.err()).isEqualTo(0);
        assertThat(run.out()).contains("Retrying every 5 s: " + remote.uri() + ": HTTP status 503");
        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void failsAfterItsPatience() throws IOException {
        remote.always(Fault.status(503));
        Run run = get(remote.uri(), directory.resolve("file"), "--patience", "1");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(remote.uri().toString(), "HTTP status 503");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void writesAFileThatHasTheSha256() throws IOException {
        Path original = Files.write(directory.resolve("original"), CONTENT);
        Path file = Files.writeString(directory.resolve("file"), "old");
        Run run = get(remote.uri(), file, "--sha256", Sha256.of(original).hex());
        assertThat(run.status()).as(run.err()).isEqualTo(0);
        assertThat(run.out()).contains("SHA-256 as expected");
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file) && !path.equals(original));
    }

    @Test
    void keepsTheOldFileIfTheSha256Differs() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        Run run = get(remote.uri(), file, "--sha256", "0".repeat(64));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("SHA-256", "not " + "0".repeat(64), file + " was not written");
        assertThat(file).hasContent("old");
        assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
    }
}
