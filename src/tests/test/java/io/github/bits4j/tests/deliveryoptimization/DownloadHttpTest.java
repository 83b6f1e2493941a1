package io.github.bits4j.tests.deliveryoptimization;

import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.HResult;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadSecurityFlag;
import io.github.bits4j.deliveryoptimization.DownloadState;
import io.github.bits4j.embedded.EmbeddedOptions;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.TestKeys;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.LoggedRequest;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers see of the HTTP properties, and what downloads tell of servers. */
class DownloadHttpTest extends DownloadsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path keys;
    private static TestKeys client;
    private static TestKeys tls;

    @BeforeAll
    static void makeKeys() throws Exception {
        client = TestKeys.make(keys, "client", "-dname", "CN=Client");
        tls = TestKeys.ofServer(keys, "-ext", "eku=serverAuth");
    }

    @Override
    EmbeddedService newService() {
        try {
            return EmbeddedService.inMemory(ServiceKind.DELIVERY_OPTIMIZATION,
                    EmbeddedOptions.usual().withClientCertificates("MY", client.keyStore(), PASSWORD));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void headers_go_with_each_request_and_those_for_challenges_when_asked() {
        ServedFile remote = served(100).onNext(1, Fault.status(401), Fault.header("WWW-Authenticate", "Bearer"));
        Download download = download(remote, "challenged");
        download.http().setCustomHeaders(Map.of("X-Tenant", List.of("42")));
        download.http().setCustomAuthHeaders(Map.of("Authorization", List.of("Bearer secret")));
        download.start();
        awaitState(download, DownloadState.TRANSFERRED);
        List<LoggedRequest> requests = server.requests();
        assertThat(requests).allSatisfy(request -> assertThat(request.header("X-Tenant")).hasValue("42"));
        assertThat(requests.getFirst().header("Authorization")).isEmpty();
        assertThat(requests.getLast().header("Authorization")).hasValue("Bearer secret");
    }

    @Test
    void the_last_response_is_told() {
        ServedFile target = served(100).always(Fault.header("X-Answer", "42"));
        ServedFile remote = served(100).always(Fault.redirect(target.uri()));
        Download download = download(remote, "redirected");
        download.start();
        awaitState(download, DownloadState.TRANSFERRED);
        assertThat(download.http().statusCode().orElseThrow()).isIn(200, 206);
        assertThat(download.http().responseHeaders().orElseThrow().first("x-answer")).hasValue("42");
        assertThat(download.http().responseHeaders().orElseThrow().statusLine()).startsWith("HTTP/1.1 20");
        assertThat(download.http().redirectionTarget()).hasValue(target.uri());
        assertThat(download.http().serverAddress()).hasValue("127.0.0.1");
        assertThat(download.totalSize()).hasValue(100);
    }

    @Test
    void a_redirect_from_https_to_http_is_followed_by_who_has_allowed_it_only() throws Exception {
        ServedFile target = served(100);
        try (ScriptedServer secure = new ScriptedServer(tls.context(null))) {
            secure.replies((_, out) -> ScriptedServer.head(out, 302, "Location: " + target.uri(), "Content-Length: 0"));
            Download download = manager.createDownload();
            download.setUri(URI.create(secure.localhost("/moved")));
            download.setLocalPath(directory.resolve("moved"));
            download.http().setSecurityFlags(EnumSet.of(DownloadSecurityFlag.IGNORE_UNKNOWN_CA));
            download.start();
            awaitState(download, DownloadState.PAUSED);
            assertThat(download.status().error().orElseThrow().httpStatus()).hasValue(302);
            assertThat(target.requests()).isZero();
            download.http().setAllowSecureToNonSecureRedirect(true);
            download.start();
            awaitState(download, DownloadState.TRANSFERRED);
            assertThat(download.http().redirectionTarget()).hasValue(target.uri());
        }
    }

    @Test
    void a_client_certificate_is_shown() throws Exception {
        byte[] content = LoopbackServer.bytes(1000, 1);
        try (ScriptedServer asking = new ScriptedServer(tls.context(client), true)) {
            asking.replies(file(content, "ETag: \"1\""));
            Download download = manager.createDownload();
            download.setUri(URI.create(asking.localhost("/secret")));
            download.setLocalPath(directory.resolve("secret"));
            download.http().setSecurityFlags(EnumSet.of(DownloadSecurityFlag.IGNORE_UNKNOWN_CA));
            download.http().setClientCertificate((X509Certificate) client.certificate());
            download.start();
            awaitState(download, DownloadState.TRANSFERRED);
            download.finalizeDownload();
        }
        assertThat(directory.resolve("secret")).hasBinaryContent(content);
    }

    @Test
    void a_certificate_that_the_application_has_not_is_refused() {
        Download download = manager.createDownload();
        failure(HResult.CRYPT_E_NOT_FOUND, () -> download.http().setClientCertificate((X509Certificate) tls.certificate()));
        failure(HResult.E_INVALIDARG, () -> download.http().setCertificateContext(new byte[] {1, 2, 3}));
    }
}
