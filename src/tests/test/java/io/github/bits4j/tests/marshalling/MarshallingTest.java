package io.github.bits4j.tests.marshalling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.tests.support.NoLeaks;
import io.github.bits4j.tests.support.TestService;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls every slot of some interfaces through COM's proxy and stub, on a Java object in another apartment. The slots are those
 * of the generated vtable: a slot that nobody wrote a call for, or that does not reach the object, is a failed test.
 */
@ExtendWith(NoLeaks.class)
@ParameterizedClass(name = "{0}")
@EnumSource(Direction.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MarshallingTest {
    private static final int SUCCESS = 0x00200000;
    private static final int FAILURE = 0x80200000;
    /** HRESULT_FROM_WIN32(RPC_X_NULL_REF_POINTER). */
    static final int NULL_REF_POINTER = 0x800706F4;

    @Parameter
    Direction direction;

    private ApartmentThread home;
    private ApartmentThread caller;
    /** Of other classes, one of which may have failed. */
    private long before;

    record Slot(MarshalledInterface type, String name) {
        /** An HRESULT of its own for each slot. */
        int hresult(int severity) {
            return severity | name.hashCode() & 0xFFFF;
        }

        @Override
        public String toString() {
            return type + "::" + name;
        }
    }

    abstract List<MarshalledInterface> interfaces();

    Stream<Slot> slots() {
        return interfaces().stream().flatMap(type -> type.vtbl().slots().stream().map(name -> new Slot(type, name)));
    }

    @BeforeParameterizedClassInvocation
    void enterApartments() {
        before = ComObject.liveCount();
        home = direction.home();
        caller = direction.caller();
    }

    @AfterParameterizedClassInvocation
    void leaveApartments() {
        caller.close();
        home.close();
    }

    @AfterEach
    void nothing_is_left() {
        Await.until("COM objects to be released", () -> ComObject.liveCount() <= before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slots")
    void arguments_and_results_arrive(Slot slot) {
        answered(slot, slot.hresult(SUCCESS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slots")
    void a_failure_gives_its_hresult_and_no_pointers(Slot slot) {
        Assumptions.assumeFalse(direction == Direction.FROM_MTA_TO_STA && WineGap.of(slot.type(), slot.name()).isPresent(),
                "Wine's stub for " + slot + " corrupts the heap when a method in an STA fails");
        answered(slot, slot.hresult(FAILURE));
    }

    private void answered(Slot slot, int answer) {
        slot.type().assumeMarshalled();
        RecordingTarget target = slot.type().newTarget();
        target.answer = answer;
        int expected = WineGap.of(slot.type(), slot.name()).isPresent() ? NULL_REF_POINTER : answer;
        call(slot.type(), target, slot.name(), expected, frame -> slot.type().exchange(slot.name(), frame));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("interfaces")
    void the_generated_vtable_has_as_many_slots_as_the_registered_interface(MarshalledInterface type) {
        type.assumeMarshalled();
        Optional<Integer> methods = new RegisteredInterface(type.iid()).methods();
        Assumptions.assumeTrue(TestService.WINE || methods.isPresent(), "this system's registry does not tell");
        assertThat(methods).contains(type.vtbl().allSlots().size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("interfaces")
    void a_proxy_has_one_identity_and_no_interface_that_the_object_lacks(MarshalledInterface type) {
        type.assumeMarshalled();
        with(type, type.newTarget(), proxy -> {
            MemorySegment unknown = Ask.query(proxy, Guid.IUNKNOWN);
            MemorySegment again = Ask.query(unknown, type.iid());
            MemorySegment sameUnknown = Ask.query(again, Guid.IUNKNOWN);
            assertThat(again).isEqualTo(proxy);
            assertThat(sameUnknown).isEqualTo(unknown);
            List.of(unknown, again, sameUnknown).forEach(Ask::release);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment out = arena.allocate(bits_h.C_POINTER).fill((byte) 0x5A);
                // ISequentialStream: no object here has it
                assertThat(Ask.tryQuery(proxy, Guid.parse("0C733A30-2A1C-11CE-ADE5-00AA0044773D"), out))
                        .isEqualTo(HResult.E_NOINTERFACE);
                assertThat(out.get(bits_h.C_POINTER, 0).address()).isZero();
            }
        });
    }

    /** One call through a proxy of its own, with all that {@link Exchange} says of it. */
    final void call(MarshalledInterface type, RecordingTarget target, String slot, int hresult,
            Function<Frame, Exchange> exchangeOf) {
        with(type, target, proxy -> {
            try (Frame frame = new Frame()) {
                Exchange exchange = exchangeOf.apply(frame);
                int hr = type.invoke(slot, proxy, exchange.passed());
                assertThat(HResult.hex(hr)).as("HRESULT").isEqualTo(HResult.hex(hresult));
                assertArrived(target, slot, exchange);
                if (HResult.failed(hr)) {
                    assertThat(frame.pointers).allSatisfy(out ->
                            assertThat(out.get(bits_h.C_POINTER, 0).address()).as("pointer given").isZero());
                } else {
                    exchange.check().run();
                }
            }
        });
    }

    /** The same with a new object that answers S_OK. */
    final void call(MarshalledInterface type, String slot, Function<Frame, Exchange> exchangeOf) {
        call(type, type.newTarget(), slot, HResult.S_OK, exchangeOf);
    }

    /** A call that the proxy refuses for a NULL where there must be none: the object never hears of it. */
    final void refused(MarshalledInterface type, String slot, Function<Frame, Exchange> exchangeOf) {
        RecordingTarget target = type.newTarget();
        with(type, target, proxy -> {
            try (Frame frame = new Frame()) {
                int hr = type.invoke(slot, proxy, exchangeOf.apply(frame).passed());
                assertThat(HResult.hex(hr)).as("HRESULT").isEqualTo(HResult.hex(NULL_REF_POINTER));
                assertThat(target.entries).isEmpty();
            }
        });
    }

    /** Makes a proxy of the object and does something with it in the calling apartment. */
    final void with(MarshalledInterface type, RecordingTarget target, Consumer<MemorySegment> use) {
        try (MarshalledObject object = marshal(type, target)) {
            caller.run(() -> use.accept(object.proxy()));
        }
    }

    final MarshalledObject marshal(MarshalledInterface type, RecordingTarget target) {
        return new MarshalledObject(target, type.iid(), home, caller);
    }

    private void assertArrived(RecordingTarget target, String slot, Exchange exchange) {
        assertThat(target.entries).as("calls that arrived").hasSize(1);
        RecordingTarget.Entry entry = target.entries.getFirst();
        assertThat(entry.method()).isEqualTo(GeneratedVtbl.methodName(slot));
        assertThat(entry.arguments()).isEqualTo(exchange.arriving());
        if (direction == Direction.FROM_MTA_TO_STA) {
            assertThat(entry.thread()).as("the thread that was called").isSameAs(home.thread());
        } else {
            assertThat(entry.thread()).as("the thread that was called").isNotSameAs(caller.thread());
        }
    }
}
