package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.ComException;
import java.util.Arrays;

/** The numbers of {@link JobProperties}: BITS_JOB_PROPERTY_ID. */
public enum JobProperty {
    COST_FLAGS(1),
    NOTIFICATION_CLSID(2),
    DYNAMIC_CONTENT(3),
    HIGH_PERFORMANCE(4),
    MAX_DOWNLOAD_SIZE(5),
    USE_STORED_CREDENTIALS(7),
    MINIMUM_NOTIFICATION_INTERVAL_MS(9),
    ON_DEMAND_MODE(10);

    private final int id;

    JobProperty(int id) {
        this.id = id;
    }

    /** The property of that number; as the rules say (BG_E_UNKNOWN_PROPERTY_ID) if they know none. */
    public static JobProperty of(int id, ServiceRules rules, String operation) {
        return Arrays.stream(values())
                .filter(property -> property.id == id && rules.knows(property))
                .findFirst()
                .orElseThrow(() -> new ComException(rules.unknownProperty(), operation));
    }

    public int id() {
        return id;
    }
}
