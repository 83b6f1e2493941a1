package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Base of tests of downloads of the modern interfaces: a queue with short times, and a server with one file. */
abstract class ContentFixture {
    static final byte[] CONTENT = ServedJobs.content(1, 1_000_000);
    static final byte[] OTHER = ServedJobs.content(2, 900_000);
    static final String USER = "somebody";

    @TempDir
    Path directory;

    HttpTransport transport;
    QueueFixture fixture;
    ScriptedServer server;
    final PartServer file = new PartServer(CONTENT);

    @BeforeEach
    void open() throws IOException {
        transport = new HttpTransport(Duration.ofSeconds(30), Duration.ofSeconds(30));
        fixture = new QueueFixture(ServiceRules.DELIVERY_OPTIMIZATION, QueueFixture.QUICK, transport, directory);
        server = new ScriptedServer().replies(file);
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
        server.close();
        transport.close();
    }

    ContentDownloads downloads() {
        return fixture.queue.downloads();
    }

    Path local(String name) {
        return directory.resolve(name);
    }

    /** From the server, to nowhere yet. */
    ContentDownload empty() {
        ContentDownload download = downloads().create(USER);
        download.set(ContentProperty.URI, server.url("/a"));
        return download;
    }

    ContentDownload toFile(String name) {
        ContentDownload download = empty();
        download.set(ContentProperty.LOCAL_PATH, local(name).toString());
        return download;
    }

    ContentDownload toStream(RecordingStream stream) {
        ContentDownload download = empty();
        download.setStream(stream);
        return download;
    }

    static List<FileRange> ranges(long... numbers) {
        List<FileRange> ranges = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            ranges.add(new FileRange(numbers[i], numbers[i + 1]));
        }
        return ranges;
    }

    /** Ends in the state; says why if it ends in another. */
    static void comesTo(ContentDownload download, ContentState state) throws InterruptedException {
        Eventually.becomes(() -> download.status().state() == state || isStuck(download), true);
        assertThat(download.status().state()).as(() -> "status " + download).isEqualTo(state);
    }

    private static boolean isStuck(ContentDownload download) {
        ContentStatus status = download.status();
        return status.state() == ContentState.TRANSFERRED
                || status.state() == ContentState.PAUSED && HResult.failed(status.error());
    }

    /** Fails for good, with that error. */
    static void failsWith(ContentDownload download, int hresult) throws InterruptedException {
        comesTo(download, ContentState.PAUSED);
        Eventually.becomes(() -> HResult.name(download.status().error()), HResult.name(hresult));
    }

    void isFinalizedAs(ContentDownload download, String name, byte[] content) throws IOException {
        download.complete();
        assertThat(download.status().state()).isEqualTo(ContentState.FINALIZED);
        assertThat(local(name)).hasBinaryContent(content);
        assertThat(temporaries()).isEmpty();
    }

    List<Path> temporaries() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(path -> path.toString().endsWith(".tmp")).toList();
        }
    }

    static void refuses(int hresult, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ComException.class,
                refused -> assertThat(HResult.name(refused.hresult())).isEqualTo(HResult.name(hresult)));
    }
}
