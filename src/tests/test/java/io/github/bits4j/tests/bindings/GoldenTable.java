package io.github.bits4j.tests.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Proof that the generated classes and the IIDs are those of the golden table. {@link UnknownNames} proves the reverse. */
final class GoldenTable {
    private final Abi abi;
    private final Bindings bindings;
    private final Differences differences = new Differences();

    private GoldenTable(Abi abi, Bindings bindings) {
        this.abi = abi;
        this.bindings = bindings;
    }

    static List<String> differences(Abi abi, Bindings bindings) {
        GoldenTable table = new GoldenTable(abi, bindings);
        abi.interfaces().forEach(i -> table.differences.check(i.name(), () -> table.compare(i)));
        abi.aggregates().values().forEach(a -> table.differences.check(a.name(), () -> table.compare(a)));
        abi.constants().forEach(c -> table.differences.check(c.name(), () -> table.compare(c)));
        table.differences.check("IIDs and CLSIDs", table::compareGuids);
        return table.differences.list();
    }

    private void compare(Abi.Interface expected) throws ReflectiveOperationException {
        differences.compare(expected.name(), "struct 8 aligned to 8 {0 pointer lpVtbl}",
                LayoutText.of(Bindings.layout(bindings.type(expected.bindings(), expected.name()))));
        Class<?> vtbl = bindings.vtbl(expected);
        GroupLayout layout = Bindings.layout(vtbl);
        List<Abi.Slot> slots = abi.slots(expected);
        differences.compare(expected.name() + " slots", slots.stream().map(Abi.Slot::name).toList(),
                layout.memberLayouts().stream().map(slot -> slot.name().orElse("?")).toList());
        differences.compare(expected.name() + " layout", List.of(),
                layout.memberLayouts().stream().filter(slot -> !LayoutText.of(slot).equals("pointer")).toList());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment vtable = arena.allocate(ValueLayout.JAVA_LONG, slots.size());
            for (Abi.Slot slot : slots) {
                vtable.setAtIndex(ValueLayout.JAVA_LONG, slot.index(), 0x5107_0000 + slot.index());
            }
            for (Abi.Slot slot : slots) {
                String what = expected.name() + "." + slot.name();
                differences.check(what, () -> {
                    differences.compare(what + " offset", 8L * slot.index(), Bindings.invoke(vtbl, slot.name() + "$offset"));
                    Object read = vtbl.getMethod(slot.name(), MemorySegment.class).invoke(null, vtable);
                    differences.compare(what + " slot", 0x5107_0000L + slot.index(), ((MemorySegment) read).address());
                    compareFunction(what, slot, Bindings.function(vtbl, slot.name()));
                });
            }
        }
    }

    private void compareFunction(String what, Abi.Slot slot, Class<?> function) throws ReflectiveOperationException {
        FunctionDescriptor descriptor = Bindings.descriptor(function);
        differences.compare(what + " return type", "int32",
                descriptor.returnLayout().map(LayoutText::of).orElse("void"));
        List<String> expected = new ArrayList<>(List.of("pointer"));
        slot.parameters().forEach(shape -> expected.add(LayoutText.of(abi, shape)));
        differences.compare(what + " parameters", expected,
                descriptor.argumentLayouts().stream().map(LayoutText::of).toList());

        // What callers and implementers see: jextract declares it beside the descriptor.
        List<Class<?>> carriers = new ArrayList<>(List.of(MemorySegment.class));
        slot.parameters().forEach(shape -> carriers.add(abi.carrier(shape)));
        Method apply = Arrays.stream(function.getClasses()).flatMap(c -> Arrays.stream(c.getMethods())).findAny().orElseThrow();
        differences.compare(what + " upcall", MethodType.methodType(int.class, carriers), type(apply));
        carriers.addFirst(MemorySegment.class);
        Method invoke = Arrays.stream(function.getMethods()).filter(m -> m.getName().equals("invoke")).findAny().orElseThrow();
        differences.compare(what + " downcall", MethodType.methodType(int.class, carriers), type(invoke));
    }

    private static MethodType type(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    }

    private void compare(Abi.Aggregate expected) throws ReflectiveOperationException {
        Class<?> type = bindings.type(expected.bindings(), expected.name());
        differences.compare(expected.name(), LayoutText.of(abi, new Shape.Named(expected.name())),
                LayoutText.of(Bindings.layout(type)));
        for (Abi.Member member : expected.members()) {
            String what = expected.name() + "." + member.name();
            differences.check(what, () -> {
                differences.compare(what + " offset", member.offset(), Bindings.invoke(type, member.name(), "$offset"));
                differences.compare(what, LayoutText.of(abi, member.shape()),
                        LayoutText.of((MemoryLayout) Bindings.invoke(type, member.name(), "$layout")));
            });
        }
    }

    private void compare(Abi.Constant expected) throws ReflectiveOperationException {
        Object actual = Bindings.invoke(bindings.header(expected.bindings()), expected.name());
        differences.compare(expected.name(), expected.value(), actual);
    }

    private void compareGuids() throws ReflectiveOperationException {
        Map<String, String> actual = bindings.guids();
        abi.interfaces().forEach(i -> differences.compare(i.name() + " IID", i.iid(), actual.get(Bindings.guidField(i.name()))));
        abi.classIds().forEach((name, clsid) -> differences.compare(name, clsid, actual.get(Bindings.guidField(name))));
    }
}
