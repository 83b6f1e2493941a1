package io.github.bits4j.embedded.transfer.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** A body in chunks, each with its length before it. */
final class ChunkedBody extends HttpBody {
    private static final int LINE_LIMIT = 16 * 1024;

    private final InputStream in;
    /** Of the present chunk. */
    private long left;
    private boolean begun;
    private boolean finished;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    int read(byte[] buffer) throws IOException {
        if (finished) {
            return -1;
        }
        if (left == 0) {
            if (begun && !line().isEmpty()) {
                throw new ProtocolException("a chunk longer than announced");
            }
            begun = true;
            left = size(line());
            if (left == 0) {
                skipTrailers();
                finished = true;
                return -1;
            }
        }
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
            throw new EOFException("the body ended in a chunk");
        }
        left -= count;
        return count;
    }

    @Override
    boolean isFinished() {
        return finished;
    }

    private static long size(String line) throws ProtocolException {
        int extension = line.indexOf(';');
        String digits = (extension < 0 ? line : line.substring(0, extension)).strip();
        if (!digits.matches("[0-9A-Fa-f]{1,15}")) {
            throw new ProtocolException("a chunk without a length");
        }
        return Long.parseLong(digits, 16);
    }

    private void skipTrailers() throws IOException {
        int skipped = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            skipped += line.length();
            if (skipped > LINE_LIMIT) {
                throw new ProtocolException("too much behind the last chunk");
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the body ended between chunks");
            }
            if (line.length() > LINE_LIMIT) {
                throw new ProtocolException("a line without an end in a chunked body");
            }
            line.append((char) next);
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }
}
