package io.github.bits4j.tests.marshalling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.HResult;
import io.github.bits4j.tests.support.NoLeaks;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The same calls without a proxy between: what the generated vtables alone pass, on each system and for each interface. */
@ExtendWith(NoLeaks.class)
class DirectCallTest {

    record Slot(MarshalledInterface type, String name) {
        @Override
        public String toString() {
            return type + "::" + name;
        }
    }

    static Stream<Slot> slots() {
        return Arrays.stream(MarshalledInterface.values())
                .flatMap(type -> type.vtbl().slots().stream().map(name -> new Slot(type, name)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slots")
    void arguments_and_results_arrive(Slot slot) {
        call(slot.type(), slot.name(), frame -> slot.type().exchange(slot.name(), frame));
    }

    @ParameterizedTest
    @EnumSource
    void each_arm_of_a_property_s_union_goes_in_and_comes_out(JobProperty property) {
        call(MarshalledInterface.IBackgroundCopyJob5, "SetProperty", frame -> Job5Calls.setProperty(frame, property));
        call(MarshalledInterface.IBackgroundCopyJob5, "GetProperty", frame -> Job5Calls.getProperty(frame, property));
    }

    private static void call(MarshalledInterface type, String slot, Function<Frame, Exchange> exchangeOf) {
        RecordingTarget target = type.newTarget();
        ComObject object = target.object();
        try (Frame frame = new Frame()) {
            Exchange exchange = exchangeOf.apply(frame);
            MemorySegment pointer = object.pointer();
            assertThat(HResult.hex(type.invoke(slot, pointer, exchange.passed()))).isEqualTo(HResult.hex(HResult.S_OK));
            assertThat(target.entries).hasSize(1);
            assertThat(target.entries.getFirst().method()).isEqualTo(GeneratedVtbl.methodName(slot));
            assertThat(target.entries.getFirst().arguments()).isEqualTo(exchange.arriving());
            exchange.check().run();
        } finally {
            object.release();
        }
    }
}
