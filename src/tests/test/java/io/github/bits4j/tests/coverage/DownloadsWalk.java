package io.github.bits4j.tests.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.ServiceKind;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadState;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.BitsTestKit;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads of Delivery Optimization's own interfaces, with their manager and their callback. */
abstract class DownloadsWalk {
    private static final byte[] CONTENT = LoopbackServer.bytes(50_000, 3);

    @TempDir
    Path directory;

    @Test
    void downloads_go_from_their_beginning_to_either_end() throws Exception {
        try (BitsTestKit kit = BitsTestKit.start(ServiceKind.DELIVERY_OPTIMIZATION);
                DeliveryOptimizationManager manager = DeliveryOptimizationManager.of(kit.manager().pointer())) {
            Gate gate = new Gate();
            ServedFile remote = kit.server().file("/walk", CONTENT).onNext(1, Fault.holdAfter(100, gate));
            Download download = manager.createDownload();
            AtomicInteger calls = new AtomicInteger();
            download.setStatusCallback((told, status) -> {
                calls.incrementAndGet();
                return 0;
            });
            download.setUri(remote.uri());
            download.setLocalPath(directory.resolve("walked"));
            download.start();
            gate.awaitReached();
            download.pause();
            gate.open();
            download.resume();
            Await.until("the transfer", () -> download.status().state() == DownloadState.TRANSFERRED);
            download.finalizeDownload();
            assertThat(directory.resolve("walked")).hasBinaryContent(CONTENT);
            Await.until("the callback", () -> calls.get() > 0);

            Download other = manager.createDownload();
            assertThat(manager.downloads()).extracting(Download::id).containsExactly(other.id());
            other.abort();
            assertThat(manager.downloads()).isEmpty();
        }
    }
}
