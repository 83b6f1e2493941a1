package io.github.bits4j.tests.deliveryoptimization;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.FileRange;
import io.github.bits4j.NotifyOptions;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.HResult;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadCostPolicy;
import io.github.bits4j.deliveryoptimization.DownloadEvent;
import io.github.bits4j.deliveryoptimization.DownloadProperty;
import io.github.bits4j.deliveryoptimization.DownloadState;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.Sta;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Callers in a single-threaded apartment. */
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "only Windows has apartments")
class DownloadApartmentTest extends DownloadsTest {

    @Test
    void properties_of_each_type_are_set_and_read() throws Exception {
        ServedFile remote = served(10);
        Sta.run(() -> {
            Download download = download(remote, "x");
            assertThat(download.displayName()).as("not set").isEmpty();
            download.setDisplayName("a text");
            assertThat(download.displayName()).hasValue("a text");
            download.setForeground(true);
            assertThat(download.isForeground()).isTrue();
            download.setCostPolicy(DownloadCostPolicy.NO_SURCHARGE);
            assertThat(download.costPolicy()).hasValue(DownloadCostPolicy.NO_SURCHARGE);
            download.setTotalSize(10);
            assertThat(download.totalSize()).hasValue(10);
            assertThat(download.supports(DownloadProperty.CALLBACK_INTERFACE)).isTrue();
            failure(HResult.DO_E_READ_ONLY_PROPERTY, () ->
                    download.setProperty(DownloadProperty.ID.id(), download.property(DownloadProperty.ID.id())));
            Download same = manager.findDownload(download.id()).orElseThrow();
            assertThat(same.uri()).hasValue(remote.uri());
            same.close();
        });
    }

    @Test
    void ranges_go_into_a_stream_and_the_callback_tells_of_it() throws Exception {
        ServedFile remote = served(1000);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DownloadLog log = new DownloadLog();
        Sta.run(() -> {
            Download download = manager.createDownload();
            download.setUri(remote.uri());
            download.setStream(bytes);
            try (ComPointer stream = download.stream().orElseThrow()) {
                assertThat(stream.segment().address()).isNotZero();
            }
            download.setStatusListener(log, NotifyOptions.defaults().withoutPolling());
            assertThat(download.statusCallback()).hasValueSatisfying(ComPointer::close);
            download.start(List.of(FileRange.of(500, 20), FileRange.of(100, 10)));
            awaitState(download, DownloadState.TRANSFERRED);
            assertThat(download.status().bytesTransferred()).isEqualTo(30);
            log.await(DownloadEvent.Transferred.class);
            download.clearStatusCallback();
            download.finalizeDownload();
        });
        assertThat(Arrays.copyOf(bytes.toByteArray(), 20)).isEqualTo(Arrays.copyOfRange(remote.content(), 500, 520));
        assertThat(Arrays.copyOfRange(bytes.toByteArray(), 20, 30)).isEqualTo(Arrays.copyOfRange(remote.content(), 100, 110));
    }

    @Test
    void what_a_proxy_refuses_is_called_from_the_mta() throws Exception {
        try (FakeManager other = new FakeManager(); DeliveryOptimizationManager client = other.connect()) {
            FakeDownload fake = other.add();
            Sta.run(() -> {
                fake.refused = Thread.currentThread();
                Download download = client.createDownload();
                download.setDisplayName("a text");
                assertThat(download.displayName()).hasValue("a text");
                download.setStatusListener(event -> { }, NotifyOptions.defaults().withoutPolling());
                assertThat(fake.hasCallback()).isTrue();
                download.start(List.of(FileRange.of(1, 2)));
                assertThat(download.status().state()).isEqualTo(DownloadState.CREATED);
                download.close();
                assertThat(fake.hasCallback()).as("a callback after the end").isFalse();
            });
        }
    }
}
