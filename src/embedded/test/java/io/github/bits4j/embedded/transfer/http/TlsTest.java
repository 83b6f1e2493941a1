package io.github.bits4j.embedded.transfer.http;

import static io.github.bits4j.embedded.transfer.TlsTrust.CHECK_REVOCATION;
import static io.github.bits4j.embedded.transfer.TlsTrust.IGNORE_DATE;
import static io.github.bits4j.embedded.transfer.TlsTrust.IGNORE_NAME;
import static io.github.bits4j.embedded.transfer.TlsTrust.IGNORE_UNKNOWN_CA;
import static io.github.bits4j.embedded.transfer.TlsTrust.IGNORE_USAGE;
import static io.github.bits4j.embedded.transfer.TlsTrust.MASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.CertificateApproval;
import io.github.bits4j.embedded.transfer.ProxyServer;
import io.github.bits4j.embedded.transfer.Route;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.TlsTrust;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.TransportRequest;
import io.github.bits4j.embedded.transfer.TransportResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers on the loopback with every kind of certificate but a good one: no authority of the platform signs for us. */
class TlsTest {
    private static final int OLD = 0x80072F05;
    private static final int OTHER_NAME = 0x80072F06;
    private static final int STRANGER = 0x80072F0D;
    private static final int NOT_FOR_SERVERS = 0x80072F93;
    private static final int REVOCATION_UNKNOWN = 0x80072F19;

    @TempDir
    static Path directory;

    private static TestKeys own;

    private final HttpTransport transport = new HttpTransport(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private final List<AutoCloseable> servers = new ArrayList<>();

    @BeforeAll
    static void keys() throws Exception {
        own = TestKeys.ofServer(directory);
    }

    @AfterEach
    void close() throws Exception {
        transport.close();
        for (AutoCloseable server : servers) {
            server.close();
        }
    }

    private ScriptedServer server(TestKeys keys) throws Exception {
        ScriptedServer server = new ScriptedServer(keys.context(null)).replies(ScriptedServer.status(204));
        servers.add(server);
        return server;
    }

    private int status(String url, TlsTrust trust) throws Exception {
        return status(url, new Route(null, trust));
    }

    private int status(String url, Route route) throws Exception {
        TransportRequest request = new TransportRequest("GET", URI.create(url), Map.of(), null, route);
        try (TransportResponse response = transport.send(request)) {
            return response.status();
        }
    }

    private static TlsTrust flags(int flags) {
        return new TlsTrust(flags, null, null);
    }

    private void accepted(String url, int flags) throws Exception {
        assertThat(status(url, flags(flags))).isEqualTo(204);
    }

    private void refused(String url, int flags, int hresult) {
        assertThatExceptionOfType(TransferFailure.class)
                .isThrownBy(() -> status(url, flags(flags)))
                .matches(failure -> !failure.isPassing())
                .extracting(failure -> HResult.hex(failure.hresult()))
                .isEqualTo(HResult.hex(hresult));
    }

    @Test
    void a_stranger_is_refused_unless_strangers_are_ignored() throws Exception {
        String url = server(own).localhost("/");
        refused(url, 0, STRANGER);
        refused(url, MASK & ~CHECK_REVOCATION & ~IGNORE_UNKNOWN_CA, STRANGER);
        accepted(url, IGNORE_UNKNOWN_CA);
    }

    @Test
    void another_name_is_refused_unless_names_are_ignored() throws Exception {
        String url = server(TestKeys.make(directory, "other", "-ext", "san=dns:other.example")).localhost("/");
        refused(url, IGNORE_UNKNOWN_CA, OTHER_NAME);
        refused(url, MASK & ~CHECK_REVOCATION & ~IGNORE_NAME, OTHER_NAME);
        accepted(url, IGNORE_UNKNOWN_CA | IGNORE_NAME);
    }

    @Test
    void an_old_certificate_is_refused_unless_dates_are_ignored() throws Exception {
        TestKeys keys = TestKeys.make(
                directory, "expired", "-ext", "san=dns:localhost", "-startdate", "-10d", "-validity", "5");
        String url = server(keys).localhost("/");
        refused(url, IGNORE_UNKNOWN_CA, OLD);
        refused(url, MASK & ~CHECK_REVOCATION & ~IGNORE_DATE, OLD);
        accepted(url, IGNORE_UNKNOWN_CA | IGNORE_DATE);
    }

    @Test
    void a_certificate_for_clients_is_refused_unless_usages_are_ignored() throws Exception {
        TestKeys keys = TestKeys.make(directory, "clients", "-ext", "san=dns:localhost", "-ext", "eku=clientAuth");
        String url = server(keys).localhost("/");
        refused(url, IGNORE_UNKNOWN_CA, NOT_FOR_SERVERS);
        refused(url, MASK & ~CHECK_REVOCATION & ~IGNORE_USAGE, NOT_FOR_SERVERS);
        accepted(url, IGNORE_UNKNOWN_CA | IGNORE_USAGE);
    }

    @Test
    void a_chain_to_an_unknown_authority_is_still_checked() throws Exception {
        TestKeys authority = TestKeys.make(directory, "authority", "-ext", "bc:c");
        TestKeys signed = authority.sign("signed", "-ext", "san=dns:localhost");
        String url = server(signed).localhost("/");
        refused(url, 0, STRANGER);
        accepted(url, IGNORE_UNKNOWN_CA);
        refused(url, IGNORE_UNKNOWN_CA | CHECK_REVOCATION, REVOCATION_UNKNOWN);
        TestKeys old = authority.sign(
                "old", "-ext", "san=dns:localhost", "-startdate", "-10d", "-validity", "5");
        url = server(old).localhost("/");
        refused(url, IGNORE_UNKNOWN_CA, OLD);
        refused(url, IGNORE_DATE, STRANGER);
        accepted(url, IGNORE_UNKNOWN_CA | IGNORE_DATE);
    }

    @Test
    void connections_made_with_fewer_checks_serve_no_request_with_more() throws Exception {
        String url = server(own).localhost("/");
        accepted(url, IGNORE_UNKNOWN_CA);
        refused(url, 0, STRANGER);
    }

    @Test
    void the_application_is_asked_after_the_checks_and_before_the_request() throws Exception {
        ScriptedServer server = server(own);
        List<String> asked = new ArrayList<>();
        CertificateApproval rejecting = new CertificateApproval((host, port, chain) -> {
            asked.add(host + ":" + (port == server.port()) + ":" + chain.size());
            return HResult.E_ACCESSDENIED;
        });
        assertThatExceptionOfType(TransferFailure.class)
                .isThrownBy(() -> status(server.localhost("/"), new TlsTrust(IGNORE_UNKNOWN_CA, rejecting, null)))
                .matches(failure -> failure.hresult() == HResult.E_ACCESSDENIED
                        && failure.context() == ErrorContext.SERVER_CERTIFICATE_CALLBACK
                        && failure.isPassing());
        assertThat(asked).containsExactly("localhost:true:1");
        assertThat(server.requests).isEmpty();
        assertThatExceptionOfType(TransferFailure.class)
                .isThrownBy(() -> status(server.localhost("/"), new TlsTrust(0, rejecting, null)));
        assertThat(asked).hasSize(1);
    }

    @Test
    void what_was_accepted_is_not_asked_again_what_was_rejected_is() throws Exception {
        String url = server(own).localhost("/");
        int[] verdict = {HResult.E_FAIL};
        int[] asked = {0};
        TlsTrust trust = new TlsTrust(IGNORE_UNKNOWN_CA, new CertificateApproval((_, _, _) -> {
            asked[0]++;
            return verdict[0];
        }), null);
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(TransferFailure.class).isThrownBy(() -> status(url, trust));
        }
        verdict[0] = HResult.S_OK;
        assertThat(status(url, trust)).isEqualTo(204);
        assertThat(status(url, trust)).isEqualTo(204);
        assertThat(asked[0]).isEqualTo(3);
    }

