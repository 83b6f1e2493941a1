package io.github.bits4j.tests.deliveryoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bits4j.ErrorKind;
import io.github.bits4j.TransferException;
import io.github.bits4j.TransferException.Reason;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.TransientErrorPolicy;
import io.github.bits4j.TransientErrorPolicy.Decision;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationException;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadResult;
import io.github.bits4j.deliveryoptimization.DownloadState;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.FailingStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The ways in which a future ends, and what becomes of its download. */
class DownloadFutureTest extends DownloadsTest {
    private static final TransferOptions COMPLETING = TransferOptions.defaults().completing();

    private static DownloadResult get(CompletableFuture<DownloadResult> future) {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static TransferException failed(CompletableFuture<DownloadResult> future, Reason reason) {
        Throwable thrown = catchThrowable(() -> get(future));
        assertThat(thrown).isInstanceOf(CompletionException.class);
        assertThat(thrown.getCause()).isInstanceOf(TransferException.class);
        TransferException e = (TransferException) thrown.getCause();
        assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason);
        return e;
    }

    @Test
    void it_ends_when_all_is_there() {
        Download download = download(served(SIZE), "transferred");
        CompletableFuture<DownloadResult> future = download.whenTransferred();
        download.start();
        assertThat(get(future)).isEqualTo(
                new DownloadResult(download.id(), DownloadState.TRANSFERRED, SIZE, Optional.empty()));
        assertThat(get(download.whenTransferred(Duration.ofMinutes(1))).state()).isEqualTo(DownloadState.TRANSFERRED);
    }

    @Test
    void it_finalizes_if_asked_to() {
        ServedFile remote = served(SIZE);
        Download download = download(remote, "finalized");
        CompletableFuture<DownloadResult> future = download.whenTransferred(COMPLETING);
        download.start();
        assertThat(get(future)).isEqualTo(new DownloadResult(
                download.id(), DownloadState.FINALIZED, SIZE, Optional.of(directory.resolve("finalized"))));
        assertThat(directory.resolve("finalized")).hasBinaryContent(remote.content());
        assertThat(get(download.whenTransferred()).state()).as("a later one").isEqualTo(DownloadState.FINALIZED);
    }

    @Test
    void a_lasting_error_ends_it() {
        Download download = download(served(10).always(Fault.status(404)), "missing");
        CompletableFuture<DownloadResult> future = download.whenTransferred();
        download.start();
        TransferException e = failed(future, Reason.ERROR);
        assertThat(e.error().orElseThrow().kind()).isEqualTo(ErrorKind.HTTP_STATUS);
        assertThat(e.error().orElseThrow().remoteName()).hasValue(download.uri().orElseThrow().toString());
        assertThat(e.error().orElseThrow().toString()).contains("0x80190194", "Delivery Optimization");
        assertThat(e.getCause()).isInstanceOfSatisfying(DeliveryOptimizationException.class,
                cause -> assertThat(cause.kind()).isEqualTo(ErrorKind.HTTP_STATUS));
        assertThat(e.jobId().orElseThrow().toString()).isEqualToIgnoringCase(download.id().replaceAll("[{}]", ""));
        assertThat(download.status().state()).as("the download stays").isEqualTo(DownloadState.PAUSED);
    }

    @Test
    void what_a_stream_throws_is_its_cause() throws Exception {
        IOException full = new IOException("full");
        Download download = manager.createDownload();
        download.setUri(served(10).uri());
        download.setStream(new FailingStream(full));
        CompletableFuture<DownloadResult> future = download.whenTransferred();
        download.start();
        assertThat(failed(future, Reason.ERROR)).hasCause(full);
    }

    @Test
    void a_passing_error_is_for_the_policy() {
        Download failing = download(served(10).always(Fault.status(503)), "failing");
        CompletableFuture<DownloadResult> future =
                failing.whenTransferred(TransferOptions.defaults().withTransientErrors(TransientErrorPolicy.FAIL));
        failing.start();
        assertThat(failed(future, Reason.TRANSIENT_ERROR).error().orElseThrow().httpStatus()).hasValue(503);

        ServedFile recovering = served(10).onNext(2, Fault.status(503));
        Download retried = download(recovering, "retried");
        CompletableFuture<DownloadResult> second = retried.whenTransferred(TransferOptions.defaults()
                .withTransientErrors((error, consecutive) -> consecutive < 5 ? Decision.RETRY_NOW : Decision.FAIL));
        retried.start();
        assertThat(get(second).state()).isEqualTo(DownloadState.TRANSFERRED);

        Download thrown = download(served(10).always(Fault.status(503)), "thrown");
        CompletableFuture<DownloadResult> third = thrown.whenTransferred(TransferOptions.defaults()
                .withTransientErrors((error, consecutive) -> {
                    throw new IllegalArgumentException("from the policy");
                }));
        thrown.start();
        assertThat(failed(third, Reason.TRANSIENT_ERROR)).hasRootCauseMessage("from the policy");
    }

    @Test
    void an_abort_by_somebody_else_ends_it() {
        Download download = download(served(10), "aborted");
        CompletableFuture<DownloadResult> future = download.whenTransferred();
        manager.findDownload(download.id()).orElseThrow().abort();
        failed(future, Reason.CANCELLED);
    }

