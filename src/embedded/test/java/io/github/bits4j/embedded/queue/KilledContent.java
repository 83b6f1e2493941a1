package io.github.bits4j.embedded.queue;

/** What the files of the kill tests are made of: each name has content of its own, different at each place. */
final class KilledContent {
    static final int SIZE = 300_000;

    private KilledContent() {}

    static byte[] of(String name) {
        byte[] content = new byte[SIZE];
        int state = name.hashCode() | 1;
        for (int i = 0; i < SIZE; i++) {
            state = state * 1_103_515_245 + 12_345;
            content[i] = (byte) (state >>> 16);
        }
        return content;
    }
}
