package io.github.bits4j.embedded.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRangeTest {
    @Test
    void readsAPart() {
        assertThat(ContentRange.parse(" Bytes 5-9/10 ")).hasValue(new ContentRange(5, 9, 10));
        assertThat(new ContentRange(5, 9, 10).isRest(5, 10)).isTrue();
        assertThat(new ContentRange(5, 8, 10).isRest(5, 10)).isFalse();
        assertThat(new ContentRange(5, 9, 10).isRest(4, 10)).isFalse();
        assertThat(new ContentRange(5, 9, 10).isRest(5, 11)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "bytes", "bytes */10", "bytes 0-9/*", "bytes 9-5/10", "bytes 0-10/10", "bytes -5/10", "bytes 0-9",
        "items 0-9/10", "bytes 0-9/99999999999999999999", "bytes 0-9/10, bytes 0-9/10"
    })
    void refusesTheRest(String header) {
        assertThat(ContentRange.parse(header)).isEmpty();
    }
}
