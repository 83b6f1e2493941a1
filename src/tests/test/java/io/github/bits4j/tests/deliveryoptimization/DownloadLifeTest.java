package io.github.bits4j.tests.deliveryoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.ErrorKind;
import io.github.bits4j.FileRange;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationException;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadError;
import io.github.bits4j.deliveryoptimization.DownloadProperty;
import io.github.bits4j.deliveryoptimization.DownloadState;
import io.github.bits4j.deliveryoptimization.DownloadStatus;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.TestService;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class DownloadLifeTest extends DownloadsTest {

    @Test
    void a_whole_file_has_its_name_when_it_is_finalized() throws Exception {
        ServedFile remote = served(SIZE);
        Download download = download(remote, "whole");
        assertThat(download.status()).isEqualTo(new DownloadStatus(
                OptionalLong.empty(), 0, DownloadState.CREATED, DownloadState.CREATED.code(), Optional.empty()));
        download.start();
        awaitState(download, DownloadState.TRANSFERRED);
        assertThat(download.status()).isEqualTo(new DownloadStatus(
                OptionalLong.of(SIZE), SIZE, DownloadState.TRANSFERRED, DownloadState.TRANSFERRED.code(), Optional.empty()));
        assertThat(directory.resolve("whole")).doesNotExist();
        download.finalizeDownload();
        download.finalizeDownload();
        assertThat(download.status().state()).isEqualTo(DownloadState.FINALIZED);
        assertThat(download.status().state().isFinal()).isTrue();
        assertThat(Files.readAllBytes(directory.resolve("whole"))).isEqualTo(remote.content());
        assertThat(failure(HResult.DO_E_INVALID_STATE, download::start).kind()).isEqualTo(ErrorKind.INVALID_STATE);
        failure(HResult.DO_E_INVALID_STATE, download::pause);
        failure(HResult.DO_E_INVALID_STATE, download::abort);
        failure(HResult.DO_E_INVALID_STATE, () -> download.setDisplayName("too late"));
    }

    @Test
    void ranges_lie_at_their_offsets_and_others_may_follow() throws Exception {
        ServedFile remote = served(SIZE);
        Download download = download(remote, "parts");
        download.start(List.of(FileRange.of(1000, 50), FileRange.of(200_000, 1)));
        awaitState(download, DownloadState.TRANSFERRED);
        assertThat(download.status().bytesTransferred()).isEqualTo(51);
        assertThat(download.status().bytesTotal()).hasValue(51);
        download.start(List.of(FileRange.from(SIZE - 10)));
        awaitState(download, DownloadState.TRANSFERRED);
        assertThat(download.status().bytesTransferred()).isEqualTo(61);
        download.finalizeDownload();
        byte[] local = Files.readAllBytes(directory.resolve("parts"));
        assertThat(Arrays.copyOfRange(local, 1000, 1050)).isEqualTo(Arrays.copyOfRange(remote.content(), 1000, 1050));
        assertThat(local[200_000]).isEqualTo(remote.content()[200_000]);
        assertThat(Arrays.copyOfRange(local, SIZE - 10, SIZE))
                .isEqualTo(Arrays.copyOfRange(remote.content(), SIZE - 10, SIZE));
    }

    @Test
    void ranges_are_refused_if_there_are_none_or_they_overlap() {
        Download download = download(served(SIZE), "parts");
        assertThatThrownBy(() -> download.start(List.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ranges: must not be empty");
        failure(HResult.DO_E_OVERLAPPING_RANGES, () -> download.start(List.of(FileRange.of(0, 10), FileRange.of(5, 10))));
    }

    @Test
    void a_download_is_paused_and_resumed() throws Exception {
        Gate gate = new Gate();
        ServedFile remote = served(SIZE).onNext(1, Fault.holdAfter(100_000, gate));
        Download download = download(remote, "paused");
        download.start();
        gate.awaitReached();
        assertThat(download.status().state()).isEqualTo(DownloadState.TRANSFERRING);
        failure(HResult.DO_E_INVALID_STATE, () -> download.setUri(remote.uri()));
        failure(HResult.DO_E_INVALID_STATE, () -> download.setLocalPath(directory.resolve("other")));
        download.pause();
        assertThat(download.status().state()).isEqualTo(DownloadState.PAUSED);
        assertThat(download.status().error()).isEmpty();
        gate.open();
        download.resume();
        awaitState(download, DownloadState.TRANSFERRED);
        download.finalizeDownload();
        assertThat(Files.readAllBytes(directory.resolve("paused"))).isEqualTo(remote.content());
    }

    @Test
    void resuming_what_was_never_started_fetches_the_whole_file() throws Exception {
        ServedFile remote = served(1000);
        Download download = download(remote, "resumed");
        download.resume();
        awaitState(download, DownloadState.TRANSFERRED);
        download.finalizeDownload();
        assertThat(Files.readAllBytes(directory.resolve("resumed"))).isEqualTo(remote.content());
    }

    @Test
    void an_aborted_download_leaves_no_file() throws Exception {
        Download download = download(served(SIZE), "aborted");
        download.start();
        awaitState(download, DownloadState.TRANSFERRED);
        download.abort();
        download.abort();
        assertThat(download.status().state()).isEqualTo(DownloadState.ABORTED);
        assertThat(directory).isEmptyDirectory();
        failure(HResult.DO_E_INVALID_STATE, download::finalizeDownload);
    }

    @Test
    void what_is_missing_is_said_at_the_start() {
        Download nothing = manager.createDownload();
        assertThat(failure(HResult.DO_E_DOWNLOAD_NO_URI, nothing::start)).hasMessageContaining("IDODownload::Start");
        nothing.setUri(served(1).uri());
        failure(HResult.DO_E_FILE_DOWNLOADSINK_UNSPECIFIED, nothing::start);
        failure(HResult.DO_E_INVALID_STATE, nothing::finalizeDownload);
    }

    @Test
    void an_error_says_what_and_whether_it_passes() {
        Download missing = download(served(10).always(Fault.status(404)), "missing");
        missing.start();
        awaitState(missing, DownloadState.PAUSED);
        DownloadError error = missing.status().error().orElseThrow();
        assertThat(error.httpStatus()).hasValue(404);
        assertThat(error.kind()).isEqualTo(ErrorKind.HTTP_STATUS);
        assertThat(error.isTransient()).isFalse();
        assertThat(error.hresultName()).isEqualTo("BG_E_HTTP_ERROR_404");
        assertThat(error.description()).isNotEmpty();
        assertThat(error.remedy()).isPresent();
        assertThat(error.toException()).hasMessageContaining("BG_E_HTTP_ERROR_404").hasNoCause();
        assertThat(error.toString()).contains("0x80190194");

        Download busy = download(served(10).always(Fault.status(503)), "busy");
        busy.start();
        awaitState(busy, DownloadState.PAUSED);
        assertThat(busy.status().error().orElseThrow().isTransient()).isTrue();
    }

    @Test
    void downloads_are_found_by_category_until_they_end() {
        ServedFile remote = served(10);
        Download first = download(remote, "first");
        Download second = download(served(10), "second");
        second.setDisplayName("the second");
        second.setContentId("content");
        assertThat(manager.downloads()).extracting(Download::id).containsExactlyInAnyOrder(first.id(), second.id());
        assertThat(Guid.parse(first.id())).isNotNull();
        found(DownloadProperty.ID, second.id(), second);
        found(DownloadProperty.URI, remote.uri().toString(), first);
        found(DownloadProperty.DISPLAY_NAME, "the second", second);
        found(DownloadProperty.CONTENT_ID, "content", second);
        found(DownloadProperty.LOCAL_PATH, directory.resolve("first").toString(), first);
        assertThat(manager.downloads(DownloadProperty.DISPLAY_NAME, "nobody's")).isEmpty();
        assertThat(manager.findDownload(first.id()).orElseThrow().uri()).hasValue(remote.uri());
        first.abort();
        assertThat(manager.findDownload(first.id())).isEmpty();
        assertThat(manager.downloads()).hasSize(1);
        assertThatThrownBy(() -> manager.downloads(DownloadProperty.COST_POLICY, "1"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("category: must be one of");
    }

    private void found(DownloadProperty category, String value, Download expected) {
        assertThat(manager.downloads(category, value)).as(category.toString()).extracting(Download::id)
                .containsExactly(expected.id());
    }

    @Test
    void more_downloads_than_an_enumerator_gives_at_once_are_all_found() {
        for (int i = 0; i < 40; i++) {
            manager.createDownload();
        }
        assertThat(manager.downloads()).hasSize(40);
    }

    @Test
    void closing_a_download_ends_nothing() throws Exception {
        Gate gate = new Gate();
        ServedFile remote = served(SIZE).onNext(1, Fault.holdAfter(10, gate));
        Download download = download(remote, "goes-on");
        String id = download.id();
        download.start();
        gate.awaitReached();
        download.close();
        download.close();
        assertThatThrownBy(download::status).isInstanceOf(IllegalStateException.class);
        gate.open();
        Download again = manager.findDownload(id).orElseThrow();
        awaitState(again, DownloadState.TRANSFERRED);
        again.finalizeDownload();
        assertThat(directory.resolve("goes-on")).hasBinaryContent(remote.content());
    }

    @Test
    void a_pointer_of_somebody_else_is_used_with_a_reference_of_its_own() {
        Download download = download(served(10), "shared");
        try (Download shared = manager.download(download.pointer())) {
            assertThat(shared.id()).isEqualTo(download.id());
        }
        assertThat(download.uri()).isPresent();
        try (var other = DeliveryOptimizationManager.of(manager.pointer());
                var byOtherInterface = DeliveryOptimizationManager.of(service.pointer())) {
            assertThat(other.findDownload(download.id())).isPresent();
            assertThat(byOtherInterface.downloads()).hasSize(1);
        }
    }

    @Test
    void a_blocking_start_returns_when_all_is_there_and_throws_what_stops_it() {
        Download good = download(served(SIZE), "good");
        good.setBlocking(true);
        good.start();
        assertThat(good.status().state()).isEqualTo(DownloadState.TRANSFERRED);
        Download bad = download(served(SIZE).always(Fault.status(404)), "bad");
        bad.setBlocking(true);
        assertThat(failure(0x80190194, bad::start).kind()).isEqualTo(ErrorKind.HTTP_STATUS);
    }

    @Test
    void what_is_in_the_foreground_does_not_wait_for_what_is_in_the_background() throws Exception {
        Gate gate = new Gate();
        Download first = download(served(SIZE).onNext(1, Fault.holdAfter(10, gate)), "first");
        first.start();
        gate.awaitReached();
        ServedFile waiting = served(SIZE - 1);
        Download second = download(waiting, "second");
        second.start();
        Download foreground = download(served(SIZE - 2), "foreground");
        foreground.setForeground(true);
        foreground.start();
        awaitState(foreground, DownloadState.TRANSFERRED);
        assertThat(waiting.requests()).as("in the background one goes after the other").isZero();
        second.setForeground(true);
        awaitState(second, DownloadState.TRANSFERRED);
        gate.open();
        awaitState(first, DownloadState.TRANSFERRED);
    }

    @Test
    void a_service_that_has_ended_is_told_by_each_call() {
        Download download = download(served(10), "gone");
        service.close();
        for (Runnable call : List.<Runnable>of(download::status, download::start, () -> download.setForeground(true))) {
            DeliveryOptimizationException e = failure(0x800706BA, call::run);
            assertThat(e.kind()).isEqualTo(ErrorKind.SERVICE_GONE);
            assertThat(e.isServiceGone()).isTrue();
            assertThat(e.isNotDone()).isTrue();
            assertThat(e).hasMessageContaining("Make another manager");
        }
        failure(0x800706BA, manager::createDownload);
        service = newService();
        DeliveryOptimizationManager again = service.connectDeliveryOptimization();
        assertThat(again.downloads()).isEmpty();
        manager.close();
        manager = again;
    }

    @Test
    void other_systems_have_none() {
        Assumptions.assumeFalse(TestService.WINDOWS, "Windows may have one");
        assertThatThrownBy(DeliveryOptimizationManager::connect).isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Delivery Optimization, which is a service of Windows");
    }

    @Test
    void a_closed_manager_refuses() {
        DeliveryOptimizationManager other = service.connectDeliveryOptimization();
        Download download = other.createDownload();
        other.close();
        other.close();
        assertThatThrownBy(other::createDownload).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(download::status).isInstanceOf(IllegalStateException.class);
    }
}
