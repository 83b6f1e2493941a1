package io.github.bits4j.embedded.transfer.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomHeadersTest {
    @Test
    void lines_become_headers_and_equal_names_one_list() {
        CustomHeaders headers = CustomHeaders.parse("X-A: 1\r\nx-a: 2\r\nX-B:3\n");
        assertThat(headers.addTo(Map.of(), true)).isEqualTo(Map.of("X-A", "1, 2", "X-B", "3"));
    }

    @Test
    void what_the_transfer_needs_comes_first() {
        CustomHeaders headers = CustomHeaders.parse("range: bytes=0-1\r\n");
        assertThat(headers.addTo(Map.of("Range", "bytes=5-"), true)).isEqualTo(Map.of("range", "bytes=5-"));
    }

    @Test
    void what_identifies_the_user_stays_at_home() {
        CustomHeaders headers = CustomHeaders.parse("Authorization: Bearer t0ken\r\nCookie: a=b\r\nX-A: 1\r\n");
        assertThat(headers.addTo(Map.of(), true)).hasSize(3);
        assertThat(headers.addTo(Map.of(), false)).isEqualTo(Map.of("X-A", "1"));
        assertThat(headers.toString()).doesNotContain("t0ken");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "s3cret", ": s3cret", "X A: s3cret", "X-A: s3cret\rX-B: 1", "X-A: s3cret\0", "Content-Length: 1",
        "Transfer-Encoding: chunked",
        " X-A: s3cret"
    })
    void what_is_no_header_is_refused_without_being_quoted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomHeaders.parse(text))
                .withMessageNotContaining("s3cret");
    }
}
