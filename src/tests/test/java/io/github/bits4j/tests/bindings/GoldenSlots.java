package io.github.bits4j.tests.bindings;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The slots of the golden table, as {@code Interface.Method} with the interface that brought the method. */
public final class GoldenSlots {
    private final Abi abi = AbiReader.read();

    /** All of the interfaces of a package of the bindings. */
    public Set<String> ofPackage(String bindings) {
        return abi.interfaces().stream()
                .filter(known -> known.bindings().equals(bindings))
                .flatMap(known -> known.ownSlots().stream().map(slot -> name(known, slot)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The slots under the interfaces that brought them; given are those of vtables, as {@code InterfaceVtbl.Method}. */
    public Set<String> ofVtables(Collection<String> slots) {
        return slots.stream().map(this::ofVtable).collect(Collectors.toCollection(TreeSet::new));
    }

    private String ofVtable(String slot) {
        String[] parts = slot.split("Vtbl\\.");
        Abi.Interface at = abi.interfacesByName().get(parts[0]);
        while (at != null) {
            Abi.Interface brings = at;
            for (Abi.Slot own : brings.ownSlots()) {
                if (own.name().equals(parts[1])) {
                    return name(brings, own);
                }
            }
            at = brings.base() == null ? null : abi.interfacesByName().get(brings.base());
        }
        throw new IllegalArgumentException("slots: the golden table has no " + slot);
    }

    private static String name(Abi.Interface of, Abi.Slot slot) {
        return of.name() + "." + slot.name();
    }
}
