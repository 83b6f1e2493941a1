package io.github.bits4j.com;

import java.util.Locale;

/** Which operating system this is: only Windows has COM of its own. */
final class Platform {
    static final boolean WINDOWS = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    private Platform() {}
}
