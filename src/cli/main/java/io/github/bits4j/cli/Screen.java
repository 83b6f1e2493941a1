package io.github.bits4j.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** What the command prints: lines, and on a terminal a progress bar below the last of them. From any thread. */
final class Screen {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private String bar = "";
    private boolean silent;

    private Screen(PrintWriter out, PrintWriter err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    static Screen of(CommandLine command) {
        return new Screen(command.getOut(), command.getErr(), Terminal.isPresent());
    }

    /** Whether a line can be drawn again and again. */
    boolean isTerminal() {
        return terminal;
    }

    /** Prints a line, above the progress bar if there is one. */
    synchronized void line(String text) {
        if (!silent) {
            print(out, text);
        }
    }

    /** Draws the progress bar in the place of the one before. */
    synchronized void drawBar(String rendered) {
        if (!silent) {
            int rest = bar.length() - rendered.length();
            bar = rendered;
            out.print("\r" + bar + " ".repeat(Math.max(rest, 0)));
            out.flush();
        }
    }

    /** Leaves the progress bar as it is; what follows goes below it. */
    synchronized void keepBar() {
        if (!silent && !bar.isEmpty()) {
            bar = "";
            out.println();
            out.flush();
        }
    }

    /** From now on only {@link #lastWord} is printed: the command has been interrupted, and its failures are no news. */
    synchronized void silence() {
        if (!bar.isEmpty()) {
            bar = "";
            out.println();
            out.flush();
        }
        silent = true;
    }

    /** Prints an error, silence or not. */
    synchronized void lastWord(String text) {
        print(err, text);
    }

    private void print(PrintWriter writer, String text) {
        if (!bar.isEmpty()) {
            out.print("\r" + " ".repeat(bar.length()) + "\r");
            out.flush();
        }
        writer.println(text);
        writer.flush();
        if (!bar.isEmpty()) {
            out.print(bar);
            out.flush();
        }
    }
}
