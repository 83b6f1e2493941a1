package io.github.bits4j.tests.deliveryoptimization;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.NotifyOptions;
import io.github.bits4j.TransferException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.HResult;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadEvent;
import io.github.bits4j.deliveryoptimization.DownloadEvent.Origin;
import io.github.bits4j.deliveryoptimization.DownloadState;
import io.github.bits4j.deliveryoptimization.DownloadStatus;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.ServedFile;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class DownloadEventsTest extends DownloadsTest {
    private static final NotifyOptions NOTIFIED = NotifyOptions.defaults().withoutPolling();
    private static final NotifyOptions POLLED = NotifyOptions.defaults().withPollInterval(Duration.ofMillis(20));

    @Test
    void a_listener_is_told_from_the_state_of_the_moment_to_the_end() {
        Download download = download(served(SIZE), "listened");
        DownloadLog log = new DownloadLog();
        download.setStatusListener(log, NOTIFIED.withProgress(Duration.ofMillis(1)));
        DownloadEvent.StateChanged first = log.await(DownloadEvent.StateChanged.class);
        assertThat(first).isEqualTo(new DownloadEvent.StateChanged(
                download, Optional.empty(), DownloadState.CREATED, Origin.POLL));
        download.start();
        DownloadEvent.Transferred transferred = log.await(DownloadEvent.Transferred.class);
        assertThat(transferred.status().bytesTransferred()).isEqualTo(SIZE);
        DownloadEvent.Progress progress = log.events.stream().filter(DownloadEvent.Progress.class::isInstance)
                .map(DownloadEvent.Progress.class::cast).reduce((before, last) -> last).orElseThrow();
        assertThat(progress.status().bytesTransferred()).as("the last bytes are told").isEqualTo(SIZE);
        assertThat(progress.remaining()).hasValue(Duration.ZERO);
        download.finalizeDownload();
        DownloadEvent.Ended ended = log.await(DownloadEvent.Ended.class);
        assertThat(ended.state()).isEqualTo(DownloadState.FINALIZED);
        assertThat(ended.error()).isEmpty();
        assertThat(ended.download()).isSameAs(download);
        assertThat(log.events).filteredOn(DownloadEvent.Transferred.class::isInstance).hasSize(1);
        assertThat(log.events.getLast()).isEqualTo(ended);
    }

    @Test
    void each_event_comes_once_although_it_is_notified_and_polled() throws Exception {
        Download download = download(served(SIZE), "once");
        DownloadLog log = new DownloadLog();
        download.setStatusListener(log, POLLED);
        download.start();
        log.await(DownloadEvent.Transferred.class);
        Thread.sleep(100);
        assertThat(log.events).filteredOn(DownloadEvent.Transferred.class::isInstance).hasSize(1);
        assertThat(log.events.getLast()).isInstanceOf(DownloadEvent.Transferred.class);
    }

    @Test
    void failures_are_told_by_whether_they_pass() {
        Download missing = download(served(10).always(Fault.status(404)), "missing");
        DownloadLog log = new DownloadLog();
        missing.setStatusListener(log);
        missing.start();
        assertThat(log.await(DownloadEvent.Failed.class).error().httpStatus()).hasValue(404);
        Download busy = download(served(10).always(Fault.status(503)), "busy");
        DownloadLog other = new DownloadLog();
        busy.setStatusListener(other);
        busy.start();
        assertThat(other.await(DownloadEvent.TransientError.class).error().httpStatus()).hasValue(503);
        assertThat(other.has(DownloadEvent.Failed.class)).isFalse();
        busy.abort();
        assertThat(other.await(DownloadEvent.Ended.class).state()).isEqualTo(DownloadState.ABORTED);
    }

    /** Each state lasts until it has been told: one that is over before may be left out. */
    @Test
    void each_failure_is_told_that_follows_a_start() throws Exception {
        ServedFile remote = served(10).always(Fault.status(404));
        Download download = download(remote, "again");
        download.start();
        awaitState(download, DownloadState.PAUSED);
        List<DownloadEvent> failures = new CopyOnWriteArrayList<>();
        download.setStatusListener(event -> {
            if (event instanceof DownloadEvent.Failed) {
                failures.add(event);
                int starts = failures.size();
                if (starts < 3) {
                    download.resume();
                    // Before the next event is looked at, it has failed again.
                    Await.until("the next failure", () -> remote.requests() > starts
                            && download.status().error().isPresent());
                }
            }
        }, NOTIFIED);
        Await.until("three failures", () -> failures.size() == 3);
        Thread.sleep(50);
        assertThat(failures).hasSize(3);
    }

    @Test
    void a_pause_and_a_resumption_are_told() throws Exception {
        Gate gate = new Gate();
        Gate second = new Gate();
        ServedFile remote = served(SIZE).onNext(1, Fault.holdAfter(10, gate));
        Download download = download(remote, "paused");
        DownloadLog log = new DownloadLog();
        download.setStatusListener(log, NOTIFIED);
        download.start();
        gate.awaitReached();
        Await.until("TRANSFERRING", () -> states(log).contains(DownloadState.TRANSFERRING));
        download.pause();
        Await.until("PAUSED", () -> states(log).contains(DownloadState.PAUSED));
        remote.onNext(1, Fault.holdAfter(10, second));
        gate.open();
        download.resume();
        second.awaitReached();
        Await.until("TRANSFERRING again", () -> states(log).getLast() == DownloadState.TRANSFERRING);
        second.open();
        log.await(DownloadEvent.Transferred.class);
        assertThat(states(log)).containsSubsequence(
                DownloadState.TRANSFERRING, DownloadState.PAUSED, DownloadState.TRANSFERRING);
    }

    private static List<DownloadState> states(DownloadLog log) {
        return log.events.stream().filter(DownloadEvent.StateChanged.class::isInstance)
                .map(event -> ((DownloadEvent.StateChanged) event).to()).toList();
    }

    @Test
    void a_callback_is_called_on_the_services_threads_with_the_java_download() {
        Download download = download(served(SIZE), "direct");
        List<DownloadStatus> statuses = new CopyOnWriteArrayList<>();
        List<Thread> threads = new CopyOnWriteArrayList<>();
        download.setStatusCallback((told, status) -> {
            assertThat(told).isSameAs(download);
            statuses.add(status);
            threads.add(Thread.currentThread());
            return HResult.E_FAIL; // which does not matter
        });
        DownloadLog log = new DownloadLog();
        download.events(NOTIFIED).subscribe(log);
        log.await(DownloadEvent.StateChanged.class); // the state of the beginning, which is read
        download.start();
        log.await(DownloadEvent.Transferred.class);
        assertThat(log.await(DownloadEvent.Transferred.class).origin()).isEqualTo(Origin.NOTIFICATION);
        Await.until("the callback", () -> statuses.stream().anyMatch(s -> s.state() == DownloadState.TRANSFERRED));
        assertThat(threads).doesNotContain(Thread.currentThread());
    }

    @Test
    void a_callback_that_throws_harms_nobody() {
        Download download = download(served(SIZE), "throws");
        download.setStatusCallback((told, status) -> {
            throw new AssertionError("test");
        });
        DownloadLog log = new DownloadLog();
        download.events(NOTIFIED).subscribe(log);
        download.start();
        log.await(DownloadEvent.Transferred.class);
    }

    @Test
    void subscribers_come_and_go_on_one_callback() {
        long objects = ComObject.liveCount();
        Download download = download(served(SIZE), "published");
        DownloadLog first = new DownloadLog();
        DownloadLog second = new DownloadLog(0);
        download.events().subscribe(first);
        download.events().subscribe(second);
        first.await(DownloadEvent.StateChanged.class);
        Await.until("onSubscribe", () -> second.subscription != null);
        assertThat(ComObject.liveCount()).as("the download's object and one callback").isEqualTo(objects + 2);
        download.start();
        first.await(DownloadEvent.Transferred.class);
        assertThat(second.events).as("has asked for nothing").isEmpty();
        download.finalizeDownload();
        Await.until("onComplete", () -> first.completed);
        second.subscription.request(Long.MAX_VALUE);
        Await.until("onComplete", () -> second.completed);
        assertThat(second.events).extracting(Object::getClass).containsExactly(DownloadEvent.StateChanged.class,
                DownloadEvent.Transferred.class, DownloadEvent.Ended.class);
        Await.until("the callback's end", () -> ComObject.liveCount() == objects + 1);
    }

    @Test
    void the_last_subscriber_takes_the_callback_along() {
        Download download = download(served(10), "cancelled");
        DownloadLog log = new DownloadLog();
        download.events().subscribe(log);
        log.await(DownloadEvent.StateChanged.class);
        assertThat(service.counts().callbacks()).isEqualTo(1);
        log.subscription.cancel();
        Await.until("the service's release", () -> service.counts().callbacks() == 0);
    }

    @Test
    void who_is_replaced_by_another_program_goes_on_by_polling() {
        Download download = download(served(SIZE), "replaced");
        DownloadLog log = new DownloadLog();
        download.setStatusListener(log, POLLED);
        Download ofAnother = manager.findDownload(download.id()).orElseThrow();
        ofAnother.setStatusCallback((told, status) -> HResult.S_OK);
        download.start();
        assertThat(log.await(DownloadEvent.Transferred.class).origin()).isEqualTo(Origin.POLL);
        ofAnother.finalizeDownload();
        assertThat(log.await(DownloadEvent.Ended.class).origin()).isEqualTo(Origin.POLL);
    }

    @Test
    void an_executor_that_refuses_loses_nothing_to_polling() {
        Download download = download(served(SIZE), "refused");
        DownloadLog log = new DownloadLog();
        boolean[] refuses = {false};
        NotifyOptions options = POLLED.withExecutor(task -> {
            if (refuses[0] && !Thread.currentThread().getName().startsWith("bits4j-events")) {
                throw new RejectedExecutionException("test");
            }
            Thread.ofPlatform().start(task);
        });
        download.setStatusListener(log, options);
        refuses[0] = true;
        download.start();
        log.await(DownloadEvent.Transferred.class);
    }

    @Test
    void closing_withdraws_the_callback_and_ends_subscribers() {
        Download download = download(served(10), "closed");
        DownloadLog log = new DownloadLog();
        download.setStatusListener(event -> { });
        download.events().subscribe(log);
        log.await(DownloadEvent.StateChanged.class);
        download.close();
        Await.until("onError", () -> log.error != null);
        assertThat(log.error).isInstanceOfSatisfying(TransferException.class,
                e -> assertThat(e.reason()).isEqualTo(TransferException.Reason.CLOSED));
        assertThat(service.counts().callbacks()).isZero();
    }

    @Test
    void a_callback_is_cleared_and_another_programs_pointer_set() {
        Download download = download(served(10), "pointers");
        Download source = download(served(10), "source");
        source.setStatusCallback((told, status) -> HResult.S_OK);
        try (ComPointer pointer = source.statusCallback().orElseThrow()) {
            download.setStatusCallback(pointer.segment());
        }
        assertThat(service.counts().callbacks()).isEqualTo(2);
        download.clearStatusCallback();
        download.setStatusCallback(MemorySegment.NULL);
        source.clearStatusCallback();
        assertThat(service.counts().callbacks()).isZero();
        assertThat(source.statusCallback()).isEmpty();
    }

    @Test
    void the_services_end_is_the_last_event() {
        Download download = download(served(10), "lost");
        DownloadLog log = new DownloadLog();
        download.events(POLLED).subscribe(log);
        log.await(DownloadEvent.StateChanged.class);
        service.close();
        assertThat(log.await(DownloadEvent.ServiceLost.class).cause().isServiceGone()).isTrue();
        Await.until("onComplete", () -> log.completed);
        service = newService();
        manager.close();
        manager = service.connectDeliveryOptimization();
    }

    @Test
    void a_download_that_has_ended_says_so_to_a_late_subscriber() {
        ServedFile remote = served(10);
        Download download = download(remote, "late");
        download.abort();
        DownloadLog log = new DownloadLog();
        download.events().subscribe(log);
        assertThat(log.await(DownloadEvent.Ended.class).state()).isEqualTo(DownloadState.ABORTED);
        failure(HResult.DO_E_INVALID_STATE, () -> download.setStatusListener(event -> { }));
    }

    @Test
    void remaining_needs_a_rate_and_a_size() {
        Download download = manager.createDownload();
        DownloadStatus half = new DownloadStatus(
                OptionalLong.of(200), 100, DownloadState.TRANSFERRING, 1, Optional.empty());
        DownloadStatus unknown = new DownloadStatus(
                OptionalLong.empty(), 100, DownloadState.TRANSFERRING, 1, Optional.empty());
        assertThat(progress(download, half, OptionalLong.of(10)).remaining()).hasValue(Duration.ofSeconds(10));
        assertThat(progress(download, half, OptionalLong.empty()).remaining()).isEmpty();
        assertThat(progress(download, half, OptionalLong.of(0)).remaining()).isEmpty();
        assertThat(progress(download, unknown, OptionalLong.of(10)).remaining()).isEmpty();
    }

    private static DownloadEvent.Progress progress(Download download, DownloadStatus status, OptionalLong rate) {
        return new DownloadEvent.Progress(download, status, rate, Origin.POLL);
    }
}
