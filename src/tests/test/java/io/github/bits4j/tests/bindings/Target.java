package io.github.bits4j.tests.bindings;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.InvocationHandlerAdapter;

/** A Java object with a method for each slot of an interface, as {@code ComVtable} wants them, that records calls. */
final class Target implements InvocationHandler {
    private final Abi abi;
    private final Abi.Interface of;
    private final List<Abi.Slot> slots;
    private final Object object;
    private int result;
    private String called = "none";
    private List<String> arguments = List.of();

    /** Its methods follow the golden table, not the bindings. */
    Target(Abi abi, Abi.Interface of) throws ReflectiveOperationException {
        this.abi = abi;
        this.of = of;
        this.slots = abi.slots(of).stream().filter(slot -> slot.index() > 2).toList();
        DynamicType.Builder<?> builder = new ByteBuddy().subclass(Object.class)
                .name(getClass().getPackageName() + "." + of.name() + "Target");
        for (Abi.Slot slot : slots) {
            builder = builder.defineMethod(methodName(slot), int.class, Visibility.PUBLIC)
                    .withParameters(slot.parameters().stream().map(abi::carrier).toList())
                    .intercept(InvocationHandlerAdapter.of(this));
        }
        try (DynamicType.Unloaded<?> made = builder.make()) {
            this.object = made.load(getClass().getClassLoader()).getLoaded().getConstructor().newInstance();
        }
    }

    /** As ComVtable looks for it. */
    private static String methodName(Abi.Slot slot) {
        String name = slot.name();
        return name.equals("Finalize") ? "finalize_" : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    Object object() {
        return object;
    }

    void expect(int result) {
        this.result = result;
        this.called = "none";
        this.arguments = List.of();
    }

    /** Which slot's method was called. */
    String called() {
        return called;
    }

    List<String> arguments() {
        return arguments;
    }

    @Override
    public Object invoke(Object self, Method method, Object[] passed) {
        Abi.Slot slot = slots.stream().filter(s -> methodName(s).equals(method.getName())).findAny().orElseThrow();
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < slot.parameters().size(); i++) {
            Shape shape = slot.parameters().get(i);
            taken.add(Argument.of(passed[i], shape, abi.size(shape)).hex());
        }
        called = of.name() + " slot " + slot.index();
        arguments = taken;
        return result;
    }
}
