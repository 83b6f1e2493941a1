package io.github.bits4j.tests.marshalling;

import static io.github.bits4j.tests.marshalling.Exchange.passing;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Function;

/** What is passed to each slot of an enumerator. */
public final class EnumeratorCalls {
    static final List<String> NAMES = List.of("first", "second \u6f22", "third");

    private final Function<MemorySegment, String> nameOf;

    EnumeratorCalls(Function<MemorySegment, String> nameOf) {
        this.nameOf = nameOf;
    }

    public Exchange next(Frame f) {
        return next(f, NAMES.size(), NAMES.size());
    }

    Exchange next(Frame f, int asked, int given) {
        MemorySegment out = f.outPointers(asked);
        MemorySegment fetched = f.arena.allocateFrom(JAVA_INT, asked);
        return passing(asked, out, fetched).arriving(asked, asked).giving(() -> {
            assertThat(fetched.get(JAVA_INT, 0)).isEqualTo(given);
            for (int i = 0; i < given; i++) {
                assertElement(out, i);
            }
        });
    }

    /** One element may be asked for without a place for the count. */
    Exchange nextOne(Frame f) {
        MemorySegment out = f.outPointer();
        return passing(1, out, MemorySegment.NULL).arriving(1, null).giving(() -> assertElement(out, 0));
    }

    private void assertElement(MemorySegment out, int index) {
        MemorySegment element = Frame.given(out, index);
        assertThat(nameOf.apply(element)).isEqualTo(NAMES.get(index));
        Ask.release(element);
    }

    public Exchange skip(Frame f) {
        return f.intIn(0x80000001);
    }

    public Exchange reset(Frame f) {
        return f.nothing();
    }

    public Exchange clone(Frame f) {
        return f.objectOut(copy -> assertThat(Ask.count(copy)).isEqualTo(NAMES.size() + 1));
    }

    public Exchange getCount(Frame f) {
        return f.intOut(NAMES.size());
    }
}
