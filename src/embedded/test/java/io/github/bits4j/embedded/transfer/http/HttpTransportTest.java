package io.github.bits4j.embedded.transfer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.RequestBody;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.TransportRequest;
import io.github.bits4j.embedded.transfer.TransportResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
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

    private static byte[] readAll(TransportResponse response) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[7];
        for (int count = response.read(buffer); count >= 0; count = response.read(buffer)) {
            all.write(buffer, 0, count);
        }
        return all.toByteArray();
    }

    @Test
    void carriesAnyVerbAndABody() throws Exception {
        server.replies((_, out) -> {
            ScriptedServer.head(out, 200, "BITS-Packet-Type: Ack", "Content-Length: 2");
            out.write("ok".getBytes(StandardCharsets.US_ASCII));
        });
        byte[] body = "fragment".getBytes(StandardCharsets.US_ASCII);
        TransportRequest request = new TransportRequest(
                "BITS_POST",
                server.uri("/up"),
                Map.of("BITS-Packet-Type", "Fragment"),
                new RequestBody(body.length, () -> new ByteArrayInputStream(body)));
        try (TransportResponse response = transport.send(request)) {
            assertThat(response.header("bits-packet-type")).hasValue("Ack");
            assertThat(readAll(response)).asString(StandardCharsets.US_ASCII).isEqualTo("ok");
        }
        ScriptedServer.Request seen = server.requests.getFirst();
        assertThat(seen.method()).isEqualTo("BITS_POST");
        assertThat(seen.headers()).containsEntry("bits-packet-type", "Fragment").containsEntry("content-length", "8");
        assertThat(seen.body()).isEqualTo(body);
    }

    @Test
    void headHasNoBody() throws Exception {
        server.replies((_, out) -> ScriptedServer.head(out, 200, "Content-Length: 1234"));
        try (TransportResponse response =
                transport.send(new TransportRequest("HEAD", server.uri("/x"), Map.of(), null))) {
            assertThat(response.header("Content-Length")).hasValue("1234");
            assertThat(response.read(new byte[1])).isEqualTo(-1);
        }
    }

    @Test
    void everyByteIsReadBeforeTheFailure() throws Exception {
        byte[] content = new byte[200_000];
        server.replies(ScriptedServer.broken(content, 150_000));
        int read = 0;
        try (TransportResponse response = transport.send(TransportRequest.get(server.uri("/x"), Map.of()))) {
            byte[] buffer = new byte[4096];
            while (true) {
                read += response.read(buffer);
            }
        } catch (TransferFailure failure) {
            assertThat(failure.hresult()).isEqualTo(HResult.BG_E_CONNECTION_CLOSED);
            assertThat(failure.isPassing()).isTrue();
        }
        assertThat(read).isEqualTo(150_000);
    }

    @Test
    void aSilentServerEndsInATimeout() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        server.replies((_, _) -> never.await(), (_, out) -> {
            ScriptedServer.head(out, 200, "Content-Length: 10");
            out.flush();
            never.await();
        });
        try (HttpTransport hasty = new HttpTransport(Duration.ofSeconds(30), Duration.ofMillis(500))) {
            TransportRequest request = TransportRequest.get(server.uri("/x"), Map.of());
            assertThatExceptionOfType(TransferFailure.class)
                    .isThrownBy(() -> hasty.send(request))
                    .extracting(TransferFailure::hresult)
                    .isEqualTo(HResult.BG_E_TIMEOUT);
            try (TransportResponse response = hasty.send(request)) {
                assertThatExceptionOfType(TransferFailure.class)
                        .isThrownBy(() -> response.read(new byte[1]))
                        .extracting(TransferFailure::hresult)
                        .isEqualTo(HResult.BG_E_TIMEOUT);
            }
        }
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        server.replies((_, _) -> {
            asked.countDown();
            never.await();
        });
        AtomicReference<Exception> outcome = new AtomicReference<>();
        Thread waiting = Thread.ofPlatform().daemon().start(() -> {
            try (TransportResponse response = transport.send(TransportRequest.get(server.uri("/x"), Map.of()))) {
                outcome.set(new IllegalStateException("status " + response.status()));
            } catch (TransferFailure | InterruptedException stop) {
                outcome.set(stop);
            }
        });
        asked.await();
        waiting.interrupt();
        waiting.join();
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aNameThatDoesNotResolve() {
        assertThatExceptionOfType(TransferFailure.class)
                .isThrownBy(() -> transport.send(
                        TransportRequest.get(URI.create("http://name.invalid/x"), Map.of())))
                .extracting(TransferFailure::hresult)
                .isEqualTo(HResult.BG_E_NAME_RESOLUTION_FAILURE);
    }
}
