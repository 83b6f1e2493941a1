package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.time.ServiceClock;
import org.jspecify.annotations.Nullable;

/** Where a job stands with its command line. Guarded by the queue's lock; the {@link ProgramNotifier}'s own. */
final class ProgramSlot {
    /**
     * A run of the program that has been asked for, or is under way. It is compared by identity.
     *
     * @param outcome the count of the slot's outcomes
     */
    record Run(CommandLine line, long outcome) {}

    /** Null for none; one that is not here any more reports in vain. */
    @Nullable Run run;
    /** The outcome that is settled: the program was run with success, or the callback accepted it. */
    long told;
    /** By the clock's nanoTime: the program failed, and is not run again before that; null for at once. */
    @Nullable Long repeatDue;
    /** Looks again when the program is due. */
    ServiceClock.@Nullable Timer timer;
}
