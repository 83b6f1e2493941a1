package io.github.bits4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseHeadersTest {

    @Test
    void the_text_of_a_service_has_a_status_line_and_fields() {
        ResponseHeaders headers = ResponseHeaders.parse("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nX: a\r\nx: b\r\nodd\r\n\r\n").orElseThrow();
        assertThat(headers.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(headers.first("etag")).hasValue("\"1\"");
        assertThat(headers.fields().get("X")).isEqualTo(List.of("a", "b"));
        assertThat(headers.fields()).hasSize(2);
    }

    @Test
    void an_empty_text_is_no_response() {
        assertThat(ResponseHeaders.parse("")).isEmpty();
        assertThat(ResponseHeaders.parse("\r\n")).isEmpty();
    }
}
