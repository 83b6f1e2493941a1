package io.github.bits4j.embedded.transfer;

import io.github.bits4j.com.HResult;

/**
 * A stream as the place of a download's bytes. It lives as long as the download and remembers, from attempt to attempt, what the
 * stream has taken, since nobody can ask a stream that.
 */
public final class StreamSink {
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

    /** How many bytes it has taken. */
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

    /** As {@link ByteSink#truncate}. */
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

    /** Gives the stream some of the bytes, at its end. @return how many it took, at least one */
    public int write(byte[] bytes, int offset, int count, long position) throws TransferFailure, InterruptedException {
        if (position != written) {
            throw new IllegalStateException("position: " + position + " is not the stream's end, " + written);
        }
        int taken = target.write(bytes, offset, count);
        written += taken; // whatever comes next: the stream has them
        return taken;
    }

    /** All has come. */
    public void force() throws TransferFailure {
        if (stale > written) {
            throw TransferFailure.local(HResult.E_NOTIMPL,
                    "the stream went back, but keeps " + (stale - written) + " old bytes behind the content", null);
        }
    }
}
