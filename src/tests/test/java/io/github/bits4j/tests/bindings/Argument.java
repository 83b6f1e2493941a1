package io.github.bits4j.tests.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** An argument as its bytes in memory. */
record Argument(byte[] bytes) {
    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * What Java got for a parameter. A struct comes in memory that is valid during the call only: it is copied.
     *
     * @param size what the parameter's size should be
     */
    static Argument of(Object value, Shape shape, long size) {
        return new Argument(switch (value) {
            case Integer i -> buffer(4).putInt(i).array();
            case Long l -> buffer(8).putLong(l).array();
            case MemorySegment s when shape instanceof Shape.Named && s.byteSize() == size -> s.toArray(ValueLayout.JAVA_BYTE);
            case MemorySegment s -> pointer(s).bytes;
            case Object other -> throw new IllegalArgumentException("a " + other.getClass());
        });
    }

    static Argument pointer(MemorySegment to) {
        return new Argument(buffer(8).putLong(to.address()).array());
    }

    /** What Java passes for it. */
    Object value(Shape shape, Arena arena) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (shape) {
            case Shape.Scalar.INT32 -> buffer.getInt();
            case Shape.Scalar.INT64 -> buffer.getLong();
            case Shape.Scalar.POINTER -> MemorySegment.ofAddress(buffer.getLong());
            case Shape.Named named -> arena.allocate(bytes.length, 16).copyFrom(MemorySegment.ofArray(bytes));
            default -> throw new IllegalArgumentException("no parameter is a " + shape);
        };
    }

    String hex() {
        return HexFormat.of().formatHex(bytes);
    }
}
