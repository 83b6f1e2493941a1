package io.github.bits4j.embedded.transfer.http;

import static io.github.bits4j.embedded.transfer.TlsTrust.CHECK_REVOCATION;
import static io.github.bits4j.embedded.transfer.TlsTrust.IGNORE_NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.Route;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.TlsTrust;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.TransportRequest;
import io.github.bits4j.embedded.transfer.TransportResponse;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers whose authority is known. */
class TrustedServerTest {
    private static final int REVOKED = 0x80072F8A;
    private static final int REVOCATION_UNKNOWN = 0x80072F19;
    private static final int OTHER_NAME = 0x80072F06;

    @TempDir
    static Path directory;

    private static TestKeys authority;
    private static HttpTransport transport;

    @BeforeAll
    static void open() throws Exception {
        authority = TestKeys.make(directory, "authority", "-ext", "bc:c", "-ext", "ku:c=keyCertSign,cRLSign");
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("authority", authority.certificate());
        transport = new HttpTransport(Duration.ofSeconds(30), Duration.ofSeconds(30), known);
    }

    @AfterAll
    static void close() {
        transport.close();
    }

    private static int status(ScriptedServer server, int flags) throws Exception {
        TransportRequest request = new TransportRequest("GET", URI.create(server.localhost("/")), Map.of(), null,
                new Route(null, new TlsTrust(flags, null, null)));
        try (TransportResponse response = transport.send(request)) {
            return response.status();
        }
    }

    private static void refused(ScriptedServer server, int flags, int hresult) {
        assertThatExceptionOfType(TransferFailure.class)
                .isThrownBy(() -> status(server, flags))
                .extracting(failure -> HResult.hex(failure.hresult()))
                .isEqualTo(HResult.hex(hresult));
    }

    private static ScriptedServer server(String name, String... options) throws Exception {
        return new ScriptedServer(authority.sign(name, options).context(null)).replies(ScriptedServer.status(204));
    }

    @Test
    void a_good_certificate_passes_with_and_without_flags() throws Exception {
        try (ScriptedServer server = server("good", "-ext", "san=dns:localhost")) {
            assertThat(status(server, 0)).isEqualTo(204);
            assertThat(status(server, TlsTrust.MASK & ~CHECK_REVOCATION)).isEqualTo(204);
            refused(server, CHECK_REVOCATION, REVOCATION_UNKNOWN);
        }
    }

    @Test
    void a_known_authority_does_not_make_up_for_the_name() throws Exception {
        try (ScriptedServer server = server("elsewhere", "-ext", "san=dns:elsewhere.example")) {
            refused(server, 0, OTHER_NAME);
            assertThat(status(server, IGNORE_NAME)).isEqualTo(204);
        }
    }

    @Test
    void revocation_is_looked_up_when_asked_for() throws Exception {
        try (ScriptedServer lists = new ScriptedServer()) {
            String[] options = {"-ext", "san=dns:localhost", "-ext", "crldp=uri:" + lists.url("/list.crl")};
            TestKeys good = authority.sign("listed", options);
            TestKeys bad = authority.sign("revoked", options);
            byte[] list = authority.revoke(bad);
            lists.replies((_, out) -> {
                ScriptedServer.head(out, 200, "Content-Length: " + list.length);
                out.write(list);
            });
            try (ScriptedServer listed = new ScriptedServer(good.context(null)).replies(ScriptedServer.status(204));
                    ScriptedServer revoked = new ScriptedServer(bad.context(null)).replies(ScriptedServer.status(204))) {
                assertThat(status(listed, CHECK_REVOCATION)).isEqualTo(204);
                refused(revoked, CHECK_REVOCATION, REVOKED);
                refused(revoked, TlsTrust.MASK, REVOKED);
                assertThat(status(revoked, 0)).isEqualTo(204);
            }
        }
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_body() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch reading = new CountDownLatch(1);
        TestKeys keys = authority.sign("slow", "-ext", "san=dns:localhost");
        try (ScriptedServer server = new ScriptedServer(keys.context(null))) {
            server.replies((_, out) -> {
                ScriptedServer.head(out, 200, "Content-Length: 10");
                out.flush();
                never.await();
            });
            AtomicReference<Exception> outcome = new AtomicReference<>();
            Thread reader = Thread.ofPlatform().daemon().start(() -> {
                try (TransportResponse response =
                        transport.send(TransportRequest.get(URI.create(server.localhost("/")), Map.of()))) {
                    reading.countDown();
                    outcome.set(new IllegalStateException("read " + response.read(new byte[1])));
                } catch (TransferFailure | InterruptedException stop) {
                    outcome.set(stop);
                }
            });
            reading.await();
            reader.interrupt();
            reader.join();
            assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        }
    }
}
