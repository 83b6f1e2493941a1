package io.github.bits4j.embedded.transfer;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response, read by one thread while it arrives.
 *
 * <p>The JDK's own stream throws away what it has not handed out when the connection breaks, and waits for ever when the
 * server falls silent; a download that is to be resumed wants every byte, and an end.
 */
final class BodyStream implements BodySubscriber<BodyStream> {
    private sealed interface Arrival {
        record Bytes(List<ByteBuffer> buffers) implements Arrival {}

        record End(@Nullable Throwable failure) implements Arrival {}
    }

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> buffers = new ArrayDeque<>();
    private Arrival.@Nullable End end;

    private final Object guard = new Object();
    private Flow.@Nullable Subscription subscription;
    private boolean closed;

    @Override
    public CompletionStage<BodyStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        boolean late;
        synchronized (guard) {
            subscription = source;
            late = closed;
        }
        if (late) {
            source.cancel();
        } else {
            source.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        arrivals.add(new Arrival.Bytes(item));
    }

    @Override
    public void onError(Throwable failure) {
        arrivals.add(new Arrival.End(failure));
    }

    @Override
    public void onComplete() {
        arrivals.add(new Arrival.End(null));
    }

    /** As {@link TransportResponse#read}; {@code patience} is the time in which something must come. */
    int read(byte[] target, Duration patience) throws IOException, InterruptedException {
        while (true) {
            ByteBuffer buffer = buffers.peek();
            if (buffer == null) {
                if (end == null) {
                    take(patience);
                    continue;
                }
                Throwable failure = end.failure();
                if (failure != null) {
                    throw new IOException("the response's body broke off", failure);
                }
                return -1;
            }
            int count = Math.min(buffer.remaining(), target.length);
            buffer.get(target, 0, count);
            if (!buffer.hasRemaining()) {
                buffers.remove();
            }
            if (count > 0) {
                return count;
            }
        }
    }

    private void take(Duration patience) throws IOException, InterruptedException {
        Arrival arrival = arrivals.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        switch (arrival) {
            case null -> throw new HttpTimeoutException("nothing came for " + patience);
            case Arrival.End last -> end = last;
            case Arrival.Bytes bytes -> {
                buffers.addAll(bytes.buffers());
                Flow.Subscription source;
                synchronized (guard) {
                    source = subscription;
                }
                if (source != null) {
                    source.request(1);
                }
            }
        }
    }

    void close() {
        Flow.Subscription source;
        synchronized (guard) {
            closed = true;
            source = subscription;
        }
        if (source != null) {
            source.cancel();
        }
    }
}
