package io.github.bits4j.tests.bindings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the native client reports: its failures, and the slots that were entered on either side. */
final class ClientReport {
    private final Abi abi;
    private final List<String> failures;
    /** The slots by vtable: all interfaces that one vtable serves have their slots in common. */
    private final Map<String, Set<Integer>> slots = new HashMap<>();
    private final Map<String, Set<String>> vtables = new HashMap<>();
    private final Map<String, Set<Integer>> served = new HashMap<>();

    ClientReport(Abi abi, String text) {
        this.abi = abi;
        this.failures = text.lines().filter(line -> line.startsWith("failure ")).toList();
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "entered" -> {
                    slots.computeIfAbsent(words[1], _ -> new HashSet<>()).add(Integer.valueOf(words[3]));
                    vtables.computeIfAbsent(words[2], _ -> new HashSet<>()).add(words[1]);
                }
                case "served" -> served.computeIfAbsent(words[1], _ -> new HashSet<>()).add(Integer.valueOf(words[2]));
                case "failure" -> { }
                default -> throw new IllegalArgumentException(line);
            }
        }
    }

    List<String> failures() {
        return failures;
    }

    /** The interfaces whose methods the client called, and those that the service called in it. */
    Set<String> interfaces() {
        Set<String> names = new TreeSet<>(vtables.keySet());
        names.addAll(served.keySet());
        return names;
    }

    /** The slots that nobody entered, of each interface that came up. */
    Set<String> missed() {
        return interfaces().stream()
                .flatMap(name -> abi.slots(abi.interfacesByName().get(name)).stream()
                        .filter(slot -> !isEntered(name, slot.index()))
                        .map(slot -> name + "." + slot.name()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What an interface has of the one that it derives from may have been called through a vtable of that one. */
    private boolean isEntered(@Nullable String name, int slot) {
        return name != null && (served.getOrDefault(name, Set.of()).contains(slot)
                || vtables.containsKey(name)
                        && vtables.get(name).stream().allMatch(vtable -> slots.get(vtable).contains(slot))
                || isEntered(abi.interfacesByName().get(name).base(), slot));
    }

    /** How many slots were entered, each vtable's on its own. */
    int count() {
        return slots.values().stream().mapToInt(Set::size).sum() + served.values().stream().mapToInt(Set::size).sum();
    }
}
