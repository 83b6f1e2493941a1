package io.github.bits4j.com;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The slots that were entered since a moment. In this package because the counts are nobody else's. */
public final class EnteredSlots {
    private final Map<String, Long> before;

    private EnteredSlots(Map<String, Long> before) {
        this.before = before;
    }

    /** From now on. */
    public static EnteredSlots sinceNow() {
        if (!SlotCounts.isOn()) {
            throw new IllegalStateException("the JVM needs -D" + SlotCounts.PROPERTY + "=true, as the build gives it");
        }
        return new EnteredSlots(SlotCounts.entered());
    }

    /** Such as {@code IBackgroundCopyJob5Vtbl.GetState}: the vtable's name, not that of the interface that brought the slot. */
    public Set<String> now() {
        return SlotCounts.entered().entrySet().stream()
                .filter(slot -> slot.getValue() > before.getOrDefault(slot.getKey(), 0L))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
