package io.github.bits4j.embedded.transfer.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
    @Test
    void several_schemes_in_one_header_are_told_apart() {
        List<Challenge> all = Challenge.parse(List.of(
                "Digest realm=\"a, \\\"b\\\"\", nonce=\"n=1\", qop=\"auth,auth-int\" , Basic realm=\"c\"", "Negotiate"));
        assertThat(all).containsExactly(
                new Challenge("Digest", Map.of("realm", "a, \"b\"", "nonce", "n=1", "qop", "auth,auth-int")),
                new Challenge("Basic", Map.of("realm", "c")),
                new Challenge("Negotiate", Map.of()));
    }

    @Test
    void a_scheme_with_one_nameless_value_does_not_swallow_the_next() {
        List<Challenge> all = Challenge.parse(List.of("NTLM TlRMTVNTUAACAAAA==, Basic realm=x, charset=\"UTF-8\""));
        assertThat(all).extracting(Challenge::scheme).containsExactly("NTLM", "Basic");
        assertThat(all.getLast().parameter("CHARSET")).hasValue("UTF-8");
        assertThat(all.getLast().parameter("realm")).hasValue("x");
    }

    @Test
    void parameters_without_a_scheme_belong_to_nobody() {
        List<Challenge> all = Challenge.parse(List.of("Basic realm=\"x\"", "nonce=\"y\""));
        assertThat(all.getFirst().parameters()).containsOnlyKeys("realm");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", ",", "=", "\"", "Digest realm=\"open", "Digest realm=", "Digest realm=\"\\", "Basic ====", "a=b=c"
    })
    void what_is_malformed_comes_to_an_end(String header) {
        assertThat(Challenge.parse(List.of(header))).hasSizeLessThan(3);
    }
}
