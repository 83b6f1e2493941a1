package io.github.bits4j.embedded.transfer.upload;

import static io.github.bits4j.embedded.transfer.upload.BitsUploadServer.breakAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bits4j.embedded.time.ServiceClock;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that stand behind one name, of which each has its own sessions (BITS-Host-Id). */
class HostIdTest {
    @TempDir
    Path directory;

    private final HttpTransport transport = new HttpTransport(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private final BitsUploadServer bits = new BitsUploadServer();
    private final RecordingUploadMonitor monitor = new RecordingUploadMonitor();
    private Instant now = Instant.EPOCH;
    private final Upload upload = new Upload(transport, new SetClock(), monitor);
    private ScriptedServer named;
    private ScriptedServer host;
    private UploadSource source;

    @BeforeEach
    void open() throws IOException {
        named = new ScriptedServer().replies(bits);
        host = new ScriptedServer().replies(bits);
        Path file = Files.write(directory.resolve("file"), new byte[100_000]);
        source = new UploadSource(named.uri("/up"), file, false);
    }

    @AfterEach
    void close() throws IOException {
        named.close();
        host.close();
        transport.close();
        assertThat(bits.violations).isEmpty();
    }

    private void creates(String... fallback) {
        String[] headers = new String[fallback.length + 1];
        headers[0] = "BITS-Host-Id: " + host.uri("/").getAuthority();
        System.arraycopy(fallback, 0, headers, 1, fallback.length);
        bits.creatingWith(headers);
    }

    private void fails() {
        assertThatExceptionOfType(TransferFailure.class)
                .isThrownBy(() -> upload.run(source, monitor.last()))
                .matches(TransferFailure::isPassing);
    }

    @Test
    void all_packets_after_the_first_go_to_the_host_that_has_the_session() throws Exception {
        creates();
        upload.close(source, upload.run(source, null));
        assertThat(named.requests).hasSize(1);
        assertThat(host.requests).hasSize(3);
        assertThat(bits.file("/up")).hasSize(100_000);
    }

    @Test
    void a_host_that_stays_away_is_given_up_after_the_timeout() throws Exception {
        creates("BITS-Host-Id-Fallback-Timeout: 60");
        bits.on("Fragment", breakAfter(10));
        fails();
        Instant first = now;
        assertThat(monitor.last().session().unreachableSince()).isEqualTo(first);
        host.replies((_, _) -> {}); // not closed: somebody else may get its port
        now = now.plusSeconds(59);
        fails();
        assertThat(monitor.last().session().unreachableSince()).isEqualTo(first);
        now = now.plusSeconds(1);
        fails();
        assertThat(monitor.last().session().host()).isNull();
        upload.close(source, upload.run(source, monitor.last()));
        assertThat(bits.file("/up")).hasSize(100_000);
        assertThat(named.requests).hasSizeGreaterThan(2);
    }

    @Test
    void an_answer_of_the_host_ends_the_timeout() throws Exception {
        creates("BITS-Host-Id-Fallback-Timeout: 60");
        bits.on("Fragment", breakAfter(10));
        fails();
        now = now.plusSeconds(1_000);
        upload.run(source, monitor.last());
        assertThat(monitor.last().session().host()).isNotNull();
        assertThat(monitor.last().session().unreachableSince()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4294967295", "soon"})
    void without_a_timeout_the_host_is_never_given_up(String timeout) {
        creates("BITS-Host-Id-Fallback-Timeout: " + timeout);
        bits.on("Fragment", breakAfter(10), breakAfter(10));
        fails();
        now = now.plus(Duration.ofDays(10_000));
        fails();
        assertThat(monitor.last().session().host()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://name/up?a=%20b, other, http://other/up?a=%20b",
        "https://name:8443/up, other, https://other:8443/up",
        "https://name:8443/up, other:1, https://other:1/up",
        "http://user@name/, 10.0.0.1, http://user@10.0.0.1/",
        "http://name/up, [::1], http://[::1]/up",
    })
    void only_the_host_is_replaced(URI remote, String host, URI expected) {
        assertThat(UploadSession.at(remote, host)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "user@host", "host?", "", ":1"})
    void what_is_no_host_is_refused(String host) {
        assertThat(UploadSession.at(URI.create("http://name/up"), host)).isEmpty();
    }

    private final class SetClock implements ServiceClock {
        @Override
        public Instant now() {
            return now;
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Timer later(Duration delay, Runnable action) {
            throw new UnsupportedOperationException("an upload waits for nothing");
        }
    }
}
