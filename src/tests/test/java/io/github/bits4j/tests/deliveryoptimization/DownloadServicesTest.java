package io.github.bits4j.tests.deliveryoptimization;

import static io.github.bits4j.tests.deliveryoptimization.DownloadsTest.awaitState;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.ErrorKind;
import io.github.bits4j.FileRange;
import io.github.bits4j.com.HResult;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationException;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadCostPolicy;
import io.github.bits4j.deliveryoptimization.DownloadEvent;
import io.github.bits4j.deliveryoptimization.DownloadProperty;
import io.github.bits4j.deliveryoptimization.DownloadResult;
import io.github.bits4j.deliveryoptimization.DownloadState;
import io.github.bits4j.deliveryoptimization.DownloadStatus;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.NoLeaks;
import io.github.bits4j.tests.support.TestService;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every service of downloads does: the embedded one, and the system's where there is one. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"EMBEDDED_DELIVERY_OPTIMIZATION", "SYSTEM_DELIVERY_OPTIMIZATION"})
@ExtendWith(NoLeaks.class)
class DownloadServicesTest {
    private static final int SIZE = 200_000;

    @Parameter
    TestService which;

    @TempDir
    Path directory;

    private final String name = "bits4j " + UUID.randomUUID();
    private final LoopbackServer server = LoopbackServer.start();
    private final ServedFile remote = server.file("/file", LoopbackServer.bytes(SIZE, 5));
    private @Nullable EmbeddedService embedded;
    private DeliveryOptimizationManager manager;

    @BeforeEach
    void open() {
        if (which.isEmbedded()) {
            embedded = EmbeddedService.inMemory(which.kind());
            manager = embedded.connectDeliveryOptimization();
            return;
        }
        Assumptions.assumeTrue(TestService.WINDOWS, "this system has no Delivery Optimization");
        try {
            manager = DeliveryOptimizationManager.connect();
        } catch (DeliveryOptimizationException e) {
            assertThat(e.kind()).as(e.getMessage()).isEqualTo(ErrorKind.SERVICE_DISABLED);
            Assumptions.abort(TestService.WINE ? "Wine has no Delivery Optimization" : e.getMessage());
        }
    }

    @AfterEach
    void close() {
        if (manager != null) {
            manager.downloads(DownloadProperty.DISPLAY_NAME, name).forEach(Download::abort);
            manager.close();
        }
        if (embedded != null) {
            embedded.close();
        }
        server.close();
    }

    private Download download() {
        Download download = manager.createDownload();
        download.setDisplayName(name);
        download.setUri(remote.uri());
        download.setForeground(true);
        return download;
    }

    @Test
    void a_file_has_its_name_when_the_download_is_finalized() {
        Path local = directory.resolve("file");
        try (Download download = download()) {
            download.setLocalPath(local);
            assertThat(download.status().state()).isEqualTo(DownloadState.CREATED);
            download.start();
            awaitState(download, DownloadState.TRANSFERRED);
            assertThat(download.status().bytesTransferred()).isEqualTo(SIZE);
            download.finalizeDownload();
            assertThat(download.status().state()).isEqualTo(DownloadState.FINALIZED);
        }
        assertThat(local).hasBinaryContent(remote.content());
    }

    @Test
    void ranges_of_a_file_lie_at_their_offsets() throws Exception {
        Path local = directory.resolve("ranges");
        try (Download download = download()) {
            download.setLocalPath(local);
            download.start(List.of(FileRange.of(1000, 500), FileRange.of(150_000, 7)));
            awaitState(download, DownloadState.TRANSFERRED);
            assertThat(download.status().bytesTransferred()).isEqualTo(507);
            download.finalizeDownload();
        }
        byte[] bytes = Files.readAllBytes(local);
        assertThat(Arrays.copyOfRange(bytes, 1000, 1500)).isEqualTo(Arrays.copyOfRange(remote.content(), 1000, 1500));
        assertThat(Arrays.copyOfRange(bytes, 150_000, 150_007))
                .isEqualTo(Arrays.copyOfRange(remote.content(), 150_000, 150_007));
    }

    @Test
    void a_stream_gets_the_content() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DownloadResult result = manager.download(remote.uri(), bytes).get(2, TimeUnit.MINUTES);
        assertThat(result.state()).isEqualTo(DownloadState.FINALIZED);
        assertThat(bytes.toByteArray()).isEqualTo(remote.content());
    }

    @Test
    void properties_are_read_as_they_were_set() {
        try (Download download = download()) {
            download.setLocalPath(directory.resolve("properties"));
            download.setCostPolicy(DownloadCostPolicy.NO_SURCHARGE);
            download.setNoProgressTimeout(Duration.ofMinutes(5));
            download.setCallbackInterval(Duration.ofSeconds(2));
            assertThat(download.id()).isNotEmpty();
            assertThat(download.displayName()).contains(name);
            assertThat(download.uri()).contains(remote.uri());
            assertThat(download.localPath()).contains(directory.resolve("properties"));
            assertThat(download.isForeground()).isTrue();
            assertThat(download.costPolicy()).contains(DownloadCostPolicy.NO_SURCHARGE);
            assertThat(download.noProgressTimeout()).contains(Duration.ofMinutes(5));
            assertThat(download.callbackInterval()).isEqualTo(Duration.ofSeconds(2));
            download.abort();
        }
    }

    @Test
    void the_status_callback_and_the_listener_hear_of_the_end() {
        List<DownloadStatus> told = new CopyOnWriteArrayList<>();
        DownloadLog log = new DownloadLog();
        try (Download direct = download(); Download heard = download()) {
            direct.setLocalPath(directory.resolve("direct"));
            direct.setStatusCallback((_, status) -> {
                told.add(status);
                return HResult.S_OK;
            });
            heard.setLocalPath(directory.resolve("heard"));
            heard.setStatusListener(log);
            direct.start();
            heard.start();
            log.await(DownloadEvent.Transferred.class);
            Await.until("the callback", () -> told.stream().anyMatch(s -> s.state() == DownloadState.TRANSFERRED));
            direct.clearStatusCallback();
            direct.finalizeDownload();
            heard.finalizeDownload();
        }
    }

    @Test
    void a_download_is_found_by_its_name_and_id_until_it_is_aborted() {
        try (Download download = download()) {
            List<Download> found = manager.downloads(DownloadProperty.DISPLAY_NAME, name);
            assertThat(found).extracting(Download::id).containsExactly(download.id());
            found.forEach(Download::close);
            manager.findDownload(download.id()).orElseThrow().close();
            download.abort();
            assertThat(download.status().state()).isEqualTo(DownloadState.ABORTED);
            assertThat(manager.downloads(DownloadProperty.DISPLAY_NAME, name)).isEmpty();
        }
    }
}
