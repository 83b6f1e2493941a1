package io.github.bits4j.embedded.queue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Programs that end as a test says. */
final class FakeLauncher implements ProgramLauncher {
    interface Program {
        int run() throws IOException, InterruptedException;
    }

    /** The programs run, in order. */
    final List<String> runs = Collections.synchronizedList(new ArrayList<>());
    private volatile Program program = () -> 0;

    /** What the programs do from now on. */
    void becomes(Program next) {
        program = next;
    }

    @Override
    public int run(CommandLine line) throws IOException, InterruptedException {
        runs.add(line.program());
        return program.run();
    }
}
