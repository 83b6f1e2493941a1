package io.github.bits4j.cli;

import io.github.bits4j.JobEvent;
import io.github.bits4j.JobEvent.Origin;
import io.github.bits4j.JobListener;
import io.github.bits4j.JobProgress;
import io.github.bits4j.JobState;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A job's listener that prints each event by the name of its COM method.
 *
 * <p>JobModification comes often: it gets a line when the state has changed, and the other ones are counted.
 */
final class EventPrinter implements JobListener {
    private final Screen screen;
    private final long started = System.nanoTime();
    private final CompletableFuture<Origin> transferred = new CompletableFuture<>();
    private @Nullable JobState printedState;
    private int unprinted;

    EventPrinter(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void onEvent(JobEvent event) {
        switch (event) {
            case JobEvent.Modified modified -> modified(modified);
            case JobEvent.FileTransferred(_, var file, var origin) -> {
                try (file) {
                    print("FileTransferred", origin, file.remoteName());
                }
            }
            case JobEvent.RangesTransferred(_, var file, var ranges, var origin) -> {
                try (file) {
                    print("FileRangesTransferred", origin, file.remoteName() + ", " + ranges.size() + " ranges");
                }
            }
            case JobEvent.Transferred(_, var origin) -> {
                print("JobTransferred", origin, "");
                transferred.complete(origin);
            }
            case JobEvent.Failed(_, var error, var origin) -> print("JobError", origin, Explanation.of(error));
            case JobEvent.TransientError(_, var error, var origin) ->
                print("(retrying)", origin, Explanation.of(error));
            case JobEvent.StateChanged(_, _, var state, var origin) -> print("(state)", origin, state.toString());
            case JobEvent.Progress(_, var progress, _, var origin) ->
                print("(progress)", origin, ByteCount.format(progress.bytesTransferred()));
            case JobEvent.Ended(_, var state, var origin) -> print("(end)", origin, "the job is " + state);
            case JobEvent.ServiceLost(_, _, var origin) -> print("(end)", origin, "the service has ended");
        }
    }

    private void modified(JobEvent.Modified event) {
        JobState state = event.job().state();
        if (state == printedState) {
            unprinted++;
        } else {
            printedState = state;
            JobProgress progress = event.job().progress();
            print("JobModification", event.origin(), state + ", " + ByteCount.format(progress.bytesTransferred()));
        }
    }

    private void print(String name, Origin origin, String detail) {
        if (unprinted > 0) {
            screen.line("           and %d more JobModification".formatted(unprinted));
            unprinted = 0;
        }
        screen.line(String.format(Locale.ROOT, "%8.3f s %-16s by %s on thread %s%s", (System.nanoTime() - started) / 1e9,
                name, origin.name().toLowerCase(Locale.ROOT), Thread.currentThread().getName(),
                detail.isEmpty() ? "" : ": " + detail));
    }

    /** Waits for JobTransferred, which may come a little later than the job's state changes. */
    void awaitTransferred(Duration patience) throws InterruptedException, FailedException {
        try {
            if (transferred.get(patience.toMillis(), TimeUnit.MILLISECONDS) != Origin.NOTIFICATION) {
                throw new FailedException(
                        "the demo failed: JobTransferred was found by polling only, the service did not notify");
            }
        } catch (TimeoutException | ExecutionException e) {
            throw new FailedException("the demo failed: JobTransferred did not come within " + patience.toSeconds() + " s");
        }
    }
}
