package io.github.bits4j.tests.marshalling;

import io.github.bits4j.com.Guid;
import java.util.HexFormat;
import java.util.Random;

/**
 * What both sides expect: values that differ from slot to slot, so that none can stand for another. Integers have their
 * highest bit set, texts contain characters of one, two, three and four bytes in UTF-8.
 */
final class Values {
    private Values() {}

    static String text(String slot, String parameter) {
        return slot + "." + parameter + " \u00e9\u6f22\ud834\udd1e";
    }

    static int number(String slot) {
        return 0x80000000 | slot.hashCode();
    }

    static long wide(String slot, int index) {
        return (long) number(slot) << 32 | (~number(slot) + index & 0xFFFFFFFFL);
    }

    static Guid guid(String slot) {
        return new Guid(wide(slot, 1), wide(slot, 2));
    }

    static byte[] bytes(String slot, int size) {
        byte[] bytes = new byte[size];
        new Random(number(slot)).nextBytes(bytes);
        return bytes;
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
