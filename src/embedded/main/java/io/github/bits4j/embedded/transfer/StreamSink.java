package io.github.bits4j.embedded.transfer;

import io.github.bits4j.com.HResult;

/**
 * A stream as the place of a download's bytes. It lives as long as the download and remembers, from attempt to attempt, what the
 * stream has taken, since nobody can ask a stream that.
 */
public final class StreamSink implements ByteSink {
    private final OutputTarget target;
    /** Volatile: it is asked for by other threads than the one that writes. */
    private volatile long written;
    /** How far old bytes reach that could not be removed. */
    private long stale;
    private volatile boolean sound = true;

    public StreamSink(OutputTarget target) {
        this.target = target;
    }

    public OutputTarget target() {
        return target;
    }

    @Override
    public long size() {
        return written;
    }

    /**
     * What the stream has taken of the content that is being fetched; -1 if that has begun anew, but the stream did not go
     * back. An attempt that was stopped may have reported less.
     */
    public long reached() {
        return sound ? written : -1;
    }

    /** What follows begins at {@code position}: if that is not the end, what the stream has taken is not of that content. */
    public void begin(long position) {
        if (written > position) {
            sound = false;
        }
    }

    @Override
    public void truncate(long size) throws TransferFailure, InterruptedException {
        long back = written - size;
        if (back > 0) {
            sound = false;
            boolean gone = target.rewind(back);
            stale = gone ? 0 : Math.max(stale, written);
            written = size;
        }
        sound = true;
    }

    @Override
    public void write(byte[] bytes, int count, long position) throws TransferFailure, InterruptedException {
        if (position != written) {
            throw new IllegalStateException("position: " + position + " is not the stream's end, " + written);
        }
        for (int done = 0; done < count; ) {
            int taken = target.write(bytes, done, count - done);
            done += taken;
            written += taken; // whatever comes next: the stream has them
        }
    }

    @Override
    public void force() throws TransferFailure {
        if (stale > written) {
            throw TransferFailure.local(HResult.E_NOTIMPL,
                    "the stream went back, but keeps " + (stale - written) + " old bytes behind the content", null);
        }
    }

    @Override
    public void close() {
        // the next attempt goes on with it
    }
}
