package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.time.ServiceClock;
import io.github.bits4j.embedded.transfer.StreamSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where a download stands with its client: whom to tell what, and who waits. Guarded by the queue's lock. */
final class StatusSlot {
    /** A target, and the calls under way: it is released when it is given up and there is none. */
    static final class Registration {
        final StatusTarget target;
        int calls;
        boolean givenUp;

        Registration(StatusTarget target) {
            this.target = target;
        }
    }

    final ContentDownload download;
    @Nullable Registration registration;
    /** The client's stream, from when it is set to the download's end. */
    @Nullable StreamSink stream;
    /** As it was at the last look. */
    ContentStatus seen;
    /** What is to be told, in this order; progress is the last one, if at all. */
    final Deque<ContentStatus> due = new ArrayDeque<>();
    /** How many bytes there were when the client was last told, and when that was, by the clock's nanoTime. */
    long toldBytes;
    long toldAt;
    /** A thread has been asked to deliver, or does. */
    boolean busy;
    /** The download has ended: the target is given up when it has been told. */
    boolean over;
    ServiceClock.@Nullable Timer timer;
    /** Callers of Start in blocking mode. */
    final List<CompletableFuture<Integer>> waiting = new ArrayList<>();

    StatusSlot(ContentDownload download, ContentStatus seen, long now) {
        this.download = download;
        this.seen = seen;
        this.toldAt = now;
    }
}
