package io.github.bits4j.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderLinesTest {
    @Test
    void each_value_is_a_line_that_ends_with_crlf_in_order() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("X-Zero", List.of("1", "2"));
        headers.put("Accept", List.of("a\tb; q=\"\u00E9\""));
        headers.put("X-Empty", List.of(""));
        String lines = HeaderLines.render(headers);
        assertThat(lines).isEqualTo("X-Zero: 1\r\nX-Zero: 2\r\nAccept: a\tb; q=\"\u00E9\"\r\nX-Empty: \r\n");
        assertThat(HeaderLines.parse(lines)).containsExactlyEntriesOf(headers);
        assertThat(HeaderLines.render(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Y", "X:", "Authorization: Bearer secret", "X\r\nY", "X\0", "\u00C4", "(x)"})
    void a_name_is_a_token_and_is_not_quoted_if_not(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderLines.render(Map.of(name, List.of("v"))))
                .withMessage("headers: each name must be a token of HTTP, one of " + name.length() + " characters is not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\rX: y", "secret\nX: y", "secret\r\nX: y", "secret\0", "secret\u0007", "secret\u007F"})
    void a_value_has_no_control_characters_and_is_not_quoted(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderLines.render(Map.of("X", List.of("good", value))))
                .withMessageStartingWith("headers: no value may contain control characters")
                .withMessageContaining("one of X does").withMessageNotContainingAny("secret");
    }

    @Test
    void a_name_needs_a_value() {
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderLines.render(Map.of("X", List.of())))
                .withMessage("headers: each must have a value, X has none");
    }

    @Test
    void what_another_program_has_set_can_be_read() {
        assertThat(HeaderLines.parse("A:1\nb: 2 \r\na: 3\r\n\r\n  no colon \r\nurl: http://h:80/"))
                .containsExactly(entry("A", List.of("1", "3")), entry("b", List.of("2")), entry("no colon", List.of("")),
                        entry("url", List.of("http://h:80/")));
        assertThat(HeaderLines.parse("")).isEmpty();
    }

    @Test
    void what_was_read_is_immutable() {
        Map<String, List<String>> headers = HeaderLines.parse("A: 1");
        assertThatThrownBy(() -> headers.put("B", List.of("2"))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> headers.get("A").add("2")).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A B", "GET\r\n", "G\0T", "G/T"})
    void a_method_is_a_token(String method) {
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderLines.token("method", method))
                .withMessage("method: must be a token of HTTP, is \"" + method + "\"");
        assertThat(HeaderLines.token("method", "M-SEARCH")).isEqualTo("M-SEARCH");
    }
}
