package io.github.bits4j;

import java.util.Collection;
import java.util.EnumSet;

/** Numbers that are made of flags. */
final class BitFlags {
    private BitFlags() {}

    /** The flags of which {@code bits} is made; bits without a name are left out. */
    static <F extends Enum<F> & BitFlag> EnumSet<F> setOf(Class<F> type, int bits) {
        EnumSet<F> flags = EnumSet.allOf(type);
        flags.removeIf(flag -> (bits & flag.code()) == 0);
        return flags;
    }

    static int bits(Collection<? extends BitFlag> flags) {
        int bits = 0;
        for (BitFlag flag : flags) {
            bits |= flag.code();
        }
        return bits;
    }
}
