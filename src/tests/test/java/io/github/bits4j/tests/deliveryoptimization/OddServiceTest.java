package io.github.bits4j.tests.deliveryoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.NotifyOptions;
import io.github.bits4j.TransferException.Reason;
import io.github.bits4j.TransferException;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_STATUS;
import io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadCostPolicy;
import io.github.bits4j.deliveryoptimization.DownloadEvent.Origin;
import io.github.bits4j.deliveryoptimization.DownloadEvent;
import io.github.bits4j.deliveryoptimization.DownloadProperty;
import io.github.bits4j.deliveryoptimization.DownloadState;
import io.github.bits4j.deliveryoptimization.DownloadStatus;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.tests.support.NoLeaks;
import io.github.bits4j.tests.support.TestService;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that no embedded service gives: of newer and older ones, of dying and of faulty ones. */
@ExtendWith(NoLeaks.class)
class OddServiceTest {
    private static final NotifyOptions NOTIFIED = NotifyOptions.defaults().withoutPolling();
    private static final int SERVER_UNAVAILABLE = 0x800706BA;
    private static final int MISSING = HResult.ofHttpStatus(404);

    private final FakeManager service = new FakeManager();
    private final FakeDownload fake = service.add();
    private final DeliveryOptimizationManager manager = service.connect();
    private final Download download = manager.createDownload();

    @AfterEach
    void close() {
        fake.answer = HResult.S_OK;
        manager.close();
        service.close();
    }

    @Test
    void unknown_numbers_survive() {
        fake.state = 77;
        fake.extended = 5;
        fake.total = 1L << 40;
        DownloadStatus status = download.status();
        assertThat(status.state()).isEqualTo(DownloadState.UNKNOWN);
        assertThat(status.stateCode()).isEqualTo(77);
        assertThat(status.bytesTotal()).hasValue(1L << 40);
        assertThat(status.error()).as("without an error the other is none").isEmpty();
        fake.error = 0x8FED0012;
        assertThat(download.status().error().orElseThrow().toString()).contains("0x8FED0012", "Extended error: 0x00000005");
        fake.values.put(DownloadProperty.COST_POLICY.id(), new Variant.UInt4(99));
        assertThat(download.costPolicy()).hasValue(DownloadCostPolicy.UNKNOWN);
        assertThat(download.property(DownloadProperty.COST_POLICY.id())).isEqualTo(new Variant.UInt4(99));
    }

    @ParameterizedTest
    @EnumSource(names = {"URI", "FOREGROUND_PRIORITY", "COST_POLICY", "TOTAL_SIZE_BYTES", "STREAM_INTERFACE"})
    void values_of_another_type_are_said_and_not_guessed(DownloadProperty property) {
        Runnable get = switch (property) {
            case URI -> download::uri;
            case FOREGROUND_PRIORITY -> download::isForeground;
            case COST_POLICY -> download::costPolicy;
            case TOTAL_SIZE_BYTES -> download::totalSize;
            default -> download::stream;
        };
        fake.values.put(property.id(), new Variant.Other(5)); // VT_R8
        assertThat(DownloadsTest.failure(HResult.DISP_E_TYPEMISMATCH, get::run))
                .hasMessageContaining("GetProperty(" + property.headerName() + ")")
                .hasMessageContaining("a VARIANT of type 5").hasMessageContaining("is documented");
        fake.values.put(property.id(), new Variant.Bytes(new byte[3]));
        assertThat(DownloadsTest.failure(HResult.DISP_E_TYPEMISMATCH, get::run)).hasMessageContaining("VT_ARRAY | VT_UI1");
        fake.values.put(property.id(), new Variant.Empty());
        get.run(); // as if it were not set
    }

    @Test
    void an_object_in_the_place_of_a_text_is_released() {
        ComObject object = ComObject.of(fake, ComVtable.of(
                MethodHandles.lookup(), FakeDownload.class, IUnknownVtbl.class));
        fake.values.put(DownloadProperty.URI.id(), new Variant.Unknown(object.pointer()));
        DownloadsTest.failure(HResult.DISP_E_TYPEMISMATCH, download::uri);
        assertThat(download.supports(DownloadProperty.URI)).isTrue();
        assertThat(object.release()).as("the last reference").isZero();
    }

