package io.github.bits4j.tests.marshalling;

import static io.github.bits4j.tests.marshalling.Exchange.passing;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.HResult;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.WINDOWS, disabledReason = "only Windows has apartments")
class FileMarshallingTest extends MarshallingTest {

    @Override
    List<MarshalledInterface> interfaces() {
        return List.of(MarshalledInterface.IBackgroundCopyFile, MarshalledInterface.IBackgroundCopyFile2);
    }

    @Test
    void a_file_without_ranges_gives_no_array() {
        FileTarget target = new FileTarget();
        target.ranges = 0;
        call(MarshalledInterface.IBackgroundCopyFile2, target, "GetFileRanges", HResult.S_OK, f -> {
            MemorySegment count = f.arena.allocateFrom(JAVA_INT, 9);
            MemorySegment out = f.outPointer();
            return passing(count, out).arriving(9).giving(() -> {
                assertThat(count.get(JAVA_INT, 0)).isZero();
                assertThat(out.get(bits_h.C_POINTER, 0).address()).isZero();
            });
        });
    }
}
