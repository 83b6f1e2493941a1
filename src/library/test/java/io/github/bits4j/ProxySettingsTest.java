package io.github.bits4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {
    private static final String LIMIT = "p".repeat(ProxySettings.MAX_LIST);

    @Test
    void the_factories_make_what_a_job_takes() {
        assertThat(List.of(ProxySettings.none(), ProxySettings.preconfigured(), ProxySettings.autodetect()))
                .allSatisfy(settings -> assertThat(settings.requireSettable()).isSameAs(settings))
                .allSatisfy(settings -> assertThat(ProxySettings.list(settings.proxies())).isNull())
                .extracting(ProxySettings::usage)
                .containsExactly(ProxyUsage.NO_PROXY, ProxyUsage.PRECONFIGURED, ProxyUsage.AUTODETECT);
        assertThat(ProxySettings.of("proxy:8080", "<local>", "*.test"))
                .isEqualTo(ProxySettings.of(List.of("proxy:8080"), List.of("<local>", "*.test")))
                .isEqualTo(ProxySettings.read(2, "proxy:8080", "<local> *.test"));
    }

    @Test
    void a_list_is_copied_and_written_with_blanks() {
        List<String> proxies = new ArrayList<>(List.of("http=http://a:80", "b"));
        ProxySettings settings = ProxySettings.of(proxies, List.of());
        proxies.clear();
        assertThat(ProxySettings.list(settings.proxies())).isEqualTo("http=http://a:80 b");
        assertThat(ProxySettings.list(settings.bypass())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "a\r\nb", "a\0b", "a\u0085b"})
    void an_entry_is_one_word(String entry) {
        assertThatIllegalArgumentException().isThrownBy(() -> ProxySettings.of(entry))
                .withMessageStartingWith("proxies: each must be a text without blanks, is ");
        assertThatIllegalArgumentException().isThrownBy(() -> ProxySettings.of("p", "good", entry))
                .withMessageStartingWith("bypass: each must be a text without blanks, is ");
    }

    @Test
    void there_must_be_a_proxy() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProxySettings.of(List.of(), List.of("localhost")))
                .withMessage("proxies: must name one at least, is empty");
    }

    @Test
    void lists_have_a_limit() {
        assertThat(ProxySettings.of(LIMIT, LIMIT).bypass()).containsExactly(LIMIT);
        assertThatIllegalArgumentException().isThrownBy(() -> ProxySettings.of(LIMIT + "p"))
                .withMessage("proxies: must have at most 4000 characters, has 4001");
        assertThatIllegalArgumentException().isThrownBy(() -> ProxySettings.of(Collections.nCopies(2001, "p"), List.of()))
                .withMessage("proxies: must have at most 4000 characters, has 4001");
        assertThatIllegalArgumentException().isThrownBy(() -> ProxySettings.of("p", LIMIT + "p"))
                .withMessage("bypass: must have at most 4000 characters, has 4001");
    }

    @ParameterizedTest
    @CsvSource({"0, PRECONFIGURED", "1, NO_PROXY", "3, AUTODETECT", "2, OVERRIDE", "4, UNKNOWN", "-1, UNKNOWN"})
    void whatever_a_job_has_can_be_read(int code, ProxyUsage usage) {
        assertThat(ProxySettings.read(code, null, null)).isEqualTo(new ProxySettings(usage, List.of(), List.of()));
        assertThat(ProxySettings.read(code, " a  b\tc ", ""))
                .isEqualTo(new ProxySettings(usage, List.of("a", "b", "c"), List.of()));
    }

    @Test
    void what_no_job_takes_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProxySettings.read(9, null, null).requireSettable())
                .withMessage("usage: must be one that the service knows, is UNKNOWN");
        assertThatIllegalArgumentException().isThrownBy(() -> ProxySettings.read(1, "p", null).requireSettable())
                .withMessage("proxies: go with the usage OVERRIDE only, is NO_PROXY");
        assertThatIllegalArgumentException().isThrownBy(() -> ProxySettings.read(3, null, "h").requireSettable())
                .withMessage("proxies: go with the usage OVERRIDE only, is AUTODETECT");
    }
}
