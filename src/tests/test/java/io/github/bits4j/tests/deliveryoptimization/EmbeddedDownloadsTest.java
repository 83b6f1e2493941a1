package io.github.bits4j.tests.deliveryoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadProperty;
import io.github.bits4j.deliveryoptimization.DownloadState;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.NoLeaks;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The modern interfaces of an embedded service: whose downloads its users find, and which survive it. */
@ExtendWith(NoLeaks.class)
class EmbeddedDownloadsTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(20_000, 4);

    @TempDir
    Path directory;

    @Test
    void each_user_finds_his_own_downloads_only() {
        try (EmbeddedService service = EmbeddedService.inMemory(ServiceKind.DELIVERY_OPTIMIZATION);
                DeliveryOptimizationManager one = service.connectDeliveryOptimizationAs("one");
                DeliveryOptimizationManager two = service.connectDeliveryOptimizationAs("two");
                DeliveryOptimizationManager again = service.connectDeliveryOptimizationAs("one");
                BackgroundCopyManager administrator = service.connectAsAdministrator("chief")) {
            Download first = one.createDownload();
            Download second = two.createDownload();
            first.setDisplayName("same name");
            second.setDisplayName("same name");
            assertThat(one.downloads()).extracting(Download::id).containsExactly(first.id());
            assertThat(two.downloads()).extracting(Download::id).containsExactly(second.id());
            assertThat(again.downloads(DownloadProperty.DISPLAY_NAME, "same name")).extracting(Download::id)
                    .containsExactly(first.id());
            assertThat(two.findDownload(first.id())).isEmpty();
            assertThat(again.findDownload(first.id())).isPresent();
            assertThat(administrator.jobsOfAllUsers()).isEmpty();
            first.abort();
            assertThat(again.downloads()).isEmpty();
            assertThat(two.downloads()).hasSize(1);
        }
        try (EmbeddedService bits = EmbeddedService.inMemory()) {
            assertThatThrownBy(() -> bits.connectDeliveryOptimizationAs("one")).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void what_is_not_volatile_is_found_again_when_the_store_is_opened() throws Exception {
        Path store = directory.resolve("store");
        Path file = directory.resolve("file");
        String kept;
        String dropped;
        try (LoopbackServer server = LoopbackServer.start()) {
            ServedFile remote = server.file("/file", CONTENT);
            try (EmbeddedService service = EmbeddedService.open(store, ServiceKind.DELIVERY_OPTIMIZATION);
                    DeliveryOptimizationManager manager = service.connectDeliveryOptimization()) {
                Download download = manager.createDownload();
                download.setUri(remote.uri());
                download.setLocalPath(file);
                download.setDisplayName("kept");
                download.setNonVolatile(true);
                kept = download.id();
                dropped = manager.createDownload().id();
            }
            try (EmbeddedService service = EmbeddedService.open(store, ServiceKind.DELIVERY_OPTIMIZATION);
                    DeliveryOptimizationManager manager = service.connectDeliveryOptimization();
                    DeliveryOptimizationManager other = service.connectDeliveryOptimizationAs("somebody else")) {
                assertThat(manager.findDownload(dropped)).isEmpty();
                assertThat(other.findDownload(kept)).isEmpty();
                Download download = manager.findDownload(kept).orElseThrow();
                assertThat(download.displayName()).hasValue("kept");
                assertThat(download.uri()).hasValue(remote.uri());
                assertThat(download.isNonVolatile()).isTrue();
                download.start();
                Await.until("the transfer", () -> download.status().state() == DownloadState.TRANSFERRED);
                download.finalizeDownload();
                assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
            }
        }
    }
}