    @Test
    void an_older_service_is_told_by_the_propertys_name_and_its_windows() {
        fake.failures.put(DownloadProperty.HTTP_STATUS_CODE.id(), HResult.DO_E_UNKNOWN_PROPERTY_ID);
        fake.failures.put(DownloadProperty.NON_VOLATILE.id(), HResult.DO_E_UNKNOWN_PROPERTY_ID);
        assertThat(DownloadsTest.failure(HResult.DO_E_UNKNOWN_PROPERTY_ID, () -> download.http().statusCode()))
                .hasMessageContaining("HttpStatusCode came with Windows 23H2.");
        assertThat(DownloadsTest.failure(HResult.DO_E_UNKNOWN_PROPERTY_ID, () -> download.setNonVolatile(true)))
                .hasMessageContaining("NonVolatile came with Windows 21H2.");
        assertThat(download.supports(DownloadProperty.NON_VOLATILE)).isFalse();
        assertThat(download.supports(DownloadProperty.URI)).isTrue();
    }

    @Test
    void a_service_without_downloads_has_none() {
        service.answer = HResult.DO_E_NO_DOWNLOADS;
        assertThat(manager.downloads()).isEmpty();
        assertThat(manager.findDownload("x")).isEmpty();
        service.answer = HResult.E_ACCESSDENIED;
        DownloadsTest.failure(HResult.E_ACCESSDENIED, manager::downloads);
    }

    @Test
    void nothing_in_the_place_of_an_object_is_no_crash() {
        service.givesNull = true;
        assertThatThrownBy(manager::createDownload).hasMessageContaining("NULL");
        assertThatThrownBy(manager::downloads).hasMessageContaining("NULL");
        fake.values.put(DownloadProperty.STREAM_INTERFACE.id(), new Variant.Unknown(MemorySegment.NULL));
        assertThat(download.stream()).isEmpty();
        download.setStatusCallback((told, status) -> HResult.S_OK);
        try (ComPointer callback = download.statusCallback().orElseThrow()) {
            assertThat(fake.call(callback.segment(), MemorySegment.NULL)).isEqualTo(HResult.E_POINTER);
        }
    }

    @Test
    void what_is_listed_and_no_download_is_released_with_all_others() {
        long pointers = ComPointer.liveCount();
        service.listItself();
        DownloadsTest.failure(HResult.E_NOINTERFACE, manager::downloads);
        assertThat(ComPointer.liveCount()).isEqualTo(pointers);
    }

    @Test
    void a_pointer_without_the_interface_is_refused_by_name() {
        assertThat(DownloadsTest.failure(HResult.E_NOINTERFACE, () -> DeliveryOptimizationManager.of(download.pointer())))
                .hasMessageContaining("connecting to Delivery Optimization").hasMessageContaining("Windows 10 1809");
    }

    @Test
    void a_first_start_says_the_whole_file_and_a_resumption_nothing() {
        download.start();
        download.resume();
        assertThat(fake.starts).containsExactly(0, -1);
    }

    @Test
    void a_service_that_wants_ranges_gets_the_whole_file_as_one() {
        fake.onStart = count -> {
            if (count == 0) {
                throw new ComException(HResult.DO_E_DOWNLOAD_RANGES_EXPECTED, "Start");
            }
        };
        download.start();
        assertThat(fake.starts).containsExactly(0, 1);
        assertThat(fake.range).containsExactly(0L, deliveryoptimization_h.DO_LENGTH_TO_EOF());
        fake.onStart = failing(HResult.DO_E_DOWNLOAD_RANGES_EXPECTED);
        DownloadsTest.failure(HResult.DO_E_DOWNLOAD_RANGES_EXPECTED, download::start);
        assertThat(fake.starts).as("once more, and no further").containsExactly(0, 1, 0, 1);
    }

    private static IntConsumer failing(int hresult) {
        return count -> ComException.check(hresult, "Start");
    }

    @Test
    void a_failure_is_told_once_although_it_is_seen_before_a_blocking_start_returns_and_after() {
        DownloadLog log = listening();
        fake.onStart = count -> {
            fail(MISSING);
            ComException.check(MISSING, "Start");
        };
        DownloadsTest.failure(MISSING, download::start);
        fake.call();
        assertThat(failures(log)).isEqualTo(1);
    }

    @Test
    void each_blocking_start_that_fails_is_told_although_the_failure_is_the_same() {
        DownloadLog log = listening();
        fake.onStart = failing(MISSING);
        fake.state = 5;
        fake.error = MISSING;
        for (int i = 1; i <= 3; i++) {
            DownloadsTest.failure(MISSING, download::start);
            fake.call();
            assertThat(failures(log)).isEqualTo(i);
        }
    }

