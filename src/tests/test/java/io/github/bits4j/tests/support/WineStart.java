package io.github.bits4j.tests.support;

import io.github.bits4j.BackgroundCopyManager;
import java.time.Duration;

/**
 * Connects to Wine's BITS, whose start now and then never ends: CoCreateInstance does not return, and no later one does. The JVM
 * ends then, by a status that the script which started it knows (wine/bin/java); so the tests are run again.
 */
final class WineStart {
    /** Less than what a test may take. */
    private static final Duration LIMIT = Duration.ofSeconds(110);
    private static final int STATUS = 86;

    private WineStart() {}

    static BackgroundCopyManager connect() {
        Thread watch = Thread.ofPlatform().daemon().name("wine-start").start(WineStart::endIfItHangs);
        try {
            return BackgroundCopyManager.connect();
        } finally {
            watch.interrupt();
        }
    }

    private static void endIfItHangs() {
        try {
            Thread.sleep(LIMIT);
        } catch (InterruptedException connected) {
            return;
        }
        System.err.println("Wine's BITS has not started within " + LIMIT.toSeconds() + " s");
        Runtime.getRuntime().halt(STATUS);
    }
}
