package io.github.bits4j.embedded;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.deliveryoptimization.DownloadResult;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;

/** An open route. */
interface FetchSession extends AutoCloseable {
    /** Begins the download; the future has the number of bytes, and cancelling it ends the download. */
    CompletableFuture<Long> download(URI remote, Path local, TransferOptions options);

    @Override
    void close();

    static FetchSession of(BackgroundCopyManager manager) {
        return new FetchSession() {
            @Override
            public CompletableFuture<Long> download(URI remote, Path local, TransferOptions options) {
                return bytes(manager.download(remote, local, options), result -> result.progress().bytesTransferred());
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
            public CompletableFuture<Long> download(URI remote, Path local, TransferOptions options) {
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
            public CompletableFuture<Long> download(URI remote, Path local, TransferOptions options) {
                return bytes(manager.download(remote, local, options), DownloadResult::bytesTransferred);
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
