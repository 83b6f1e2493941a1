package io.github.bits4j.embedded.queue;

import java.io.IOException;

/** Runs the programs of command lines. */
interface ProgramLauncher {

    /**
     * Runs the program to its end, on the calling thread's time.
     *
     * @return its exit code
     * @throws IOException if it cannot be started
     */
    int run(CommandLine line) throws IOException, InterruptedException;
}
