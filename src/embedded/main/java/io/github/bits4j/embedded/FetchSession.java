package io.github.bits4j.embedded;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobPriority;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.com.HResult;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadResult;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** An open route. */
interface FetchSession extends AutoCloseable {
    /** As the library's own downloads: the default is 10 minutes, which is long for somebody who waits. */
    Duration RETRY_DELAY = Duration.ofMinutes(1);

    /** Begins the download. */
    FetchTransfer download(URI remote, Path local, TransferOptions options);

    /** Ends the downloads that have not ended. */
    @Override
    void close();

    static FetchSession of(BackgroundCopyManager manager) {
        return new FetchSession() {
            @Override
            public FetchTransfer download(URI remote, Path local, TransferOptions options) {
                BackgroundCopyJob job = manager.newJob(name(local)).file(remote, local).beforeFiles(FetchSession::hurry).start();
                return new FetchTransfer(
                        bytes(job.whenTransferred(options.completing().cancellingOnFailure()),
                                result -> result.progress().bytesTransferred()),
                        () -> job.progress().bytesTransferred());
            }

            @Override
            public void close() {
                manager.close();
            }
        };
    }

    private static String name(Path local) {
        String name = String.valueOf(local.getFileName());
        return name.substring(0, Math.min(name.length(), BackgroundCopyJob.MAX_DISPLAY_NAME));
    }

    private static void hurry(BackgroundCopyJob job) {
        ifImplemented(() -> job.setPriority(JobPriority.FOREGROUND));
        ifImplemented(() -> job.setMinimumRetryDelay(RETRY_DELAY));
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

    static FetchSession of(ServiceChoice choice) {
        FetchSession inner = of(choice.manager());
        return new FetchSession() {
            @Override
            public FetchTransfer download(URI remote, Path local, TransferOptions options) {
                return inner.download(remote, local, options);
            }

            @Override
            public void close() {
                choice.close();
            }
        };
    }

    static FetchSession of(DeliveryOptimizationManager manager) {
        return new FetchSession() {
            @Override
            public FetchTransfer download(URI remote, Path local, TransferOptions options) {
                AtomicReference<@Nullable Download> made = new AtomicReference<>();
                CompletableFuture<DownloadResult> future = manager.download(options, download -> {
                    download.setUri(remote);
                    download.setLocalPath(local);
                    made.set(download);
                });
                Download download = Objects.requireNonNull(made.get());
                return new FetchTransfer(
                        bytes(future, DownloadResult::bytesTransferred), () -> download.status().bytesTransferred());
            }

            @Override
            public void close() {
                manager.close();
            }
        };
    }

    private static <R> CompletableFuture<Long> bytes(CompletableFuture<R> download, ToLongFunction<R> count) {
        CompletableFuture<Long> bytes = new CompletableFuture<>();
        download.whenComplete((result, failure) -> {
            if (failure == null) {
                bytes.complete(count.applyAsLong(result));
            } else {
                bytes.completeExceptionally(failure);
            }
        });
        bytes.whenComplete((_, _) -> {
            if (bytes.isCancelled()) {
                download.cancel(true);
            }
        });
        return bytes;
    }
}
