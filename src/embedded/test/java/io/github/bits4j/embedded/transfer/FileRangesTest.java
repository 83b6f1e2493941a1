package io.github.bits4j.embedded.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FileRangesTest {
    private static final FileRanges PARTS = new FileRanges(List.of(
            new FileRange(500, 100), new FileRange(0, 10), new FileRange(10, 20), new FileRange(600, FileRange.TO_EOF)));

    @Test
    void of_a_whole_file_the_beginning_is_there() {
        assertThat(FileRanges.WHOLE.before(0)).isEmpty();
        assertThat(FileRanges.WHOLE.before(42)).containsExactly(new FileRange(0, 42));
    }

    @Test
    void parts_come_in_the_order_given_and_are_told_in_the_order_of_the_file() {
        assertThat(PARTS.before(0)).isEmpty();
        assertThat(PARTS.before(99)).containsExactly(new FileRange(500, 99));
        assertThat(PARTS.before(105)).containsExactly(new FileRange(0, 5), new FileRange(500, 100));
    }

    @Test
    void parts_that_touch_are_one() {
        assertThat(PARTS.before(115)).containsExactly(new FileRange(0, 15), new FileRange(500, 100));
        assertThat(PARTS.before(137)).containsExactly(new FileRange(0, 30), new FileRange(500, 107));
    }
}
