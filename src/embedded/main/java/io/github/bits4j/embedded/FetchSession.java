package io.github.bits4j.embedded;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.TransferResult;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadResult;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** An open route. */
interface FetchSession extends AutoCloseable {
    /** Begins the download. */
    FetchTransfer download(URI remote, Path local, TransferOptions options);

    /** Ends the downloads that have not ended. */
    @Override
    void close();

    static FetchSession of(BackgroundCopyManager manager) {
        return new FetchSession() {
            @Override
            public FetchTransfer download(URI remote, Path local, TransferOptions options) {
                AtomicReference<@Nullable BackgroundCopyJob> made = new AtomicReference<>();
                CompletableFuture<TransferResult> future = manager.download(remote, local, options, made::set);
                BackgroundCopyJob job = Objects.requireNonNull(made.get());
                return new FetchTransfer(
                        bytes(future, result -> result.progress().bytesTransferred()), () -> job.progress().bytesTransferred());
            }

            @Override
            public void close() {
                manager.close();
            }
        };
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
