package io.github.bits4j.tests.bindings;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The golden table: what the binary interface is, by Microsoft's headers. Read from {@code abi.txt}, which tells its sources.
 *
 * @param classIds by name, {@code CLSID_…}
 * @param enums the names of the C enums, whose constants are among the others
 */
record Abi(
        Map<String, Interface> interfacesByName,
        Map<String, Aggregate> aggregates,
        List<Constant> constants,
        Map<String, String> classIds,
        List<String> enums) {

    record Interface(String bindings, String name, @Nullable String base, String iid, List<Slot> ownSlots) {}

    /** @param parameters without {@code this} */
    record Slot(int index, String name, List<Shape> parameters, List<String> parameterNames) {}

    record Aggregate(String bindings, String name, boolean union, long size, long alignment, List<Member> members) {}

    record Member(long offset, Shape shape, String name) {}

    /** @param value a Short, an Integer or a Long; unsigned ones as the signed ones of the same width */
    record Constant(String bindings, String name, Object value) {}

    Collection<Interface> interfaces() {
        return interfacesByName.values();
    }

    /** All slots of the vtable, those of the base interfaces first. */
    List<Slot> slots(Interface of) {
        List<Slot> slots = new ArrayList<>();
        if (of.base() != null) {
            slots.addAll(slots(interfacesByName.get(of.base())));
        }
        slots.addAll(of.ownSlots());
        return slots;
    }

    Class<?> carrier(Shape shape) {
        return shape instanceof Shape.Scalar scalar ? scalar.carrier : MemorySegment.class;
    }

    long size(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar -> scalar.size;
            case Shape.Named named -> aggregates.get(named.name()).size();
            case Shape.Array array -> size(array.element()) * array.length();
        };
    }
}
