package io.github.bits4j.embedded.transfer.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends writes to a server that takes no more: sockets have no time limit for them. */
final class WriteWatch implements AutoCloseable {
    interface Write {
        void run() throws IOException;
    }

    /** A write of so little, with nothing before it under way, fits into the system's buffer and returns at once. */
    static final int SMALL = 2 * 1024;

    private final Duration patience;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("bits4j-write-watch").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    WriteWatch(Duration patience) {
        this.patience = patience;
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** Closes the channel if the write does not return in time. */
    void guard(SocketChannel channel, Write write) throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> alarm = timer.schedule(
                () -> {
                    late.set(true);
                    channel.close();
                    return late;
                },
                patience.toNanos(),
                TimeUnit.NANOSECONDS);
        try {
            write.run();
        } catch (IOException failure) {
            if (late.get()) {
                SocketTimeoutException timeout = new SocketTimeoutException("nothing was taken for " + patience);
                timeout.initCause(failure);
                throw timeout;
            }
            throw failure;
        } finally {
            alarm.cancel(false);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
