package io.github.bits4j.tests.bindings;

import java.lang.foreign.MemorySegment;
import java.util.Locale;

/** What a parameter or a member looks like in memory. */
sealed interface Shape {

    /** Signed and unsigned integers are one shape. */
    enum Scalar implements Shape {
        INT8(1, byte.class, "int8_t"),
        INT16(2, short.class, "int16_t"),
        INT32(4, int.class, "int32_t"),
        INT64(8, long.class, "int64_t"),
        FLOAT(4, float.class, "float"),
        DOUBLE(8, double.class, "double"),
        POINTER(8, MemorySegment.class, "void *");

        final int size;
        final Class<?> carrier;
        final String c;

        Scalar(int size, Class<?> carrier, String c) {
            this.size = size;
            this.carrier = carrier;
            this.c = c;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A struct or union, by value. */
    record Named(String name) implements Shape {
        @Override
        public String toString() {
            return name;
        }
    }

    record Array(Shape element, int length) implements Shape {
        @Override
        public String toString() {
            return element + "[" + length + "]";
        }
    }
}
