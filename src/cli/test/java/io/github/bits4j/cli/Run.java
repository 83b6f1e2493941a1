package io.github.bits4j.cli;

import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.testkit.Await;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A run of the command inside this JVM: its exit status, and what it printed. None leaves COM objects or pointers behind. */
record Run(int status, String out, String err) {
    static Run of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Bits4j.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int status = command.execute(args);
        Await.until("COM objects and interface pointers to be released",
                () -> ComObject.liveCount() + ComPointer.liveCount() == 0);
        return new Run(status, out.toString(), err.toString());
    }
}
