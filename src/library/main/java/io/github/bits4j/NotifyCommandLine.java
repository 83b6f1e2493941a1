package io.github.bits4j;

import io.github.bits4j.internal.Arguments;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A program that the service runs when a job is transferred or has failed.
 *
 * @param program an absolute path of at most {@value #MAX_PROGRAM} characters; the service searches no directories and expands
 *     no environment variables
 * @param parameters what the program gets as its command line: <em>the program itself as the first word</em>, in quotes if it
 *     has blanks, and then its arguments, quoted as on Windows; at most {@value #MAX_PARAMETERS} characters. Empty for no
 *     arguments
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/nf-bits1_5-ibackgroundcopyjob2-setnotifycmdline">SetNotifyCmdLine</a>
 */
public record NotifyCommandLine(Path program, Optional<String> parameters) {
    /** The longest path of a program that the service takes. */
    public static final int MAX_PROGRAM = 260;
    /** The longest parameters that the service takes. */
    public static final int MAX_PARAMETERS = 4000;

    /** Checks the values; parameters without a character are none. */
    public NotifyCommandLine {
        Arguments.text("program", Arguments.local("program", Objects.requireNonNull(program, "program")), MAX_PROGRAM);
        parameters.ifPresent(text -> Arguments.text("parameters", text, MAX_PARAMETERS));
        parameters = parameters.filter(text -> !text.isEmpty());
    }

    /** A program without arguments. */
    public NotifyCommandLine(Path program) {
        this(program, Optional.empty());
    }

    /** A program with arguments, before which stands its own name. */
    public NotifyCommandLine(Path program, String parameters) {
        this(program, Optional.of(parameters));
    }
}
