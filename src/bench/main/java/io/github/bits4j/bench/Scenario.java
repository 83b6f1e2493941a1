package io.github.bits4j.bench;

import java.util.List;

/**
 * A number of files of one size.
 *
 * @param parallel how many transfers may be under way at a time
 */
record Scenario(String name, int files, long bytes, int parallel) {
    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final long GIB = 1024 * MIB;

    /** What is timed. */
    static List<Scenario> timed(Settings settings) {
        int many = (int) settings.scaled(2000);
        return List.of(
                of(1, 16 * KIB, 1), // what starting costs
                of(1, settings.scaled(GIB), 1),
                of(many, 16 * KIB, 1),
                of(many, 16 * KIB, 8),
                of(8, settings.scaled(128 * MIB), 8));
    }

    /** An eighth of the large file: the heap must not grow with the size. */
    static Scenario smaller(Settings settings) {
        return of(1, settings.scaled(128 * MIB), 1);
    }

    private static Scenario of(int files, long bytes, int parallel) {
        String order = files == 1 ? "" : parallel == 1 ? ", one at a time" : ", " + parallel + " at once";
        return new Scenario("%,d × %s%s".formatted(files, size(bytes), order), files, bytes, parallel);
    }

    private static String size(long bytes) {
        if (bytes >= GIB) {
            return bytes / GIB + " GiB";
        }
        return bytes >= MIB ? bytes / MIB + " MiB" : bytes / KIB + " KiB";
    }
}
