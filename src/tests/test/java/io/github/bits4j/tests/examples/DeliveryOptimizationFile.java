package io.github.bits4j.tests.examples;

import io.github.bits4j.NotifyOptions;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadEvent;
import io.github.bits4j.deliveryoptimization.DownloadResult;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A file by Delivery Optimization's own interfaces, with a status callback. */
final class DeliveryOptimizationFile {
    private DeliveryOptimizationFile() {}

    // README begins
    static void download(DeliveryOptimizationManager manager, URI remote, Path local, Consumer<String> screen) throws Exception {
        try (Download download = manager.createDownload()) {
            download.setUri(remote);
            download.setLocalPath(local);
            download.setForeground(true);
            download.setStatusListener(event -> {
                switch (event) {
                    case DownloadEvent.Progress e -> screen.accept(e.status().bytesTransferred() + " bytes");
                    case DownloadEvent.TransientError e -> screen.accept("not now: " + e.error());
                    case DownloadEvent.Failed e -> screen.accept("failed: " + e.error());
                    default -> { }
                }
            }, NotifyOptions.defaults().withProgress(Duration.ofMillis(200)));
            TransferOptions options = TransferOptions.defaults().completing().cancellingOnFailure();
            CompletableFuture<DownloadResult> done = download.whenTransferred(options);
            download.start();
            done.get(10, TimeUnit.MINUTES); // finalized: the file has its name
        }
    }
    // README ends
}
