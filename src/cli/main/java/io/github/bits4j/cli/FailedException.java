package io.github.bits4j.cli;

import java.io.Serial;

/** The command did not do what was asked of it; the message says what and why, in a sentence for people. */
final class FailedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    FailedException(String message) {
        super(message);
    }
}