    @Test
    void what_could_not_be_started_has_not_failed_again() {
        DownloadLog log = listening();
        fail(MISSING);
        fake.onStart = failing(HResult.DO_E_INVALID_STATE);
        DownloadsTest.failure(HResult.DO_E_INVALID_STATE, download::start);
        fake.call();
        assertThat(failures(log)).isEqualTo(1);
    }

    /** What is notified has been told when the callback returns. */
    private DownloadLog listening() {
        DownloadLog log = new DownloadLog();
        download.setStatusListener(log, NOTIFIED.withExecutor(Runnable::run));
        assertThat(log.has(DownloadEvent.StateChanged.class)).isTrue();
        return log;
    }

    private void fail(int hresult) {
        fake.state = 5;
        fake.error = hresult;
        fake.call();
    }

    private static long failures(DownloadLog log) {
        return log.events.stream().filter(DownloadEvent.Failed.class::isInstance).count();
    }

    @Test
    void native_copies_of_texts_are_wiped() {
        // No condition of the method's: by then there are objects, and what follows a test would not release them.
        Assumptions.assumeFalse(TestService.WINDOWS, "Windows may give freed memory back to the system");
        String secret = "s".repeat(2000);
        download.integrity().setDecryptionInfo(secret);
        fake.failures.put(DownloadProperty.DISPLAY_NAME.id(), HResult.E_ACCESSDENIED);
        DownloadsTest.failure(HResult.E_ACCESSDENIED, () -> download.setDisplayName(secret));
        assertThat(fake.texts).hasSize(2);
        for (MemorySegment text : fake.texts) {
            String left = new String(text.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_16LE);
            assertThat(left.contains("ss")).as("part of the secret is left").isFalse();
        }
    }

    @Test
    void callbacks_may_come_on_any_thread_and_after_the_end() throws Exception {
        List<DownloadStatus> statuses = new CopyOnWriteArrayList<>();
        download.setStatusCallback((told, status) -> {
            statuses.add(status);
            return 42;
        });
        MemorySegment kept = fake.keepCallback();
        fake.state = 1;
        int[] answer = new int[1];
        Thread thread = Thread.ofPlatform().start(() -> answer[0] = fake.call());
        thread.join();
        assertThat(answer[0]).isEqualTo(42);
        assertThat(statuses).singleElement().extracting(DownloadStatus::state).isEqualTo(DownloadState.TRANSFERRING);
        download.close();
        assertThat(fake.hasCallback()).isFalse();
        try (var arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(64);
            assertThat(HResult.failed(fake.call(kept, status))).as("withdrawn").isTrue();
        }
        assertThat(statuses).hasSize(1);
        FakeDownload.release(kept);
    }

    @Test
    void a_callback_behind_what_was_read_tells_nothing_old() {
        DownloadLog log = new DownloadLog();
        fake.state = 2; // transferred, but its callbacks are still on their way
        fake.transferred = 10;
        fake.total = 10;
        download.setStatusListener(log, NOTIFIED);
        log.await(DownloadEvent.Transferred.class);
        fake.answer = HResult.S_OK;
        callWith(1, 5);
        callWith(2, 10);
        fake.state = 4;
        fake.call();
        assertThat(log.await(DownloadEvent.Ended.class).origin()).isEqualTo(Origin.NOTIFICATION);
        assertThat(log.events).extracting(Object::getClass)
                .containsExactly(DownloadEvent.Transferred.class, DownloadEvent.Ended.class);
    }

    /** A callback about the past; the status that is read stays what it is. */
    private void callWith(int state, long transferred) {
        try (var arena = Arena.ofConfined(); ComPointer callback = download.statusCallback().orElseThrow()) {
            MemorySegment status = arena.allocate(
                    DO_DOWNLOAD_STATUS.layout());
            DO_DOWNLOAD_STATUS.State(status, state);
            DO_DOWNLOAD_STATUS.BytesTransferred(status, transferred);
            DO_DOWNLOAD_STATUS.BytesTotal(status, 10);
            fake.call(callback.segment(), status);
        }
    }