    @Test
    void a_client_certificate_is_shown_to_a_server_that_asks() throws Exception {
        TestKeys client = TestKeys.make(directory, "client");
        SSLContext context = own.context(client);
        ScriptedServer server = new ScriptedServer(context, true).replies(ScriptedServer.status(204));
        servers.add(server);
        TlsTrust known = new TlsTrust(IGNORE_UNKNOWN_CA, null, client.identity());
        assertThat(status(server.localhost("/"), known)).isEqualTo(204);
        assertThatExceptionOfType(TransferFailure.class)
                .isThrownBy(() -> status(server.localhost("/"), flags(IGNORE_UNKNOWN_CA)));
    }

    @Test
    void a_proxy_makes_a_tunnel_and_sees_nothing_of_what_goes_through() throws Exception {
        ScriptedServer server = server(own);
        try (TunnelProxy proxy = new TunnelProxy("Basic dTpw")) {
            Route route = new Route(new ProxyServer("127.0.0.1", proxy.port()), flags(IGNORE_UNKNOWN_CA));
            assertThat(status(server.localhost("/secret"), route)).isEqualTo(407);
            TransportRequest request = new TransportRequest("GET", URI.create(server.localhost("/secret")),
                    Map.of("Proxy-Authorization", "Basic dTpw", "X-Mine", "1"), null, route);
            try (TransportResponse response = transport.send(request)) {
                assertThat(response.status()).isEqualTo(204);
            }
            assertThat(proxy.heads).allSatisfy(head -> assertThat(head)
                    .startsWith("CONNECT localhost:" + server.port() + " HTTP/1.1\r\n").doesNotContain("X-Mine", "secret"));
            assertThat(server.requests).hasSize(1);
            assertThat(server.requests.getFirst().headers()).containsEntry("x-mine", "1")
                    .doesNotContainKey("proxy-authorization");
        }
    }

    @Test
    void a_server_without_tls_is_a_passing_failure() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> {
                try (Socket client = plain.accept()) {
                    client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    client.shutdownOutput();
                    client.getInputStream().readAllBytes();
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
            assertThatExceptionOfType(TransferFailure.class)
                    .isThrownBy(() -> status("https://localhost:" + plain.getLocalPort() + "/", TlsTrust.USUAL))
                    .matches(failure -> failure.hresult() == HResult.BG_E_SECURE_CHANNEL_FAILURE && failure.isPassing());
        }
    }
}
