package io.github.bits4j.tests.bindings;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Makes values that occur once only, in the same order each time. */
final class Values {
    private final Abi abi;
    private long last;
    private int lastResult = 0x100;

    Values(Abi abi) {
        this.abi = abi;
    }

    /** Each second one is negative. */
    int hresult() {
        lastResult++;
        return lastResult % 2 == 0 ? lastResult : lastResult | 0x8004_0000;
    }

    List<Argument> arguments(Abi.Slot slot) {
        return slot.parameters().stream().map(shape -> {
            ByteBuffer bytes = ByteBuffer.allocate((int) abi.size(shape)).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.remaining() >= 8) {
                bytes.putLong(next());
            }
            if (bytes.hasRemaining()) {
                bytes.putInt((int) next());
            }
            return new Argument(bytes.array());
        }).toList();
    }

    private long next() {
        return ++last * 0x9E37_79B9_7F4A_7C15L; // odd, so no value returns; its low half takes all values too
    }
}
