package io.github.bits4j.cli;

import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;

/** A run of the command inside this JVM: its exit status, and what it printed. None leaves COM objects or pointers behind. */
record Run(int status, String out, String err) {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(60);

    static Run of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Bits4j.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int status = command.execute(args);
        awaitNoLeaks();
        return new Run(status, out.toString(), err.toString());
    }

    private static void awaitNoLeaks() {
        long end = System.nanoTime() + LIMIT;
        while (ComObject.liveCount() + ComPointer.liveCount() > 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("%d COM objects and %d interface pointers are left"
                        .formatted(ComObject.liveCount(), ComPointer.liveCount()));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
