package io.github.bits4j.tests.bindings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Proof that the bindings hold nothing that the golden table does not know, and that therefore nothing compares. */
final class UnknownNames {
    private final Abi abi;
    private final Bindings bindings;
    private final Differences differences = new Differences();

    private UnknownNames(Abi abi, Bindings bindings) {
        this.abi = abi;
        this.bindings = bindings;
    }

    static List<String> differences(Abi abi, Bindings bindings) {
        UnknownNames unknown = new UnknownNames(abi, bindings);
        for (String name : bindings.classNames()) {
            unknown.differences.check(name, () -> unknown.compare(bindings.load(name)));
        }
        unknown.differences.check("IIDs and CLSIDs", unknown::compareGuids);
        return unknown.differences.list();
    }

    private void compare(Class<?> type) throws ReflectiveOperationException {
        String name = type.getSimpleName();
        Class<?> outer = type.getNestHost();
        if (Bindings.isHeader(outer)) {
            if (type == outer) {
                compareConstants(type);
            }
        } else if (name.endsWith("Vtbl") && type == outer) {
            known(type, knowsInterface(type, name.substring(0, name.length() - "Vtbl".length())));
        } else if (outer.getSimpleName().endsWith("Vtbl")) {
            known(type, isPartOfSlot(type, outer));
        } else if (type != outer) {
            known(type, LayoutText.isUnnamed(Bindings.layout(type))
                    || knowsAggregate(type, outer.getSimpleName() + "." + name));
        } else {
            known(type, knowsInterface(type, name) || knowsAggregate(type, name));
        }
    }

    private void known(Class<?> type, boolean known) {
        if (!known) {
            differences.add("the table does not know " + type.getName());
        }
    }

    private boolean knowsInterface(Class<?> type, String name) {
        Abi.Interface found = abi.interfacesByName().get(name);
        return found != null && type.getPackageName().endsWith("." + found.bindings());
    }

    private boolean knowsAggregate(Class<?> type, String name) {
        Abi.Aggregate found = abi.aggregates().get(name);
        return found != null && type.getPackageName().endsWith("." + found.bindings());
    }

    /** A slot's class, and the functional interface in it. */
    private boolean isPartOfSlot(Class<?> type, Class<?> vtbl) {
        Class<?> function = type.getSimpleName().equals("Function") ? type.getDeclaringClass() : type;
        String name = vtbl.getSimpleName();
        Abi.Interface found = abi.interfacesByName().get(name.substring(0, name.length() - "Vtbl".length()));
        return found != null && abi.slots(found).stream().anyMatch(slot -> slot.name().equals(function.getSimpleName()));
    }

    private void compareConstants(Class<?> header) {
        List<String> unknown = new ArrayList<>(Bindings.constants(header));
        abi.constants().stream().filter(c -> header.getPackageName().endsWith("." + c.bindings()))
                .forEach(c -> unknown.remove(c.name()));
        unknown.forEach(name -> differences.add("the table does not know " + header.getSimpleName() + "." + name));
    }

    private void compareGuids() throws ReflectiveOperationException {
        Set<String> unknown = new TreeSet<>(bindings.guids().keySet());
        abi.interfaces().forEach(i -> unknown.remove(Bindings.guidField(i.name())));
        abi.classIds().keySet().forEach(name -> unknown.remove(Bindings.guidField(name)));
        unknown.forEach(name -> differences.add("the table does not know the GUID " + name));
    }
}
