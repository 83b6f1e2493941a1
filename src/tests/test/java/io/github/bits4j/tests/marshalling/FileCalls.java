package io.github.bits4j.tests.marshalling;

import static io.github.bits4j.tests.marshalling.Exchange.passing;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.bindings.bits.BG_FILE_PROGRESS;
import io.github.bits4j.bindings.bits.BG_FILE_RANGE;
import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.MemorySegment;

/** What is passed to each slot of IBackgroundCopyFile and IBackgroundCopyFile2. */
public final class FileCalls {

    public Exchange getRemoteName(Frame f) {
        return f.textOut("getRemoteName");
    }

    public Exchange getLocalName(Frame f) {
        return f.textOut("getLocalName");
    }

    public Exchange getProgress(Frame f) {
        MemorySegment out = f.out(BG_FILE_PROGRESS.layout());
        return passing(out).giving(() -> {
            assertThat(BG_FILE_PROGRESS.BytesTotal(out)).isEqualTo(Values.wide("fileProgress", 1));
            assertThat(BG_FILE_PROGRESS.BytesTransferred(out)).isEqualTo(Values.wide("fileProgress", 2));
            assertThat(BG_FILE_PROGRESS.Completed(out)).isEqualTo(Values.number("fileProgress"));
        });
    }

    public Exchange getFileRanges(Frame f) {
        MemorySegment count = f.arena.allocateFrom(JAVA_INT, 3);
        MemorySegment out = f.outPointer();
        return passing(count, out).arriving(3).giving(() -> {
            assertThat(count.get(JAVA_INT, 0)).isEqualTo(5);
            MemorySegment array = Frame.given(out).reinterpret(5 * BG_FILE_RANGE.sizeof());
            for (int i = 0; i < 5; i++) {
                assertThat(BG_FILE_RANGE.InitialOffset(BG_FILE_RANGE.asSlice(array, i))).isEqualTo(Values.wide("offset", i));
                assertThat(BG_FILE_RANGE.Length(BG_FILE_RANGE.asSlice(array, i))).isEqualTo(Values.wide("length", i));
            }
            TaskMemory.free(array);
        });
    }

    public Exchange setRemoteName(Frame f) {
        return f.textIn("setRemoteName");
    }
}
