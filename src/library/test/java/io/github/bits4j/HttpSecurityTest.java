package io.github.bits4j;

import static io.github.bits4j.HttpSecurityFlag.ALLOW_HTTPS_TO_HTTP;
import static io.github.bits4j.HttpSecurityFlag.ENABLE_CRL_CHECK;
import static io.github.bits4j.HttpSecurityFlag.IGNORE_UNKNOWN_CA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bits4j.bindings.bits.bits_h;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HttpSecurityTest {
    @ParameterizedTest
    @CsvSource({
        "ENABLE_CRL_CHECK, 1", "IGNORE_CERT_CN_INVALID, 2", "IGNORE_CERT_DATE_INVALID, 4", "IGNORE_UNKNOWN_CA, 8",
        "IGNORE_CERT_WRONG_USAGE, 16", "ALLOW_HTTPS_TO_HTTP, 2048"
    })
    void a_flag_is_one_bit(HttpSecurityFlag flag, int code) {
        assertThat(flag.code()).isEqualTo(code);
        assertThat(HttpSecurity.defaults().with(flag)).isEqualTo(new HttpSecurity(code));
        assertThat(new HttpSecurity(code).flags()).containsExactly(flag);
        assertThat(new HttpSecurity(-1).without(flag).bits()).isEqualTo(~code);
    }

    @ParameterizedTest
    @CsvSource({"0, ALLOW_SILENT", "0x100, ALLOW_REPORT", "0x200, DISALLOW", "0x300, UNKNOWN", "0x400, UNKNOWN",
        "0x8FF, ALLOW_SILENT"})
    void a_policy_is_a_field(String bits, RedirectPolicy policy) {
        assertThat(new HttpSecurity(Integer.decode(bits)).redirects()).isEqualTo(policy);
    }

    @Test
    void the_values_are_those_of_the_headers() {
        assertThat(RedirectPolicy.MASK).isEqualTo(bits_h.BG_HTTP_REDIRECT_POLICY_MASK());
        assertThat(RedirectPolicy.ALLOW_REPORT.code()).isEqualTo(bits_h.BG_HTTP_REDIRECT_POLICY_ALLOW_REPORT());
        assertThat(RedirectPolicy.DISALLOW.code()).isEqualTo(bits_h.BG_HTTP_REDIRECT_POLICY_DISALLOW());
        assertThat(ALLOW_HTTPS_TO_HTTP.code()).isEqualTo(bits_h.BG_HTTP_REDIRECT_POLICY_ALLOW_HTTPS_TO_HTTP());
        assertThat(ENABLE_CRL_CHECK.code()).isEqualTo(bits_h.BG_SSL_ENABLE_CRL_CHECK());
        assertThat(IGNORE_UNKNOWN_CA.code()).isEqualTo(bits_h.BG_SSL_IGNORE_UNKNOWN_CA());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void unknown_bits_survive_a_change(RedirectPolicy policy) {
        HttpSecurity read = new HttpSecurity(0xABCD_0700);
        assertThat(read.with(ENABLE_CRL_CHECK).without(IGNORE_UNKNOWN_CA).withRedirects(policy).bits())
                .isEqualTo(0xABCD_0001 | policy.code());
        assertThat(read.with().without().bits()).isEqualTo(read.bits());
        assertThat(RedirectPolicy.of(policy.code())).isEqualTo(policy);
    }

    @Test
    void a_value_is_made_of_flags_and_a_policy() {
        HttpSecurity security = HttpSecurity.of(EnumSet.of(IGNORE_UNKNOWN_CA, ALLOW_HTTPS_TO_HTTP), RedirectPolicy.ALLOW_REPORT);
        assertThat(security).isEqualTo(new HttpSecurity(0x908))
                .hasToString("HttpSecurity[flags=[IGNORE_UNKNOWN_CA, ALLOW_HTTPS_TO_HTTP], redirects=ALLOW_REPORT, bits=0x908]");
        assertThat(HttpSecurity.of(Set.of(), RedirectPolicy.ALLOW_SILENT)).isEqualTo(HttpSecurity.defaults());
    }

    @Test
    void an_unknown_policy_cannot_be_chosen() {
        assertThatIllegalArgumentException().isThrownBy(() -> HttpSecurity.defaults().withRedirects(RedirectPolicy.UNKNOWN))
                .withMessage("policy: must be one that the service knows, is UNKNOWN");
    }
}
