package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.OutputTarget;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client's stream that keeps what it gets. */
class RecordingStream implements OutputTarget {
    private final boolean goesBack;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final AtomicInteger rewinds = new AtomicInteger();
    final AtomicInteger releases = new AtomicInteger();
    /** Fails instead of taking more than that many bytes. */
    volatile int room = Integer.MAX_VALUE;
    /** So many at a time. */
    volatile int mouthful = Integer.MAX_VALUE;
    /** Each write waits for it. */
    volatile FakeTransport.@Nullable Gate gate;

    RecordingStream(boolean goesBack) {
        this.goesBack = goesBack;
    }

    @Override
    public int write(byte[] from, int offset, int count) throws TransferFailure, InterruptedException {
        FakeTransport.Gate stop = gate;
        if (stop != null) {
            stop.pass();
        }
        synchronized (this) {
            int taken = Math.min(Math.min(count, mouthful), room - bytes.size());
            if (taken <= 0) {
                throw TransferFailure.local(HResult.STG_E_WRITEFAULT, "full", null);
            }
            bytes.write(from, offset, taken);
            return taken;
        }
    }

    @Override
    public synchronized boolean rewind(long count) throws TransferFailure {
        rewinds.incrementAndGet();
        if (!goesBack) {
            throw TransferFailure.local(HResult.E_NOTIMPL, "forward only", null);
        }
        byte[] rest = java.util.Arrays.copyOf(bytes.toByteArray(), (int) (bytes.size() - count));
        bytes.reset();
        bytes.writeBytes(rest);
        return true;
    }

    synchronized byte[] content() {
        return bytes.toByteArray();
    }

    @Override
    public void release() {
        releases.incrementAndGet();
    }
}
