package io.github.bits4j.cli;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The terminal to which the command prints, if it is one.
 *
 * <p>The progress bar's own way to learn its width, JLine, is not used: while it holds the terminal it gives SIGINT back to
 * the system's default, which ends the JVM without its shutdown hooks; Ctrl-C could then not cancel the job.
 */
final class Terminal {
    private static final int DEFAULT_WIDTH = 80;
    private static final int MINIMUM_WIDTH = 20;

    private Terminal() {}

    /** Whether there is one: not if the output goes to a file or a pipe. */
    static boolean isPresent() {
        @Nullable Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Its width in characters now; a guess where the system has no {@code stty}. */
    static int width() {
        try {
            // It asks the terminal that is its standard input.
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Redirect.INHERIT).redirectError(Redirect.DISCARD).start();
            if (stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0) {
                String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                int columns = Integer.parseInt(size.strip().split(" ")[1]);
                return columns >= MINIMUM_WIDTH ? columns : DEFAULT_WIDTH;
            }
            stty.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            return DEFAULT_WIDTH; // no stty here, or one that says something else
        }
        return DEFAULT_WIDTH;
    }
}
