package io.github.bits4j;

import io.github.bits4j.com.HResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A download by a job that nobody else has to do with. */
final class Download {
    /** The default is 10 minutes, which is long for somebody who waits. */
    private static final Duration RETRY_DELAY = Duration.ofMinutes(1);

    private Download() {}

    static CompletableFuture<TransferResult> start(BackgroundCopyManager manager, FileInfo file, TransferOptions options,
            Consumer<? super BackgroundCopyJob> setup) {
        BackgroundCopyJob job = manager.createJob(name(file.local()), JobType.DOWNLOAD);
        // From here on the job leaves the queue whatever happens, also if the manager is closed meanwhile.
        CompletableFuture<TransferResult> future = job.transferAndClose(options.completing().cancellingOnFailure());
        try {
            job.addFile(file.remote(), file.local());
            ifImplemented(() -> job.setPriority(JobPriority.FOREGROUND));
            ifImplemented(() -> job.setMinimumRetryDelay(RETRY_DELAY));
            setup.accept(job);
            job.resume();
            return future;
        } catch (RuntimeException | Error e) {
            future.cancel(true);
            throw e;
        }
    }

    private static String name(Path local) {
        Path name = local.getFileName();
        String text = (name == null ? local : name).toString();
        return text.substring(0, Math.min(text.length(), BackgroundCopyJob.MAX_DISPLAY_NAME));
    }

    /** Wine's service lacks some setters; the download works without. */
    private static void ifImplemented(Runnable setter) {
        try {
            setter.run();
        } catch (BackgroundCopyException e) {
            if (e.hresult() != HResult.E_NOTIMPL) {
                throw e;
            }
        }
    }
}
