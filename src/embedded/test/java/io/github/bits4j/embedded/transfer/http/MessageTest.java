package io.github.bits4j.embedded.transfer.http;

import static io.github.bits4j.embedded.transfer.ScriptedServer.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.RequestBody;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.TransportRequest;
import io.github.bits4j.embedded.transfer.TransportResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How responses are read, and connections used again. */
class MessageTest {
    private final HttpTransport transport = new HttpTransport(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private ScriptedServer server;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        transport.close();
    }

    private static String text(TransportResponse response) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[3];
        for (int count = response.read(buffer); count >= 0; count = response.read(buffer)) {
            all.write(buffer, 0, count);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private String get(URI uri) throws Exception {
        try (TransportResponse response = transport.send(TransportRequest.get(uri, Map.of()))) {
            return response.status() + " " + text(response);
        }
    }

    private static byte[] bytes(String text) {
        return text.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK|Content-Length: 5, hello, 200 hello",
        "HTTP/1.1 200|Content-Length: 5, hello, 200 hello",
        "HTTP/1.0 200 OK, hello, 200 hello",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked, 3|hel|2;x=y|lo|0||, 200 hello",
        "HTTP/1.1 200 OK|Transfer-Encoding: Chunked|Content-Length: 99, 5|hello|0|X-Trailer: 1||, 200 hello",
        "HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Content-Length: 5, hello, 200 hello",
        "'HTTP/1.1 200 OK|Content-Length: 5, 5', hello, 200 hello",
        "HTTP/1.1 204 No Content|Content-Length: 5, '', '204 '"
    })
    void responses_are_read(String head, String body, String expected) throws Exception {
        server.replies(raw(head.replace("|", "\r\n"), bytes(body)));
        assertThat(get(server.uri("/x"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "HTTP/2 200 OK", "ICY 200 OK", "nonsense", "HTTP/1.1 20 OK", "HTTP/1.1 200 OK|No colon", "HTTP/1.1 200 OK|Bad name: 1",
        "HTTP/1.1 200 OK|Content-Length: 1|Content-Length: 2", "HTTP/1.1 200 OK|Content-Length: -1",
        "HTTP/1.1 200 OK|Content-Length: +1",
        "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked", "HTTP/1.1 101 Switching Protocols"
    })
    void what_is_no_response_is_refused(String head) {
        server.replies(raw(head.replace("|", "\r\n"), new byte[0]));
        assertThatExceptionOfType(TransferFailure.class)
                .isThrownBy(() -> get(server.uri("/x")))
                .extracting(failure -> HResult.format(failure.hresult()))
                .isEqualTo(HResult.format(HResult.BG_E_INVALID_SERVER_RESPONSE));
    }

    @ParameterizedTest
    @CsvSource({
        "x|, BG_E_INVALID_SERVER_RESPONSE", "FFFFFFFFFFFFFFFFFF|, BG_E_INVALID_SERVER_RESPONSE",
        "2|hello||, BG_E_INVALID_SERVER_RESPONSE", "9|hello, BG_E_CONNECTION_CLOSED", "5|hello|, BG_E_CONNECTION_CLOSED"
    })
    void broken_chunks_are_found(String body, String name) {
        server.replies(raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked", bytes(body)));
        assertThatExceptionOfType(TransferFailure.class)
                .isThrownBy(() -> get(server.uri("/x")))
                .extracting(failure -> HResult.name(failure.hresult()))
                .isEqualTo(name);
    }

    @Test
    void a_head_without_an_end_is_refused() {
        server.replies((_, out) -> {
            byte[] line = ("X-More: " + "y".repeat(8000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 40; i++) {
                out.write(line);
            }
        });
        assertThatExceptionOfType(TransferFailure.class)
                .isThrownBy(() -> get(server.uri("/x")))
                .matches(failure -> failure.hresult() == HResult.BG_E_INVALID_SERVER_RESPONSE);
    }

    @Test
    void a_header_of_two_lines_is_never_sent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transport.send(TransportRequest.get(server.uri("/x"), Map.of("X-A", "s3cret\r\nX-B: 1"))))
                .withMessageNotContaining("s3cret");
        assertThat(server.requests).isEmpty();
    }

    @Test
    void user_and_fragment_of_a_url_are_not_sent() throws Exception {
        server.replies(ScriptedServer.status(200));
        get(URI.create("http://user:pass@127.0.0.1:" + server.port() + "/a%20b?c=d#e"));
        assertThat(server.requests.getFirst().path()).isEqualTo("/a%20b?c=d");
        assertThat(server.requests.getFirst().headers()).containsEntry("host", "127.0.0.1:" + server.port());
        assertThat(server.requests.toString()).doesNotContain("pass");
    }

    @Test
    void a_refusal_during_the_body_is_heard() throws Exception {
        server.replies(ScriptedServer.status(200));
        try (ServerSocket refusing = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> {
                try (Socket client = refusing.accept()) {
                    client.getInputStream().readNBytes(100);
                    client.getOutputStream().write(bytes("HTTP/1.1 413 Too Large|Content-Length: 0|Connection: close||"));
                    client.shutdownOutput();
                    client.getInputStream().readAllBytes();
                } catch (IOException gone) {
                    System.getLogger("test").log(System.Logger.Level.DEBUG, "client gone", gone);
                }
            });
            URI uri = URI.create("http://127.0.0.1:" + refusing.getLocalPort() + "/x");
            RequestBody body = new RequestBody(1_000_000, InputStreams::zeros);
            try (TransportResponse response = transport.send(new TransportRequest("POST", uri, Map.of(), body))) {
                assertThat(response.status()).isEqualTo(413);
            }
        }
    }

    @Test
    void a_server_that_takes_nothing_ends_in_a_timeout() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                HttpTransport hasty = new HttpTransport(Duration.ofSeconds(30), Duration.ofMillis(500))) {
            URI uri = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/x");
            RequestBody body = new RequestBody(100_000_000, InputStreams::zeros);
            assertThatExceptionOfType(TransferFailure.class)
                    .isThrownBy(() -> hasty.send(new TransportRequest("POST", uri, Map.of(), body)))
                    .matches(failure -> failure.hresult() == HResult.BG_E_TIMEOUT && failure.isPassing());
        }
    }

    private static final class InputStreams {
        static InputStream zeros() {
            return new InputStream() {
                @Override
                public int read() {
                    return 0;
                }
            };
        }
    }

    @Test
    void connections_are_used_again_and_a_closed_one_is_replaced() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket patient = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> serveTwice(patient, connections));
            URI uri = URI.create("http://127.0.0.1:" + patient.getLocalPort() + "/x");
            for (int i = 0; i < 5; i++) {
                assertThat(get(uri)).isEqualTo("200 ok");
            }
        }
        assertThat(connections).hasValue(3);
    }

    /** Two answers on each connection, then it is closed without a word. */
    private static void serveTwice(ServerSocket socket, AtomicInteger connections) {
        while (true) {
            try (Socket client = socket.accept()) {
                connections.incrementAndGet();
                for (int i = 0; i < 2; i++) {
                    StringBuilder head = new StringBuilder();
                    while (head.indexOf("\r\n\r\n") < 0) {
                        head.append((char) client.getInputStream().read());
                    }
                    client.getOutputStream().write(bytes("HTTP/1.1 200 OK|Content-Length: 2||ok"));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }
}
