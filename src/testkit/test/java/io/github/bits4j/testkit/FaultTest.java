package io.github.bits4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each fault, as it is on the wire. */
class FaultTest {
    private final LoopbackServer server = LoopbackServer.start();
    private final ServedFile file = server.file("/digits", "0123456789".getBytes(StandardCharsets.US_ASCII));

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient.Answer get(String... headers) throws IOException {
        return RawClient.get(file.uri(), headers);
    }

    @Test
    void the_nth_request_fails() throws IOException {
        file.onRequest(2, Fault.status(503)).onRequest(3, Fault.status(404));
        assertThat(get().status()).isEqualTo(200);
        assertThat(RawClient.send("HEAD", file.uri()).status()).as("HEAD is not counted").isEqualTo(200);
        RawClient.Answer failure = get();
        assertThat(failure.status()).isEqualTo(503);
        assertThat(failure.body()).isEmpty();
        assertThat(failure.header("ETag")).isNull();
        assertThat(get().status()).isEqualTo(404);
        assertThat(get().status()).isEqualTo(200);
    }

    @Test
    void the_next_requests_fail() throws IOException {
        get();
        file.onNext(2, Fault.status(500));
        assertThat(get().status()).isEqualTo(500);
        assertThat(get().status()).isEqualTo(500);
        assertThat(get().status()).isEqualTo(200);
    }

    @Test
    void all_requests_fail_until_the_server_recovers() throws IOException {
        file.always(Fault.status(503));
        assertThat(get().status()).isEqualTo(503);
        assertThat(RawClient.send("HEAD", file.uri()).status()).isEqualTo(503);
        file.recover();
        assertThat(get().status()).isEqualTo(200);
    }

    @Test
    void other_files_have_other_faults() throws IOException {
        ServedFile other = server.file("/other", new byte[1]);
        file.always(Fault.status(503));
        assertThat(RawClient.get(other.uri()).status()).isEqualTo(200);
    }

    @Test
    void faults_add_up_and_the_later_of_two_that_contradict_counts() throws IOException {
        file.always(Fault.withoutHeader("ETag"), Fault.header("X-Test", "old"))
                .onRequest(1, Fault.cutAfter(5), Fault.cutAfter(7));
        file.always(Fault.header("x-test", "new"));
        RawClient.Answer answer = get();
        assertThat(answer.header("ETag")).isNull();
        assertThat(answer.header("X-Test")).isEqualTo("new");
        assertThat(answer.body()).asString().isEqualTo("01234");
    }

    @Test
    void a_cut() throws IOException {
        file.always(Fault.cutAfter(4));
        assertThat(get().header("Content-Length")).isEqualTo("10");
        assertThat(get().body()).asString().isEqualTo("0123");
        RawClient.Answer part = get("Range: bytes=5-");
        assertThat(part.header("Content-Length")).isEqualTo("5");
        assertThat(part.body()).asString().as("of this response's body").isEqualTo("5678");
    }

    @Test
    void no_answer() throws IOException {
        file.always(Fault.dropConnection());
        assertThat(RawClient.exchange(file.uri(), "GET /digits HTTP/1.1\r\n\r\n")).isEmpty();
    }

    @Test
    void a_gate() throws Exception {
        Gate first = new Gate();
        Gate second = new Gate();
        file.always(Fault.holdAfter(7, second), Fault.holdAfter(3, first));
        try (Socket client = request()) {
            InputStream in = client.getInputStream();
            first.awaitReached();
            assertThat(readUntil(in, "012")).endsWith("\r\n\r\n012");
            client.setSoTimeout(100);
            assertThatThrownBy(in::read).as("nothing more comes").isInstanceOf(SocketTimeoutException.class);
            client.setSoTimeout(0);
            first.open();
            second.awaitReached();
            assertThat(readUntil(in, "3456")).isEqualTo("3456");
            second.open();
            assertThat(in.readAllBytes()).asString().isEqualTo("789");
        }
        assertThat(get().body()).asString().as("it stays open").isEqualTo("0123456789");
    }

    @Test
    void a_gate_notices_a_client_that_goes() throws Exception {
        Gate gate = new Gate();
        file.always(Fault.holdAfter(0, gate));
        try (Socket client = request()) {
            assertThat(client.isConnected()).isTrue();
            gate.awaitReached();
        }
        gate.awaitAbandoned();
    }

    @Test
    void a_delay() throws Exception {
        file.always(Fault.delay(Duration.ofMillis(100)), Fault.delay(Duration.ofMillis(100)));
        long begin = System.nanoTime();
        CompletableFuture<RawClient.Answer> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return get();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(answer.get(30, TimeUnit.SECONDS).body()).hasSize(10);
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
    }

    @Test
    void too_many_bytes() throws IOException {
        file.always(Fault.surplus(3));
        assertThat(get().header("Content-Length")).isEqualTo("10");
        assertThat(get().body()).asString().isEqualTo("0123456789\0\0\0");
    }

    @Test
    void no_content_length() throws IOException {
        file.always(Fault.withoutContentLength());
        assertThat(get().header("Content-Length")).isNull();
        assertThat(get().body()).asString().isEqualTo("0123456789");
    }

    @Test
    void no_ranges() throws IOException {
        file.always(Fault.withoutRanges());
        RawClient.Answer answer = get("Range: bytes=5-");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).asString().isEqualTo("0123456789");
        assertThat(answer.headers()).doesNotContainKeys("Accept-Ranges", "Content-Range");
    }

    @Test
    void a_wrong_content_range() throws IOException {
        file.always(Fault.contentRange("bytes 0-4/10"));
        RawClient.Answer answer = get("Range: bytes=5-");
        assertThat(answer.header("Content-Range")).isEqualTo("bytes 0-4/10");
        assertThat(answer.body()).asString().isEqualTo("56789");
        assertThat(get().header("Content-Range")).as("an answer without a range has none").isNull();
    }

    @Test
    void a_redirect() throws IOException {
        URI elsewhere = server.file("/elsewhere", new byte[1]).uri();
        file.always(Fault.redirect(elsewhere));
        assertThat(get().status()).isEqualTo(302);
        assertThat(get().header("Location")).isEqualTo(elsewhere.toString());
    }

    @Test
    void what_makes_no_sense_is_refused() {
        List<ThrowingCallable> calls = List.of(
                () -> Fault.status(99), () -> Fault.status(100), () -> Fault.cutAfter(-1), () -> Fault.surplus(-1),
                () -> Fault.holdAfter(-1, new Gate()), () -> Fault.delay(Duration.ofMillis(-1)),
                () -> Fault.header("A", "b\r\nC: d"), () -> file.onRequest(0), () -> file.onNext(0));
        assertThat(calls).allSatisfy(
                call -> assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class));
    }

    private Socket request() throws IOException {
        Socket client = new Socket(file.uri().getHost(), file.uri().getPort());
        client.getOutputStream().write("GET /digits HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static String readUntil(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            int next = in.read();
            assertThat(next).as("after " + text).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }
}
