package io.github.bits4j.embedded.transfer.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ProxyServer;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyListTest {
    @ParameterizedTest
    @CsvSource({
        "proxy, http, proxy:80",
        "proxy:3128, https, proxy:3128",
        "http://proxy:8080, http, proxy:8080",
        "https://proxy, http, proxy:443",
        "http=http://one:81 two, http, one:81",
        "http=http://one:81 two, https, two:80",
        "https=two;http=one, http, one:80",
        "http=one, https, -",
        "[::1]:8080, http, ::1:8080",
        "192.0.2.1:8080, http, 192.0.2.1:8080"
    })
    void entries_are_read_as_documented(String list, String scheme, String expected) throws Exception {
        String found = ProxyList.parse(list).server(scheme).map(server -> server.host() + ":" + server.port()).orElse("-");
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp=proxy", "proxy:0", "proxy:70000", "proxy:x", "http://", "a/b", "user@proxy", "http=http=x"})
    void what_is_no_proxy_is_an_error_of_the_job(String list) {
        assertThatExceptionOfType(TransferFailure.class)
                .isThrownBy(() -> ProxyList.parse(list))
                .matches(failure -> failure.hresult() == HResult.BG_E_INVALID_PROXY_INFO && !failure.isPassing());
    }

    @ParameterizedTest
    @CsvSource({
        "*.example.org, www.example.org, true",
        "*.example.org, example.org, false",
        "<local>, intranet, true",
        "<local>, intranet.example.org, false",
        "a.example.org b.example.org, B.Example.org, true",
        "192.0.2.1, 192.0.2.1, true",
        "*, anything.at.all, true",
        "example.org, www.example.org, false"
    })
    void bypass_entries_match_hosts(String list, String host, boolean expected) throws Exception {
        assertThat(ProxyBypass.parse(list).covers(host)).isEqualTo(expected);
    }

    @Test
    void a_wildcard_elsewhere_is_an_error() {
        assertThatExceptionOfType(TransferFailure.class).isThrownBy(() -> ProxyBypass.parse("aaa.*"));
    }

    @Test
    void the_job_chooses_between_list_and_bypass() throws Exception {
        ProxySettings settings = new ProxySettings(ProxyUsage.OVERRIDE, "proxy:1", "<local> *.here");
        assertThat(ProxyChoice.of(settings, URI.create("http://a.here/x"))).isEmpty();
        assertThat(ProxyChoice.of(settings, URI.create("http://a.there/x"))).hasValue(new ProxyServer("proxy", 1));
        assertThat(ProxyChoice.of(new ProxySettings(ProxyUsage.NO_PROXY, null, null), URI.create("http://a.there/")))
                .isEmpty();
    }
}
