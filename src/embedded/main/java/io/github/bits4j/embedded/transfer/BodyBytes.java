package io.github.bits4j.embedded.transfer;

import io.github.bits4j.com.HResult;

/** A response's body, of which something more is always expected until its end is asked for. */
final class BodyBytes {
    private final TransportResponse response;
    private final byte[] buffer = new byte[BodyCopy.CHUNK];
    private int at;
    private int count;

    BodyBytes(TransportResponse response) {
        this.response = response;
    }

    /** At least one byte and at most {@code limit}. */
    int read(byte[] target, int limit) throws TransferFailure, InterruptedException {
        if (isAtEnd()) {
            throw TransferFailure.passing(HResult.BG_E_CONNECTION_CLOSED, "the body ended too early", null);
        }
        int length = Math.min(limit, count - at);
        System.arraycopy(buffer, at, target, 0, length);
        at += length;
        return length;
    }

    int next() throws TransferFailure, InterruptedException {
        byte[] one = new byte[1];
        read(one, 1);
        return one[0] & 0xFF;
    }

    boolean isAtEnd() throws TransferFailure, InterruptedException {
        while (at == count) {
            at = 0;
            count = 0;
            int read = response.read(buffer);
            if (read < 0) {
                return true;
            }
            count = read;
        }
        return false;
    }
}
