package io.github.bits4j.embedded.queue;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What makes a job a download of Delivery Optimization's modern interfaces: the properties as they were set, but for the
 * client's objects.
 */
record ContentData(Map<ContentProperty, Object> values) {
    static final ContentData NEW = new ContentData(Map.of());

    ContentData {
        Map<ContentProperty, Object> copy = new EnumMap<>(ContentProperty.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    ContentData with(ContentProperty property, Object value) {
        Map<ContentProperty, Object> more = new EnumMap<>(ContentProperty.class);
        more.putAll(values);
        more.put(property, value);
        return new ContentData(more);
    }

    /** As set, or as it is without; null for nothing. */
    @Nullable Object get(ContentProperty property) {
        Object value = values.get(property);
        return value == null ? property.usual() : value;
    }

    @Nullable String text(ContentProperty property) {
        return (String) get(property);
    }

    boolean flag(ContentProperty property) {
        return Boolean.TRUE.equals(get(property));
    }

    /** Unsigned; 0 for nothing. */
    long number(ContentProperty property) {
        return get(property) instanceof Integer value ? Integer.toUnsignedLong(value) : 0;
    }

    /** Without the values, some of which are secrets. */
    @Override
    public String toString() {
        return "ContentData" + values.keySet();
    }
}
