package io.github.bits4j.tests.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Java's view of a {@code struct call} in the peer's memory. {@link PeerSource} asserts the numbers in C. */
final class Exchange {
    static final int ARGUMENTS = 8;
    static final int ARGUMENT_BYTES = 16;
    static final int ARGUMENT_OFFSET = 64;
    static final int BYTES = ARGUMENT_OFFSET + ARGUMENTS * ARGUMENT_BYTES;

    private static final int SELF = 8;
    private static final int SLOT = 16;
    private static final int RESULT = 20;
    private static final int COUNT = 24;
    private static final int SIZE = 28;

    private final MemorySegment memory;

    Exchange(MemorySegment memory) {
        this.memory = memory.reinterpret(BYTES);
    }

    void clear() {
        memory.fill((byte) 0);
    }

    void setResult(int hresult) {
        memory.set(JAVA_INT, RESULT, hresult);
    }

    void setArguments(List<Argument> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            MemorySegment.copy(arguments.get(i).bytes(), 0, memory, JAVA_BYTE, ARGUMENT_OFFSET + i * ARGUMENT_BYTES,
                    arguments.get(i).bytes().length);
        }
    }

    /** Which slot was entered. */
    String entered() {
        MemorySegment name = memory.get(ADDRESS, 0);
        return name.address() == 0 ? "none" : name.reinterpret(100).getString(0) + " slot " + memory.get(JAVA_INT, SLOT);
    }

    long self() {
        return memory.get(ADDRESS, SELF).address();
    }

    /** The bytes of each argument, in hexadecimal digits. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < memory.get(JAVA_INT, COUNT); i++) {
            int size = memory.get(JAVA_INT, SIZE + 4L * i);
            byte[] bytes = memory.asSlice(ARGUMENT_OFFSET + (long) i * ARGUMENT_BYTES, size).toArray(JAVA_BYTE);
            arguments.add(HexFormat.of().formatHex(bytes));
        }
        return arguments;
    }
}
