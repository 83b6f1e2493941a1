package io.github.bits4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Serves what BITS asks a server for. */
class DemoServerTest {
    @TempDir
    private Path directory;

    private DemoServer server;

    @BeforeEach
    void start() throws IOException {
        server = DemoServer.start(Files.writeString(directory.resolve("file"), "0123456789"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpURLConnection connection() throws IOException {
        return (HttpURLConnection) server.url().toURL().openConnection();
    }

    @Test
    void headTellsSizeAndValidators() throws IOException {
        HttpURLConnection connection = connection();
        connection.setRequestMethod("HEAD");
        assertThat(connection.getResponseCode()).isEqualTo(200);
        assertThat(connection.getContentLengthLong()).isEqualTo(10);
        assertThat(connection.getHeaderField("ETag")).isNotNull();
        assertThat(connection.getHeaderField("Accept-Ranges")).isEqualTo("bytes");
        assertThat(connection.getLastModified())
                .isEqualTo(Files.getLastModifiedTime(directory.resolve("file")).toMillis() / 1000 * 1000);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 206, 0123456789, bytes 0-9/10",
        "bytes=3-5, 206, 345, bytes 3-5/10",
        "bytes=7-, 206, 789, bytes 7-9/10",
        "bytes=7-99, 206, 789, bytes 7-9/10",
        "bytes=-2, 206, 89, bytes 8-9/10",
        "'bytes=0-1,3-4', 200, 0123456789, ",
        "lines=1-2, 200, 0123456789, ",
    })
    void getTakesARange(String range, int status, String body, String contentRange) throws IOException {
        HttpURLConnection connection = connection();
        connection.setRequestProperty("Range", range);
        assertThat(connection.getResponseCode()).isEqualTo(status);
        assertThat(connection.getHeaderField("Content-Range")).isEqualTo(contentRange);
        assertThat(new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo(body);
    }

    @Test
    void rangeBehindTheEnd() throws IOException {
        HttpURLConnection connection = connection();
        connection.setRequestProperty("Range", "bytes=10-");
        assertThat(connection.getResponseCode()).isEqualTo(416);
        assertThat(connection.getHeaderField("Content-Range")).isEqualTo("bytes */10");
    }

    @Test
    void otherPathsAreNotThere() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) server.url().resolve("/other").toURL().openConnection();
        assertThat(connection.getResponseCode()).isEqualTo(404);
    }
}