    @Test
    void states_without_a_name_are_events_too() {
        DownloadLog log = new DownloadLog();
        fake.state = 77;
        download.setStatusListener(log, NOTIFIED);
        assertThat(log.await(DownloadEvent.StateChanged.class)).isEqualTo(
                new DownloadEvent.StateChanged(download, Optional.empty(), DownloadState.UNKNOWN, Origin.POLL));
    }

    @Test
    void a_download_that_the_service_aborts_itself_failed() {
        fake.values.put(DownloadProperty.ID.id(), new Variant.Text("no GUID"));
        fake.state = 4;
        fake.error = HResult.DO_E_INSUFFICIENT_RANGE_SUPPORT;
        DownloadLog log = new DownloadLog();
        download.setStatusListener(log, NOTIFIED);
        assertThat(log.await(DownloadEvent.Ended.class).error().orElseThrow().hresult())
                .isEqualTo(HResult.DO_E_INSUFFICIENT_RANGE_SUPPORT);
        TransferException e = failure(TransferOptions.defaults());
        assertThat(e.reason()).isEqualTo(Reason.ERROR);
        assertThat(e.jobId()).isEmpty();
    }

    @Test
    void a_download_that_cannot_be_finalized_says_why() {
        fake.values.put(DownloadProperty.ID.id(), new Variant.Text("1"));
        fake.failures.put(DownloadProperty.LOCAL_PATH.id(), HResult.E_ACCESSDENIED);
        fake.state = 2;
        assertThat(failure(TransferOptions.defaults().completing()).reason()).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void a_status_that_cannot_be_read_ends_a_future() {
        fake.answer = HResult.E_ACCESSDENIED;
        assertThat(failure(TransferOptions.defaults()).reason()).isEqualTo(Reason.UNREADABLE);
        fake.answer = SERVER_UNAVAILABLE;
        assertThat(failure(TransferOptions.defaults()).reason()).isEqualTo(Reason.SERVICE_LOST);
    }

    private TransferException failure(TransferOptions options) {
        try {
            download.whenTransferred(options).orTimeout(30, TimeUnit.SECONDS).join();
            throw new AssertionError("it did not fail");
        } catch (CompletionException e) {
            return (TransferException) e.getCause();
        }
    }

    @Test
    void a_removal_is_tried_until_it_succeeds() {
        fake.abortAnswer = HResult.E_FAIL;
        var future = download.whenTransferred(TransferOptions.defaults().withoutStallTimeout());
        future.cancel(true);
        assertThat(fake.state).isZero();
        fake.abortAnswer = HResult.S_OK;
        Await.until("the abort", () -> fake.state == 4);
    }

    @Test
    void a_service_that_dies_is_the_last_event() {
        DownloadLog log = new DownloadLog();
        download.events(NotifyOptions.defaults().withPollInterval(Duration.ofMillis(10))).subscribe(log);
        log.await(DownloadEvent.StateChanged.class);
        fake.answer = SERVER_UNAVAILABLE;
        assertThat(log.await(DownloadEvent.ServiceLost.class).cause()).hasMessageContaining("Make another manager");
        fake.answer = HResult.S_OK;
    }

    @Test
    void a_download_that_is_closed_while_a_subscriber_comes_is_its_failure() {
        fake.failures.put(DownloadProperty.CALLBACK_INTERFACE.id(), HResult.E_ACCESSDENIED);
        fake.onSetProperty = download::close;
        DownloadLog log = new DownloadLog();
        download.events(NOTIFIED).subscribe(log);
        Await.until("onError", () -> log.error != null);
        assertThat(log.error).isInstanceOfSatisfying(TransferException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    }

    @Test
    void a_refused_callback_leaves_nothing_and_subscribers_poll() {
        long objects = ComObject.liveCount();
        fake.failures.put(DownloadProperty.CALLBACK_INTERFACE.id(), HResult.E_ACCESSDENIED);
        DownloadsTest.failure(HResult.E_ACCESSDENIED, () -> download.setStatusListener(event -> { }));
        assertThat(ComObject.liveCount()).isEqualTo(objects);
        DownloadLog log = new DownloadLog();
        download.events(NotifyOptions.defaults().withPollInterval(Duration.ofMillis(10))).subscribe(log);
        log.await(DownloadEvent.StateChanged.class);
        fake.state = 2;
        log.await(DownloadEvent.Transferred.class);
        DownloadLog unpolled = new DownloadLog();
        download.events(NOTIFIED).subscribe(unpolled);
        Await.until("onError", () -> unpolled.error != null);
    }
}
