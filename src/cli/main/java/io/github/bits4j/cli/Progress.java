package io.github.bits4j.cli;

import io.github.bits4j.JobProgress;

/** Shows how far a job has come. */
interface Progress extends AutoCloseable {
    /** A bar on a terminal; elsewhere a line now and then. */
    static Progress on(Screen screen) {
        return screen.isTerminal() ? new BarProgress(screen) : new LineProgress(screen);
    }

    /** Takes what the job says now. */
    void update(JobProgress progress);

    /** Leaves what is shown as it is. */
    @Override
    void close();
}
