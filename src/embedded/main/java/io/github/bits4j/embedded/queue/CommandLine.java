package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.HResult;
import org.jspecify.annotations.Nullable;

/**
 * A program that is run in place of a callback.
 *
 * @param program run only if it is an absolute path
 * @param parameters what the program gets as its command line, its own name as the first word included; empty for none
 */
public record CommandLine(String program, String parameters) {
    private static final int MAXIMUM_PROGRAM = 260;
    private static final int MAXIMUM_PARAMETERS = 4000;

    /** Why SetNotifyCmdLine refuses these; S_OK if it does not. */
    static int refusal(@Nullable String program, @Nullable String parameters) {
        if (program == null) {
            return parameters == null ? HResult.S_OK : HResult.E_INVALIDARG;
        }
        if (program.isEmpty()) {
            return HResult.E_INVALIDARG; // GetNotifyCmdLine could not tell it from none
        }
        boolean tooLong = program.length() > MAXIMUM_PROGRAM
                || parameters != null && parameters.length() > MAXIMUM_PARAMETERS;
        return tooLong ? HResult.BG_E_STRING_TOO_LONG : HResult.S_OK;
    }

    /** Null if there is no program. */
    static @Nullable CommandLine of(@Nullable String program, @Nullable String parameters) {
        return program == null ? null : new CommandLine(program, parameters == null ? "" : parameters);
    }
}
