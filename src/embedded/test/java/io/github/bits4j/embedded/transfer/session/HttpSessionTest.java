package io.github.bits4j.embedded.transfer.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.Header;
import io.github.bits4j.embedded.transfer.ResponseHead;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.TransportRequest;
import io.github.bits4j.embedded.transfer.TransportResponse;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSessionTest {
    private static final URI HOME = URI.create("https://home.example/file?q=1");
    private static final String PASSWORD = "pa55word";

    /** What servers saw. */
    private final List<TransportRequest> requests = new ArrayList<>();
    private final Deque<ResponseHead> answers = new ArrayDeque<>();
    private final List<URI> reported = new ArrayList<>();
    private HttpOptions options = HttpOptions.USUAL.withProxy(new ProxySettings(ProxyUsage.NO_PROXY, null, null));

    private static ResponseHead head(int status, String... headers) {
        return new ResponseHead("HTTP/1.1 " + status, status, Arrays.stream(headers)
                .map(header -> new Header(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 2)))
                .toList());
    }

    private ResponseHead get(ResponseHead... heads) throws Exception {
        answers.addAll(List.of(heads));
        try (TransportResponse response = session().downloads(HOME, reported::add).send(TransportRequest.get(HOME, Map.of()))) {
            return response.head();
        }
    }

    private HttpSession session() throws TransferFailure {
        return new HttpSession(request -> {
            requests.add(request);
            ResponseHead head = answers.remove();
            return new TransportResponse() {
                @Override
                public ResponseHead head() {
                    return head;
                }

                @Override
                public int read(byte[] buffer) {
                    return -1;
                }

                @Override
                public void close() {}
            };
        }, options, ClientCertificates.NONE);
    }

    private void credential(AuthTarget target, AuthScheme scheme) {
        options = options.with(new Credential(target, scheme, "user", PASSWORD));
    }

    private String sent(int index, String header) {
        return requests.get(index).headers().get(header);
    }

    @Test
    void credentials_are_sent_only_when_asked_for_and_then_at_once() throws Exception {
        credential(AuthTarget.SERVER, AuthScheme.BASIC);
        HttpSession session = session();
        answers.addAll(List.of(head(401, "WWW-Authenticate: Basic realm=\"r\""), head(200), head(200)));
        session.downloads(HOME, reported::add).send(TransportRequest.get(HOME, Map.of())).close();
        session.downloads(HOME, reported::add).send(TransportRequest.get(HOME, Map.of())).close();
        assertThat(sent(0, "Authorization")).isNull();
        assertThat(sent(1, "Authorization")).isEqualTo("Basic dXNlcjpwYTU1d29yZA==");
        assertThat(sent(2, "Authorization")).isEqualTo(sent(1, "Authorization"));
    }

    @Test
    void the_better_scheme_is_chosen() throws Exception {
        credential(AuthTarget.SERVER, AuthScheme.BASIC);
        credential(AuthTarget.SERVER, AuthScheme.DIGEST);
        get(head(401, "WWW-Authenticate: Basic realm=r", "WWW-Authenticate: Digest realm=r, nonce=n, qop=auth",
                "WWW-Authenticate: Digest realm=r, nonce=n, qop=auth, algorithm=SHA-256"), head(200));
        assertThat(sent(1, "Authorization")).startsWith("Digest ").contains("algorithm=SHA-256", "uri=\"/file?q=1\"");
    }

    @Test
    void a_scheme_without_credentials_is_not_answered() throws Exception {
        credential(AuthTarget.SERVER, AuthScheme.DIGEST);
        assertThat(get(head(401, "WWW-Authenticate: Basic realm=r")).status()).isEqualTo(401);
        assertThat(requests).hasSize(1);
    }

    @Test
    void a_stale_nonce_is_replaced_a_refusal_is_final() throws Exception {
        credential(AuthTarget.SERVER, AuthScheme.DIGEST);
        ResponseHead last = get(head(401, "WWW-Authenticate: Digest realm=r, nonce=one, qop=auth"),
                head(401, "WWW-Authenticate: Digest realm=r, nonce=two, qop=auth, stale=true"),
                head(401, "WWW-Authenticate: Digest realm=r, nonce=three, qop=auth"));
        assertThat(last.status()).isEqualTo(401);
        assertThat(requests).hasSize(3);
        assertThat(sent(2, "Authorization")).contains("nonce=\"two\"", "nc=00000001");
    }

    @Test
    void a_server_that_is_never_content_comes_to_an_end() throws Exception {
        credential(AuthTarget.SERVER, AuthScheme.DIGEST);
        ResponseHead stale = head(401, "WWW-Authenticate: Digest realm=r, nonce=n, qop=auth, stale=true");
        assertThat(get(stale, stale, stale, stale, stale, stale, stale, stale).status()).isEqualTo(401);
        assertThat(requests).hasSizeLessThan(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NTLM", "Negotiate", "Passport1.4"})
    void a_scheme_that_is_not_there_is_named(String scheme) {
        credential(AuthTarget.SERVER, AuthScheme.NTLM);
        assertThatExceptionOfType(TransferFailure.class)
                .isThrownBy(() -> get(head(401, "WWW-Authenticate: " + scheme)))
                .matches(failure -> failure.hresult() == HResult.ofHttpStatus(401) && !failure.isPassing())
                .extracting(TransferFailure::explanation).asString().contains(scheme);
    }

    @Test
    void another_origin_gets_neither_credentials_nor_secret_headers() throws Exception {
        credential(AuthTarget.SERVER, AuthScheme.BASIC);
        options = options.withHeaders(CustomHeaders.parse("Cookie: session=1\r\nX-Custom: 2\r\n"));
        ResponseHead last = get(head(302, "Location: https://elsewhere.example/x"), head(401, "WWW-Authenticate: Basic realm=r"));
        assertThat(last.status()).isEqualTo(401);
        assertThat(requests).hasSize(2);
        assertThat(sent(0, "Cookie")).isEqualTo("session=1");
        assertThat(requests.get(1).headers()).containsEntry("X-Custom", "2").doesNotContainKeys("Cookie", "Authorization");
    }

    @Test
    void the_way_back_home_is_home() throws Exception {
        credential(AuthTarget.SERVER, AuthScheme.BASIC);
        get(head(401, "WWW-Authenticate: Basic realm=r"), head(302, "Location: https://elsewhere.example/x"),
                head(302, "Location: https://home.example/y"), head(200));
        assertThat(sent(2, "Authorization")).isNull();
        assertThat(sent(3, "Authorization")).startsWith("Basic ");
    }

    @Test
    void proxy_and_server_have_each_their_own() throws Exception {
        options = options.withProxy(new ProxySettings(ProxyUsage.OVERRIDE, "proxy:1", null));
        credential(AuthTarget.PROXY, AuthScheme.DIGEST);
        credential(AuthTarget.SERVER, AuthScheme.BASIC);
        get(head(407, "Proxy-Authenticate: Digest realm=r, nonce=n, qop=auth"), head(401, "WWW-Authenticate: Basic realm=r"),
                head(200));
        assertThat(sent(1, "Proxy-Authorization")).contains("uri=\"home.example:443\"");
        assertThat(sent(1, "Authorization")).isNull();
        assertThat(sent(2, "Proxy-Authorization")).contains("nc=00000002");
        assertThat(sent(2, "Authorization")).startsWith("Basic ");
    }

    @Test
    void a_server_that_claims_to_be_a_proxy_gets_nothing() throws Exception {
        credential(AuthTarget.PROXY, AuthScheme.BASIC);
        assertThat(get(head(407, "Proxy-Authenticate: Basic realm=r")).status()).isEqualTo(407);
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest(name = "flags {0}, {1} to {2}: {3}")
    @CsvSource({
        "0x000, 302, https://home.example/b, follows",
        "0x000, 301, /b, follows",
        "0x000, 307, //other.example/b, follows",
        "0x000, 308, b?c#d, follows",
        "0x000, 303, https://home.example/b, follows",
        "0x000, 302, http://home.example/b, refuses",
        "0x800, 302, http://home.example/b, follows",
        "0x000, 302, ftp://home.example/b, refuses",
        "0x000, 302, file:///etc/passwd, refuses",
        "0x000, 302, 'https://home.example/a b', refuses",
        "0x100, 302, https://home.example/b, reports",
        "0x100, 302, http://home.example/b, refuses",
        "0x900, 302, http://home.example/b, reports",
        "0x200, 302, https://home.example/b, refuses and reports",
        "0xA00, 302, http://home.example/b, refuses and reports",
        "0x000, 304, https://home.example/b, is no redirect",
        "0x000, 300, https://home.example/b, is no redirect"
    })
    void redirects_follow_the_policy(String flags, int status, String location, String expected) throws Exception {
        options = options.withSecurityFlags(Integer.decode(flags));
        String outcome;
        try {
            int last = get(head(status, "Location: " + location), head(200)).status();
            outcome = last != 200 ? "is no redirect" : reported.isEmpty() ? "follows" : "reports";
        } catch (TransferFailure failure) {
            assertThat(failure.hresult()).isEqualTo(HResult.ofHttpStatus(status));
            assertThat(failure.isPassing()).isFalse();
            outcome = reported.isEmpty() ? "refuses" : "refuses and reports";
        }
        assertThat(outcome).isEqualTo(expected);
        if (!reported.isEmpty()) {
            assertThat(reported.getFirst().getPath()).isEqualTo("/b");
        }
    }

    @Test
    void a_circle_of_redirects_ends() {
        ResponseHead[] circle = new ResponseHead[30];
        Arrays.fill(circle, head(302, "Location: https://home.example/file"));
        assertThatExceptionOfType(TransferFailure.class)
                .isThrownBy(() -> get(circle))
                .matches(failure -> failure.hresult() == HResult.ofHttpStatus(302) && !failure.isPassing());
        assertThat(requests).hasSize(11);
    }

    @Test
    void a_redirect_brings_no_user_into_the_name() throws Exception {
        options = options.withSecurityFlags(0x100);
        get(head(302, "Location: https://evil:secret@home.example/b"), head(200));
        assertThat(reported).containsExactly(URI.create("https://home.example/b"));
    }

    @Test
    void no_text_shows_a_secret() throws Exception {
        credential(AuthTarget.SERVER, AuthScheme.BASIC);
        options = options.withHeaders(CustomHeaders.parse("X-Token: t0ken\r\n"));
        get(head(401, "WWW-Authenticate: Basic realm=r"), head(200));
        assertThat(options.toString() + options.credentials() + requests).doesNotContain(PASSWORD, "t0ken", "dXNlcjpwYTU1d29yZA");
        assertThat(new Header("Authorization", "t0ken").toString()).doesNotContain("t0ken");
    }
}
