package io.github.bits4j.cli;

import io.github.bits4j.JobProgress;
import java.time.Duration;
import java.util.Locale;

/** Progress for a file or a pipe: a line for each tenth of the way, and one now and then while it takes long. */
final class LineProgress implements Progress {
    private static final int STEP_PERCENT = 10;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);
    /** While nobody knows what a tenth is. */
    private static final Duration LONGEST_SILENCE_WITHOUT_SIZE = Duration.ofSeconds(2);

    private final Screen screen;
    private final long started = System.nanoTime();
    private long printed = started;
    private long printedBytes;
    private int printedPercent;

    LineProgress(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void update(JobProgress progress) {
        long bytes = progress.bytesTransferred();
        long total = progress.bytesTotal().orElse(-1);
        int percent = total > 0 ? (int) Math.floor(100.0 * bytes / total) : 0;
        long now = System.nanoTime();
        Duration longest = total < 0 ? LONGEST_SILENCE_WITHOUT_SIZE : LONGEST_SILENCE;
        boolean silentForLong = now - printed >= longest.toNanos() && bytes != printedBytes;
        if (percent / STEP_PERCENT != printedPercent / STEP_PERCENT || silentForLong) {
            screen.line(line(percent, bytes, total, now - started));
            printed = now;
            printedBytes = bytes;
            printedPercent = percent;
        }
    }

    private static String line(int percent, long bytes, long total, long nanos) {
        String speed = ByteCount.formatSpeed(bytes, nanos);
        if (total < 0) {
            return "  ? %%  %s of an unknown size, %s".formatted(ByteCount.format(bytes), speed);
        }
        Duration left = Duration.ofNanos((long) ((double) nanos / Math.max(bytes, 1) * (total - bytes)));
        return String.format(Locale.ROOT, "%3d %%  %s of %s, %s, %d:%02d:%02d left", percent, ByteCount.format(bytes),
                ByteCount.format(total), speed, left.toHours(), left.toMinutesPart(), left.toSecondsPart());
    }

    @Override
    public void close() {
        // Each line stands for itself.
    }
}
