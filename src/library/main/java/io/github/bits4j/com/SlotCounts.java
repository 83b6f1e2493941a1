package io.github.bits4j.com;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * How often each slot of a {@link ComVtable} was entered, for tests that ask whether all are. Off, and then in no stub at all,
 * unless the system property {@value #PROPERTY} is true when this class is loaded.
 */
final class SlotCounts {
    static final String PROPERTY = "io.github.bits4j.com.countSlots";

    private static final boolean ON = Boolean.getBoolean(PROPERTY);
    private static final Map<String, LongAdder> ENTERED = new ConcurrentHashMap<>();
    private static final MethodHandle INCREMENT;

    static {
        try {
            INCREMENT = MethodHandles.lookup().findVirtual(LongAdder.class, "increment", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private SlotCounts() {}

    static boolean isOn() {
        return ON;
    }

    /** The method, counted under the slot's name if that is asked for. */
    static MethodHandle counted(MethodHandle method, String slot) {
        return ON
                ? MethodHandles.foldArguments(method, INCREMENT.bindTo(ENTERED.computeIfAbsent(slot, _ -> new LongAdder())))
                : method;
    }

    /** The slots that have a stub, such as {@code IBackgroundCopyJob5Vtbl.GetState}, and how often they were entered. */
    static Map<String, Long> entered() {
        return ENTERED.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, slot -> slot.getValue().sum()));
    }
}
