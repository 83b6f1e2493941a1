package io.github.bits4j;

import io.github.bits4j.internal.GrowingDelay;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gets parts of a file on demand: asks for them, resumes the job, and waits until they are there.
 *
 * <p>It reads the state at growing intervals, so that the job's notify interface stays the application's.
 */
final class OnDemandFetch {
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(5);
    private static final Duration LONGEST_INTERVAL = Duration.ofMillis(200);

    private final BackgroundCopyJob job;
    private final BackgroundCopyFile file;
    private final OnDemandOptions options;
    private final BooleanSupplier wanted;
    private @Nullable ContentStamp content;

    /** @param wanted false when nobody waits any more */
    OnDemandFetch(BackgroundCopyJob job, BackgroundCopyFile file, OnDemandOptions options, BooleanSupplier wanted) {
        this.job = job;
        this.file = file;
        this.options = options;
        this.wanted = wanted;
    }

    /** The file's size. A job that is resumed asks for it, even if nothing else is wanted of it. */
    long size() throws IOException {
        OptionalLong size = file.progress().bytesTotal();
        for (Wait wait = new Wait(); size.isEmpty(); size = file.progress().bytesTotal()) {
            if (wait.asked) {
                ask(FileRange.of(0, 1), wait); // a service that does not, and has suspended the job again
            } else if (requireGoing() == JobState.SUSPENDED) {
                resume();
                wait.asked = true;
            }
            wait.sleep(0);
        }
        return size.getAsLong();
    }

    /** How many bytes there are from this position on, at least one; 0 at the end of the file. */
    long available(long position, int amount) throws IOException {
        long size = size();
        if (position >= size) {
            return 0;
        }
        FileRange missing = FileRange.of(position, Math.min(size - position, Math.max(amount, options.readAhead())));
        long there = filledFrom(position);
        for (Wait wait = new Wait(); there == 0; there = filledFrom(position)) {
            ask(missing, wait);
            wait.sleep(job.progress().bytesTransferred());
        }
        requireSameContent();
        return there;
    }

    private void ask(FileRange missing, Wait wait) throws IOException {
        // Suspended again: the service came to the end of what had been asked for earlier before it saw this.
        if (requireGoing() == JobState.SUSPENDED || !wait.asked) {
            file.requestRanges(List.of(missing));
            resume();
            wait.asked = true;
        }
    }

    private void resume() {
        try {
            job.resume();
        } catch (InvalidJobStateException e) {
            if (job.state() != JobState.TRANSFERRED) { // what another channel has asked for was the rest
                throw e;
            }
        }
    }

    private long filledFrom(long position) {
        for (FileRange range : file.filledRanges()) {
            long end = range.end().orElse(Long.MAX_VALUE);
            if (range.offset() <= position && position < end) {
                return end - position;
            }
        }
        return 0;
    }

    private JobState requireGoing() throws IOException {
        JobState state = job.state();
        return switch (state) {
            case ERROR -> throw new IOException("the job has failed: "
                    + job.readError().map(TransferError::toString).orElse("the service does not say why"));
            case ACKNOWLEDGED, CANCELLED -> throw new IOException("the job is " + state + ", and its temporary file gone");
            default -> state;
        };
    }

    /** The service begins again when the file has changed on the server; what has been read already is of the old one. */
    private void requireSameContent() throws IOException {
        ContentStamp now = file.responseHeaders().map(ContentStamp::of).orElse(null);
        if (content != null && now != null && !content.equals(now)) {
            throw new IOException("the file has changed on the server since its first bytes were read");
        }
        content = content == null ? now : content;
    }

    /** By which two responses of the same URL are told apart. */
    private record ContentStamp(String entityTag, String lastModified) {
        static ContentStamp of(ResponseHeaders headers) {
            return new ContentStamp(headers.first("ETag").orElse(""), headers.first("Last-Modified").orElse(""));
        }
    }

    /** One wait for the service, ended by the time limit or by the channel's end. */
    private final class Wait {
        private final GrowingDelay interval = new GrowingDelay(SHORTEST_INTERVAL, LONGEST_INTERVAL);
        private long movedAt = System.nanoTime();
        private long position = -1;
        private boolean asked;

        void sleep(long bytes) throws IOException {
            if (bytes != position) {
                position = bytes;
                movedAt = System.nanoTime();
            }
            if (Duration.ofNanos(System.nanoTime() - movedAt).compareTo(options.timeout()) > 0) { // which may be for ever
                throw new IOException("no bytes came for " + options.timeout() + "; the job is " + job.state());
            }
            LockSupport.parkNanos(interval.next().toNanos());
            if (!wanted.getAsBoolean()) {
                throw new IOException("the channel was closed");
            }
        }
    }
}
