package io.github.bits4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileRangesTest {

    @Test
    void what_is_written_can_be_read() {
        List<FileRange> ranges = List.of(FileRange.of(3, 4), FileRange.from(9));
        try (Arena arena = Arena.ofConfined()) {
            assertThat(FileRanges.read(FileRanges.allocate(arena, ranges), 2)).isEqualTo(ranges);
        }
    }

    @Test
    void a_count_of_ranges_that_are_not_there_is_no_crash() {
        assertThat(FileRanges.read(MemorySegment.NULL, 0)).isEmpty();
        assertThatThrownBy(() -> FileRanges.read(MemorySegment.NULL, 2)).isInstanceOf(ComException.class)
                .extracting(e -> ((ComException) e).hresult()).isEqualTo(HResult.E_POINTER);
    }
}
