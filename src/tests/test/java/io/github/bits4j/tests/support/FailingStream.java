package io.github.bits4j.tests.support;

import java.io.IOException;
import java.io.OutputStream;

/** Takes nothing: each write fails. */
public final class FailingStream extends OutputStream {
    private final IOException failure;

    public FailingStream(IOException failure) {
        this.failure = failure;
    }

    @Override
    public void write(int b) throws IOException {
        throw failure;
    }
}
