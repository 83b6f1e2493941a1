package io.github.bits4j.embedded.transfer;

import io.github.bits4j.com.HResult;

/** Carries bytes of responses into the local file. */
final class BodyCopy {
    static final int CHUNK = 64 * 1024;

    private final ByteSink file;
    private final DownloadMonitor monitor;
    private final long limit;
    private final byte[] buffer = new byte[CHUNK];

    /** At most {@code limit} bytes in all. */
    BodyCopy(ByteSink file, DownloadMonitor monitor, long limit) {
        this.file = file;
        this.monitor = monitor;
        this.limit = limit;
    }

    /** Throws if a file of so many bytes is more than the job may load. */
    void requireAllowed(long size) throws TransferFailure {
        if (size > limit) {
            throw TransferFailure.lasting(
                    HResult.BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED, "more than the " + limit + " bytes allowed", null);
        }
    }

    /** The body is the rest of a file of {@code size} bytes. */
    void rest(TransportResponse response, long from, long size) throws TransferFailure, InterruptedException {
        long position = from;
        for (int count = response.read(buffer); count >= 0; count = response.read(buffer)) {
            if (count > size - position) {
                monitor.discarded();
                throw TransferFailure.lasting(
                        HResult.BG_E_INVALID_SERVER_RESPONSE, "more bytes than the " + size + " announced", null);
            }
            position = write(count, position);
        }
        if (position < size) {
            throw TransferFailure.passing(
                    HResult.BG_E_CONNECTION_CLOSED, "only " + position + " of " + size + " bytes came", null);
        }
    }

    /** The body is the file, and its end is the file's. */
    long all(TransportResponse response) throws TransferFailure, InterruptedException {
        long position = 0;
        for (int count = response.read(buffer); count >= 0; count = response.read(buffer)) {
            requireAllowed(position + count);
            position = write(count, position);
        }
        return position;
    }

    /** The next {@code length} bytes of the body go to {@code from}. */
    void part(BodyBytes body, long from, long length) throws TransferFailure, InterruptedException {
        long position = from;
        for (long left = length; left > 0; ) {
            int count = body.read(buffer, (int) Math.min(buffer.length, left));
            position = write(count, position);
            left -= count;
        }
    }

    private long write(int count, long position) throws TransferFailure, InterruptedException {
        file.write(buffer, count, position);
        monitor.advanced(position + count);
        return position + count;
    }
}
