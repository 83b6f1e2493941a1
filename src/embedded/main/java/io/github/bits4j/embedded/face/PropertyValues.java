package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.required;

import io.github.bits4j.bindings.bits.BITS_JOB_PROPERTY_VALUE;
import io.github.bits4j.com.Guid;
import io.github.bits4j.embedded.queue.Job;
import io.github.bits4j.embedded.queue.JobProperties;
import io.github.bits4j.embedded.queue.JobProperty;
import io.github.bits4j.embedded.queue.ServiceRules;
import java.lang.foreign.MemorySegment;

/**
 * The union BITS_JOB_PROPERTY_VALUE: which member the value of a property is in. The documentation names Enable for
 * MAX_DOWNLOAD_SIZE; it is a number of bytes, so it is in Uint64.
 */
final class PropertyValues {
    private PropertyValues() {}

    static void set(Job job, ServiceRules rules, int id, MemorySegment value) {
        JobProperties properties = job.properties();
        switch (JobProperty.of(id, rules, "SetProperty")) {
            case COST_FLAGS -> properties.setCostFlags(BITS_JOB_PROPERTY_VALUE.Dword(value));
            case NOTIFICATION_CLSID ->
                properties.setNotificationClass(Guid.read(BITS_JOB_PROPERTY_VALUE.ClsID(value)).toUuid());
            case DYNAMIC_CONTENT -> properties.setDynamicContent(isEnabled(value));
            case HIGH_PERFORMANCE -> properties.setHighPerformance(isEnabled(value));
            case MAX_DOWNLOAD_SIZE -> properties.setMaximumSize(BITS_JOB_PROPERTY_VALUE.Uint64(value));
            case USE_STORED_CREDENTIALS -> properties.setStoredCredentials(BITS_JOB_PROPERTY_VALUE.Target(value));
            case MINIMUM_NOTIFICATION_INTERVAL_MS ->
                properties.setMinimumNotificationInterval(BITS_JOB_PROPERTY_VALUE.Dword(value));
            case ON_DEMAND_MODE -> properties.setOnDemand(isEnabled(value));
        }
    }

    static void get(Job job, ServiceRules rules, int id, MemorySegment out) {
        JobProperties properties = job.properties();
        JobProperty property = JobProperty.of(id, rules, "GetProperty");
        required(out, "PropertyValue").asSlice(0, BITS_JOB_PROPERTY_VALUE.sizeof()).fill((byte) 0);
        switch (property) {
            case COST_FLAGS -> BITS_JOB_PROPERTY_VALUE.Dword(out, properties.costFlags());
            case NOTIFICATION_CLSID ->
                Guid.of(properties.notificationClass()).write(BITS_JOB_PROPERTY_VALUE.ClsID(out));
            case DYNAMIC_CONTENT -> enable(out, properties.isDynamicContent());
            case HIGH_PERFORMANCE -> enable(out, properties.isHighPerformance());
            case MAX_DOWNLOAD_SIZE -> BITS_JOB_PROPERTY_VALUE.Uint64(out, properties.maximumSize());
            case USE_STORED_CREDENTIALS -> BITS_JOB_PROPERTY_VALUE.Target(out, properties.storedCredentials());
            case MINIMUM_NOTIFICATION_INTERVAL_MS ->
                BITS_JOB_PROPERTY_VALUE.Dword(out, properties.minimumNotificationInterval());
            case ON_DEMAND_MODE -> enable(out, properties.isOnDemand());
        }
    }

    private static boolean isEnabled(MemorySegment value) {
        return BITS_JOB_PROPERTY_VALUE.Enable(value) != 0;
    }

    private static void enable(MemorySegment out, boolean enabled) {
        BITS_JOB_PROPERTY_VALUE.Enable(out, enabled ? 1 : 0);
    }
}