    @Test
    void a_pause_ends_it_if_asked_to() throws Exception {
        Gate gate = new Gate();
        Download download = download(served(SIZE).onNext(1, Fault.holdAfter(10, gate)), "paused");
        CompletableFuture<DownloadResult> future =
                download.whenTransferred(TransferOptions.defaults().failingWhenSuspended());
        download.start();
        gate.awaitReached();
        Thread.sleep(50);
        download.pause();
        failed(future, Reason.SUSPENDED);
        gate.open();
    }

    @Test
    void a_standstill_ends_it() {
        Download download = download(served(10), "never-started");
        TransferException e = failed(download.whenTransferred(Duration.ofMillis(50)), Reason.STALLED);
        assertThat(e).hasMessageContaining("the download is CREATED");
    }

    @Test
    void the_services_end_ends_it() {
        Download download = download(served(10), "lost");
        CompletableFuture<DownloadResult> future = download.whenTransferred();
        service.close();
        assertThat(failed(future, Reason.SERVICE_LOST).getCause()).isInstanceOf(DeliveryOptimizationException.class);
        service = newService();
        manager.close();
        manager = service.connectDeliveryOptimization();
    }

    @Test
    void closing_ends_it_and_the_download_goes_on_unless_it_is_to_be_aborted() {
        Download kept = download(served(10), "kept");
        CompletableFuture<DownloadResult> future = kept.whenTransferred();
        String id = kept.id();
        kept.close();
        failed(future, Reason.CLOSED);
        assertThat(manager.findDownload(id)).isPresent();

        Download dropped = download(served(10), "dropped");
        String other = dropped.id();
        CompletableFuture<DownloadResult> second =
                dropped.whenTransferred(TransferOptions.defaults().cancellingOnFailure());
        dropped.close();
        failed(second, Reason.CLOSED);
        assertThat(manager.findDownload(other)).isEmpty();
    }

    @Test
    void cancelling_it_aborts_the_download() {
        Download download = download(served(10), "cancelled");
        CompletableFuture<DownloadResult> future = download.whenTransferred();
        future.cancel(true);
        assertThat(download.status().state()).isEqualTo(DownloadState.ABORTED);
    }

    // Downloads of the manager's

    @Test
    void a_manager_downloads_into_a_file() {
        ServedFile remote = served(SIZE);
        Path local = directory.resolve("new/directory/file");
        DownloadResult result = get(manager.download(remote.uri(), local));
        assertThat(result.state()).isEqualTo(DownloadState.FINALIZED);
        assertThat(result.file()).hasValue(local);
        assertThat(local).hasBinaryContent(remote.content());
        assertThat(manager.downloads()).isEmpty();
    }

    @Test
    void a_manager_downloads_into_a_channel_and_into_a_stream() throws Exception {
        ServedFile remote = served(SIZE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(get(manager.download(remote.uri(), bytes)).file()).isEmpty();
        assertThat(bytes.toByteArray()).isEqualTo(remote.content());
        Path local = directory.resolve("channel");
        try (FileChannel channel = FileChannel.open(local, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(get(manager.download(remote.uri(), channel)).bytesTransferred()).isEqualTo(SIZE);
        }
        assertThat(local).hasBinaryContent(remote.content());
    }

    @Test
    void a_download_of_the_managers_is_set_up_by_its_caller() {
        ServedFile remote = served(SIZE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CompletableFuture<DownloadResult> future;
        try {
            future = manager.download(TransferOptions.defaults(), download -> {
                assertThat(download.isForeground()).isTrue();
                download.setUri(remote.uri());
                download.setStream(Channels.newChannel(bytes));
                download.setDisplayName("mine");
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        get(future);
        assertThat(bytes.toByteArray()).isEqualTo(remote.content());
    }

    @Test
    void what_fails_at_the_beginning_is_thrown_and_leaves_no_download() {
        assertThat(catchThrowableOfType(IllegalArgumentException.class,
                () -> manager.download(URI.create("relative"), directory.resolve("x")))).isNotNull();
        assertThat(catchThrowableOfType(IllegalStateException.class, () -> manager.download(TransferOptions.defaults(), _ -> {
            throw new IllegalStateException("from the setup");
        }))).hasMessage("from the setup");
        Await.until("no download", () -> manager.downloads().isEmpty());
    }

    @Test
    void what_fails_later_leaves_no_download_either() throws Exception {
        CompletableFuture<DownloadResult> missing =
                manager.download(served(10).always(Fault.status(404)).uri(), directory.resolve("missing"));
        failed(missing, Reason.ERROR);
        assertThat(manager.downloads()).isEmpty();

        Gate gate = new Gate();
        ServedFile remote = served(SIZE).always(Fault.holdAfter(10, gate));
        CompletableFuture<DownloadResult> cancelled = manager.download(remote.uri(), directory.resolve("cancelled"));
        gate.awaitReached();
        cancelled.cancel(true);
        assertThat(catchThrowable(cancelled::join)).isInstanceOf(CancellationException.class);
        assertThat(manager.downloads()).isEmpty();

        CompletableFuture<DownloadResult> late = manager.download(remote.uri(), directory.resolve("late"));
        late.completeExceptionally(new IllegalStateException("enough"));
        Await.until("no download", () -> manager.downloads().isEmpty());

        var other = service.connectDeliveryOptimization();
        CompletableFuture<DownloadResult> closed = other.download(remote.uri(), directory.resolve("closed"),
                TransferOptions.defaults().withoutStallTimeout());
        other.close();
        failed(closed, Reason.CLOSED);
        assertThat(manager.downloads()).isEmpty();
        gate.open();
    }
}
