package io.github.bits4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server when it is told nothing special. */
class LoopbackServerTest {
    private final LoopbackServer server = LoopbackServer.start();
    private final ServedFile file = server.file("/digits", "0123456789".getBytes(StandardCharsets.US_ASCII));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_file_with_its_size_and_validators() throws IOException {
        RawClient.Answer answer = RawClient.get(file.uri());
        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(answer.body()).asString().isEqualTo("0123456789");
        assertThat(answer.header("Content-Length")).isEqualTo("10");
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.header("ETag")).matches("\"[^\"]+\"");
        assertThat(answer.header("Last-Modified")).isEqualTo("Wed, 01 Jan 2025 00:01:00 GMT");
    }

    @Test
    void head_tells_the_same_without_the_content() throws IOException {
        RawClient.Answer get = RawClient.get(file.uri());
        RawClient.Answer head = RawClient.send("HEAD", file.uri(), "Range: bytes=2-3");
        assertThat(head.body()).isEmpty();
        assertThat(head.statusLine()).isEqualTo(get.statusLine());
        assertThat(head.headers()).isEqualTo(get.headers());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 206, 0123456789, bytes 0-9/10",
        "bytes=3-5, 206, 345, bytes 3-5/10",
        "bytes=7-, 206, 789, bytes 7-9/10",
        "bytes=7-99, 206, 789, bytes 7-9/10",
        "bytes=-2, 206, 89, bytes 8-9/10",
        "bytes=-99, 206, 0123456789, bytes 0-9/10",
        "bytes=10-, 416, '', bytes */10",
        "bytes=999999999999999-, 416, '', bytes */10",
        "bytes=-0, 416, '', bytes */10",
        "bytes=5-3, 200, 0123456789, ",
        "bytes=-, 200, 0123456789, ",
        "'bytes=0-1,3-4', 200, 0123456789, ",
        "lines=1-2, 200, 0123456789, ",
    })
    void a_range(String range, int status, String body, String contentRange) throws IOException {
        RawClient.Answer answer = RawClient.get(file.uri(), "Range: " + range);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Range")).isEqualTo(contentRange);
        assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(body.length()));
        assertThat(answer.body()).asString().isEqualTo(body);
    }

    @Test
    void a_range_on_condition_that_the_file_is_the_same() throws IOException {
        RawClient.Answer first = RawClient.get(file.uri());
        for (String validator : new String[] {"ETag", "Last-Modified"}) {
            String condition = "If-Range: " + first.header(validator);
            assertThat(RawClient.get(file.uri(), "Range: bytes=8-", condition).status()).isEqualTo(206);
        }
        file.changeContent("abcdefghij".getBytes(StandardCharsets.US_ASCII));
        for (String validator : new String[] {"ETag", "Last-Modified"}) {
            RawClient.Answer whole = RawClient.get(file.uri(), "Range: bytes=8-", "If-Range: " + first.header(validator));
            assertThat(whole.status()).isEqualTo(200);
            assertThat(whole.body()).asString().isEqualTo("abcdefghij");
            assertThat(whole.header(validator)).isNotEqualTo(first.header(validator));
        }
    }

    @Test
    void an_answer_on_condition_that_the_file_is_the_same() throws IOException {
        RawClient.Answer first = RawClient.get(file.uri());
        String tag = "If-Match: " + first.header("ETag");
        String date = "If-Unmodified-Since: " + first.header("Last-Modified");
        assertThat(RawClient.get(file.uri(), tag, date).status()).isEqualTo(200);
        file.changeContent(file.content());
        assertThat(RawClient.get(file.uri(), tag).status()).isEqualTo(412);
        assertThat(RawClient.get(file.uri(), date).status()).isEqualTo(412);
    }

    @Test
    void an_empty_file() throws IOException {
        RawClient.Answer answer = RawClient.get(server.file("/empty", new byte[0]).uri());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("0");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void what_there_is_none_of() throws IOException {
        assertThat(RawClient.get(server.uri("/other")).status()).isEqualTo(404);
        assertThat(RawClient.get(server.uri("/digits/")).status()).isEqualTo(404);
        RawClient.Answer answer = RawClient.send("POST", file.uri(), "Content-Length: 0");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(RawClient.exchange(file.uri(), "nonsense\r\n\r\n")).asString().startsWith("HTTP/1.1 400 ");
    }

    @Test
    void requests_are_logged() throws IOException {
        RawClient.get(URI.create(file.uri() + "?a=b"), "X-Twice: 1", "x-twice: 2");
        RawClient.send("HEAD", server.uri("/other"));
        assertThat(server.requests()).extracting(request -> request.method() + " " + request.target())
                .containsExactly("GET /digits?a=b", "HEAD /other");
        LoggedRequest request = server.requests().getFirst();
        assertThat(request.path()).isEqualTo("/digits");
        assertThat(request.header("X-TWICE")).contains("1, 2");
        assertThat(request.header("Range")).isEmpty();
        assertThat(file.requests()).isEqualTo(1);
    }

    @Test
    void content_is_the_server_s_own() {
        byte[] content = {1, 2, 3};
        ServedFile own = server.file("/own", content);
        content[0] = 9;
        own.content()[1] = 9;
        assertThat(own.content()).containsExactly(1, 2, 3);
    }

    @Test
    void a_path_is_checked() {
        for (String path : new String[] {"", "file", "/a?b", "/a#b", "/a b"}) {
            assertThatThrownBy(() -> server.file(path, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void closing_ends_it_and_its_connections() throws Exception {
        Gate gate = new Gate();
        file.always(Fault.holdAfter(3, gate));
        try (Socket client = new Socket("127.0.0.1", file.uri().getPort())) {
            client.getOutputStream().write("GET /digits HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            gate.awaitReached();
            server.close();
            server.close();
            assertThat(ends(client)).isTrue();
        }
        assertThatThrownBy(() -> RawClient.get(file.uri())).isInstanceOf(ConnectException.class);
    }

    private static boolean ends(Socket client) {
        try {
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).endsWith("012");
        } catch (IOException reset) {
            return true;
        }
    }
}
