package io.github.bits4j;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a job has not got any further. Used by one task after the other. */
final class Movement {
    private record Position(long bytes, int files, long replyBytes) {}

    private final BackgroundCopyJob job;
    /** Asked for once. */
    private @Nullable JobType type;
    private @Nullable Position position;
    private long movedAt = System.nanoTime();

    Movement(BackgroundCopyJob job) {
        this.job = job;
    }

    /** Reads the progress; whether it is another than the last time. */
    boolean read() {
        JobProgress progress = job.progress();
        // The job's progress is that of the upload alone.
        long reply = hasReply() ? job.reply().progress().bytesTransferred() : 0;
        Position before = position;
        position = new Position(progress.bytesTransferred(), progress.filesTransferred(), reply);
        if (position.equals(before)) {
            return false;
        }
        movedAt = System.nanoTime();
        return before != null;
    }

    Duration standstill() {
        return Duration.ofNanos(System.nanoTime() - movedAt);
    }

    private boolean hasReply() {
        JobType known = type == null ? job.type() : type;
        type = known;
        return known == JobType.UPLOAD_REPLY;
    }
}
