package io.github.bits4j.tests.marshalling;

import io.github.bits4j.bindings.bits.bits_h;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** A generated {@code …Vtbl} class: its slots by name, and calls through them by the generated getter and {@code invoke}. */
record GeneratedVtbl(Class<?> type) {
    private static final int UNKNOWN_SLOTS = 3;

    /** All slots, in the order of the vtable. */
    List<String> allSlots() {
        try {
            GroupLayout layout = (GroupLayout) type.getMethod("layout").invoke(null);
            return layout.memberLayouts().stream().map(MemoryLayout::name).map(name -> name.orElseThrow()).toList();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** The slots after those of IUnknown. */
    List<String> slots() {
        return allSlots().subList(UNKNOWN_SLOTS, allSlots().size());
    }

    /** {@code XxxVtbl.Slot.invoke(XxxVtbl.Slot(vtable), pointer, arguments…)}. */
    int invoke(String slot, MemorySegment pointer, List<Object> arguments) {
        try {
            MemorySegment vtable = pointer.get(bits_h.C_POINTER, 0);
            Object function = type.getMethod(slot, MemorySegment.class).invoke(null, vtable);
            Object[] all = new Object[arguments.size() + 2];
            all[0] = function;
            all[1] = pointer;
            for (int i = 0; i < arguments.size(); i++) {
                all[i + 2] = arguments.get(i);
            }
            return (int) invoker(slot).invoke(null, all);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private Method invoker(String slot) {
        Class<?> function = Arrays.stream(type.getClasses())
                .filter(nested -> nested.getSimpleName().equals(slot)).findAny().orElseThrow();
        return Arrays.stream(function.getMethods()).filter(m -> m.getName().equals("invoke")).findAny().orElseThrow();
    }

    /** The name of the Java method for a slot. */
    static String methodName(String slot) {
        return Character.toLowerCase(slot.charAt(0)) + slot.substring(1);
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
