package io.github.bits4j.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that the faults of one request make of its response. */
final class FaultPlan {
    record Hold(long after, Gate gate) {}

    boolean dropped;
    Duration delay = Duration.ZERO;
    /** 0 for the right one. */
    int status;
    boolean ranges = true;
    @Nullable String contentRange;
    /** Headers to set; those without a value are left out. */
    final Map<String, Optional<String>> headers = new LinkedHashMap<>();
    final List<Hold> holds = new ArrayList<>();
    long cut = Long.MAX_VALUE;
    int surplus;

    FaultPlan(List<Fault> faults) {
        faults.forEach(fault -> fault.apply(this));
    }
}
