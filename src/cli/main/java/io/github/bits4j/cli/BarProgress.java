package io.github.bits4j.cli;

import io.github.bits4j.JobProgress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar with speed and time left, drawn on one line of a terminal. */
final class BarProgress implements Progress {
    private static final int INTERVAL_MILLIS = 200;
    private static final long FEW_UNITS = 10;

    private final Screen screen;
    private final long started = System.nanoTime();
    private @Nullable ProgressBar bar;

    BarProgress(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void update(JobProgress progress) {
        ProgressBar current = bar;
        if (current == null) {
            if (progress.bytesTotal().isEmpty() && progress.bytesTransferred() == 0) {
                return; // the unit depends upon the size
            }
            current = open(progress);
            bar = current;
        }
        progress.bytesTotal().ifPresent(current::maxHint);
        current.stepTo(progress.bytesTransferred());
        // The bar's own speed counts whole seconds: for a short download it is wrong by half.
        current.setExtraMessage(ByteCount.formatSpeed(progress.bytesTransferred(), System.nanoTime() - started));
    }

    private ProgressBar open(JobProgress progress) {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName("")
                .setInitialMax(progress.bytesTotal().orElse(-1))
                .setStyle(style())
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .continuousUpdate()
                .setConsumer(new Line(screen, Terminal.width() - 1));
        setUnit(builder, progress.bytesTotal().orElse(Long.MAX_VALUE));
        return builder.build();
    }

    private static void setUnit(ProgressBarBuilder builder, long total) {
        if (total >= FEW_UNITS << 20) {
            builder.setUnit(" MiB", 1 << 20);
        } else if (total >= FEW_UNITS << 10) {
            builder.setUnit(" KiB", 1 << 10);
        } else {
            builder.setUnit(" bytes", 1);
        }
    }

    private static ProgressBarStyle style() {
        boolean blocks = System.out.charset().newEncoder().canEncode('█');
        return blocks ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /** Where the bar is drawn. */
    private record Line(Screen screen, int width) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return width;
        }

        @Override
        public void accept(String rendered) {
            screen.drawBar(rendered);
        }

        @Override
        public void close() {
            screen.keepBar();
        }
    }
}
