package io.github.bits4j.tests.bindings;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bits4j.ErrorKind;
import io.github.bits4j.FileRange;
import io.github.bits4j.TransferException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationException;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadCostPolicy;
import io.github.bits4j.deliveryoptimization.DownloadEvent;
import io.github.bits4j.deliveryoptimization.DownloadProperty;
import io.github.bits4j.deliveryoptimization.DownloadResult;
import io.github.bits4j.deliveryoptimization.DownloadSecurityFlag;
import io.github.bits4j.deliveryoptimization.DownloadState;
import io.github.bits4j.deliveryoptimization.DownloadStatus;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.tests.support.FailingStream;
import io.github.bits4j.tests.support.NoLeaks;
import io.github.bits4j.tests.support.TestService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The typed API in front of the service in C: what it sets is what C has got, what it reads is what C has put there. */
@ExtendWith(NoLeaks.class)
class NativeServerApiTest {
    private static final int ROUNDS = TestService.WINDOWS ? 300 : 3_000;
    private static final int VALUE_LENGTH = 16_000;
    /** One value lost in each round is 96 MB; off Windows the JVM's own memory varies meanwhile. */
    private static final long VARIATION = TestService.WINDOWS ? 0 : 25_000_000;
    private static final URI SOME_URI = URI.create("http://server.invalid/file");

    private static NativeServer server;

    private DeliveryOptimizationManager manager;

    @BeforeAll
    static void load() throws IOException {
        Optional<NativeServer> loaded = NativeServer.load();
        assumeTrue(loaded.isPresent(), "no C compiler on the PATH");
        server = loaded.get();
        server.memoryInUse(); // counts from here on
    }

    @BeforeEach
    void open() {
        MemorySegment pointer = server.open();
        manager = DeliveryOptimizationManager.of(pointer);
        RawDownload.release(pointer);
    }

    @AfterEach
    void nothing_is_left() {
        manager.close();
        assertThat(server.close()).as("objects of the server that are still referenced").isZero();
        assertThat(server.report().failures()).isEmpty();
    }

    private static String bstr(int id, String text) {
        return "property " + id + " 8 " + HexFormat.of().formatHex(text.getBytes(UTF_16LE));
    }

    private static List<String> properties(Download download) {
        return server.describe(download.pointer()).stream()
                .filter(line -> line.startsWith("property ") && !line.startsWith("property 0 ")).toList();
    }

    @Test
    void each_setter_sets_its_property_with_its_type(@TempDir Path directory) throws IOException {
        Path local = directory.resolve("file \u00e9");
        try (Download download = manager.createDownload()) {
            download.setUri(SOME_URI);
            download.setContentId("content");
            download.setDisplayName("name \uD83D\uDE00");
            download.setLocalPath(local);
            download.http().setCustomHeaders(Map.of("X-One", List.of("1", "2")));
            download.setCostPolicy(DownloadCostPolicy.NO_SURCHARGE);
            download.http().setSecurityFlags(Set.of(DownloadSecurityFlag.IGNORE_UNKNOWN_CA,
                    DownloadSecurityFlag.IGNORE_CERT_DATE_INVALID));
            download.setCallbackPercent(7);
            download.setCallbackInterval(Duration.ofSeconds(9));
            download.setNoProgressTimeout(Duration.ofMinutes(2));
            download.setForeground(true);
            download.setBlocking(true);
            download.setStream(new ByteArrayOutputStream());
            download.http().setCertificateContext(new byte[] {1, -1});
            download.http().captureNetworkToken();
            download.setCorrelationVector("vector");
            download.integrity().setDecryptionInfo("{\"a\":1}");
            download.integrity().setCheckInfo("{\"b\":2}");
            download.integrity().setCheckMandatory(true);
            download.setTotalSize(1L << 40);
            download.setDisallowedOnCellular(true);
            download.http().setCustomAuthHeaders(Map.of("Authorization", List.of("Basic x")));
            download.http().setAllowSecureToNonSecureRedirect(true);
            download.setNonVolatile(true);
            assertThat(properties(download)).containsExactly(
                    bstr(1, SOME_URI.toString()), bstr(2, "content"), bstr(3, "name \uD83D\uDE00"), bstr(4, local.toString()),
                    bstr(5, "X-One: 1\r\nX-One: 2\r\n"), "property 6 19 4", "property 7 19 " + (0x100 | 0x2000),
                    "property 8 19 7", "property 9 19 9", "property 10 19 120", "property 11 11 -1", "property 12 11 -1",
                    "property 14 13 object", "property 15 8209 1*1 from 0: 01ff", "property 16 11 -1", bstr(17, "vector"),
                    bstr(18, "{\"a\":1}"), bstr(19, "{\"b\":2}"), "property 20 11 -1", "property 21 21 1099511627776",
                    "property 22 11 -1", bstr(23, "Authorization: Basic x\r\n"), "property 24 11 -1", "property 25 11 -1");
            assertThat(download.uri()).contains(SOME_URI);
            assertThat(download.contentId()).contains("content");
            assertThat(download.displayName()).contains("name \uD83D\uDE00");
            assertThat(download.localPath()).contains(local);
            assertThat(download.http().customHeaders()).isEqualTo(Map.of("X-One", List.of("1", "2")));
            assertThat(download.costPolicy()).contains(DownloadCostPolicy.NO_SURCHARGE);
            assertThat(download.callbackPercent()).hasValue(7);
            assertThat(download.callbackInterval()).isEqualTo(Duration.ofSeconds(9));
            assertThat(download.noProgressTimeout()).contains(Duration.ofMinutes(2));
            assertThat(download.isForeground()).isTrue();
            assertThat(download.isBlocking()).isTrue();
            download.stream().orElseThrow().close();
            assertThat(download.statusCallback()).isEmpty();
            assertThat(download.correlationVector()).contains("vector");
            assertThat(download.integrity().isCheckMandatory()).isTrue();
            assertThat(download.totalSize()).hasValue(1L << 40);
            assertThat(download.isDisallowedOnCellular()).isTrue();
            assertThat(download.http().customAuthHeaders()).isEqualTo(Map.of("Authorization", List.of("Basic x")));
            assertThat(download.http().allowsSecureToNonSecureRedirect()).isTrue();
            assertThat(download.isNonVolatile()).isTrue();
            download.http().clearNetworkToken();
            download.setNonVolatile(false);
            assertThat(properties(download)).contains("property 16 11 0", "property 25 11 0");
        }
    }

    @Test
    void each_getter_reads_what_c_has_put_there_and_its_default() {
        try (Download download = manager.createDownload()) {
            assertThat(download.uri()).isEmpty();
            assertThat(download.totalSize()).isEmpty();
            assertThat(download.isForeground()).isFalse();
            assertThat(download.callbackInterval()).isEqualTo(Duration.ofSeconds(1));
            assertThat(download.http().statusCode()).isEqualTo(OptionalInt.empty());
            assertThat(download.http().responseHeaders()).isEmpty();
            server.preset(download.pointer());
            assertThat(download.http().redirectionTarget()).contains(URI.create("https://server.invalid/elsewhere"));
            assertThat(download.http().responseHeaders().orElseThrow().first("ETag")).contains("\"1\"");
            assertThat(download.http().serverAddress()).contains("192.0.2.7");
            assertThat(download.http().statusCode()).hasValue(206);
            assertThat(download.contentId()).contains("");
            assertThat(download.displayName()).contains("a\0b\uD83D\uDE00");
            assertThat(download.costPolicy()).contains(DownloadCostPolicy.UNKNOWN);
            assertThat(download.isForeground()).isTrue();
            assertThat(download.isNonVolatile()).isFalse();
            assertThatThrownBy(download::callbackInterval).isInstanceOf(DeliveryOptimizationException.class)
                    .hasMessageContaining("CallbackFreqSeconds").hasMessageContaining("type 3");
            assertThatThrownBy(() -> download.property(DownloadProperty.SECURITY_CONTEXT.id()))
                    .isInstanceOf(DeliveryOptimizationException.class).hasMessageContaining("DO_E_WRITE_ONLY_PROPERTY");
            assertThatThrownBy(() -> download.setProperty(0, new Variant.Text("x")))
                    .isInstanceOf(DeliveryOptimizationException.class).hasMessageContaining("DO_E_READ_ONLY_PROPERTY");
            assertThat(download.supports(DownloadProperty.HTTP_STATUS_CODE)).isTrue();
        }
    }

    @Test
    void ranges_and_endings_arrive() {
        try (Download download = manager.createDownload()) {
            download.setUri(SOME_URI);
            download.start();
            assertThat(server.describe(download.pointer())).endsWith("starts 1", "ranges");
            awaitState(download, DownloadState.TRANSFERRED);
            download.start(List.of(FileRange.of(5, 10), FileRange.of(1L << 40, 1), FileRange.of(0, 2)));
            assertThat(server.describe(download.pointer())).endsWith("starts 2", "ranges 5+10 1099511627776+1 0+2");
            awaitState(download, DownloadState.TRANSFERRED);
            assertThat(download.status()).isEqualTo(new DownloadStatus(OptionalLong.of(13), 13, DownloadState.TRANSFERRED, 2,
                    Optional.empty()));
            download.resume();
            assertThat(server.describe(download.pointer())).endsWith("starts 3", "ranges NULL");
            awaitState(download, DownloadState.TRANSFERRED);
            download.finalizeDownload();
            assertThat(download.status().state()).isEqualTo(DownloadState.FINALIZED);
            assertThatThrownBy(download::start).isInstanceOf(DeliveryOptimizationException.class)
                    .hasMessageContaining("DO_E_INVALID_STATE");
        }
    }

    private static void awaitState(Download download, DownloadState state) {
        Await.until("state " + state, () -> download.status().state() == state);
    }

    @Test
    void a_download_that_holds_is_paused_and_aborted() {
        try (Download download = manager.createDownload()) {
            download.setUri(URI.create("http://server.invalid/hold"));
            download.start();
            assertThat(download.status().state()).isEqualTo(DownloadState.TRANSFERRING);
            assertThat(download.status().bytesTotal()).isEmpty();
            download.pause();
            assertThat(download.status().state()).isEqualTo(DownloadState.PAUSED);
            download.abort();
            assertThat(download.status().state()).isEqualTo(DownloadState.ABORTED);
        }
    }

    @Test
    void errors_and_states_that_nobody_knows_survive() {
        try (Download download = manager.createDownload(); Download odd = manager.createDownload()) {
            download.setUri(URI.create("http://server.invalid/fail"));
            download.start();
            awaitState(download, DownloadState.PAUSED);
            assertThat(download.status().error()).get().satisfies(error -> {
                assertThat(error.hresult()).isEqualTo(0x80190194);
                assertThat(error.extendedError()).isEqualTo(0x80072EFD);
                assertThat(error.kind()).isEqualTo(ErrorKind.HTTP_STATUS);
            });
            odd.setUri(URI.create("http://server.invalid/odd"));
            odd.start();
            awaitState(odd, DownloadState.UNKNOWN);
            assertThat(odd.status().stateCode()).isEqualTo(77);
        }
    }

    @Test
    void ranges_are_written_into_an_OutputStream_while_start_blocks() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Download download = manager.createDownload()) {
            download.setUri(SOME_URI);
            download.setStream(bytes);
            download.setBlocking(true);
            download.start(List.of(FileRange.of(70_000, 100_000), FileRange.of(3, 4)));
            assertThat(bytes.toByteArray()).startsWith(NativeServer.content(70_000, 100_000))
                    .endsWith(NativeServer.content(3, 4)).hasSize(100_004);
            download.finalizeDownload();
        }
    }

    @Test
    void the_exception_of_a_stream_is_the_cause() throws IOException {
        try (Download download = manager.createDownload()) {
            download.setUri(SOME_URI);
            download.setStream(new FailingStream(new IOException("full")));
            download.setBlocking(true);
            assertThatThrownBy(download::start).isInstanceOf(DeliveryOptimizationException.class)
                    .hasRootCauseMessage("full").extracting(e -> ((DeliveryOptimizationException) e).hresult())
                    .isEqualTo(HResult.STG_E_WRITEFAULT);
            assertThat(download.status().error().orElseThrow().streamFailure()).get().extracting(Throwable::getMessage)
                    .isEqualTo("full");
        }
    }

    @Test
    void a_status_callback_is_called_in_start_and_on_threads_of_the_server() {
        record Call(DownloadStatus status, Thread thread, String name) {}
        List<Call> calls = new CopyOnWriteArrayList<>();
        try (Download download = manager.createDownload()) {
            download.setUri(URI.create("http://server.invalid/fail"));
            download.setDisplayName("name");
            download.setStatusCallback((told, status) -> {
                calls.add(new Call(status, Thread.currentThread(), told.displayName().orElseThrow())); // calls back
                return HResult.E_FAIL; // which does not matter
            });
            download.start();
            assertThat(calls.getFirst().thread()).isEqualTo(Thread.currentThread());
            Await.until("the error", () -> calls.getLast().status().state() == DownloadState.PAUSED);
            assertThat(calls.getLast()).satisfies(last -> {
                assertThat(last.thread()).isNotEqualTo(Thread.currentThread());
                assertThat(last.status().error().orElseThrow().extendedError()).isEqualTo(0x80072EFD);
                assertThat(last.name()).isEqualTo("name");
            });
            download.statusCallback().orElseThrow().close();
            download.clearStatusCallback();
            assertThat(properties(download)).contains("property 13 13 NULL");
            int before = calls.size();
            download.abort();
            assertThat(calls).hasSize(before);
        }
    }

    @Test
    void a_callback_that_pauses_the_download_from_within_start_does_so() {
        try (Download download = manager.createDownload()) {
            download.setUri(URI.create("http://server.invalid/hold"));
            download.setStatusCallback((told, status) -> {
                if (status.state() == DownloadState.TRANSFERRING) {
                    told.pause();
                }
                return HResult.S_OK;
            });
            download.start();
            assertThat(download.status().state()).isEqualTo(DownloadState.PAUSED);
            download.abort();
        }
    }

    @Test
    void a_listener_gets_the_events_and_closing_withdraws_it() {
        List<DownloadEvent> events = new CopyOnWriteArrayList<>();
        Download other;
        try (Download download = manager.createDownload()) {
            download.setUri(URI.create("http://server.invalid/hold"));
            download.setStatusListener(events::add);
            download.start();
            server.goOn(download.pointer());
            Await.until("the end", () -> events.stream().anyMatch(DownloadEvent.Transferred.class::isInstance));
            assertThat(events).filteredOn(DownloadEvent.Transferred.class::isInstance).hasSize(1);
            other = manager.download(download.pointer());
        }
        try (other) {
            assertThat(other.statusCallback()).isEmpty();
            other.finalizeDownload();
        }
    }

    @Test
    void a_future_ends_with_the_download_of_c() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DownloadResult result = manager.download(SOME_URI, bytes).get(60, TimeUnit.SECONDS);
        assertThat(result.state()).isEqualTo(DownloadState.FINALIZED);
        assertThat(bytes.toByteArray()).isEqualTo(NativeServer.content(0, NativeServer.CONTENT_SIZE));
        assertThat(manager.downloads()).isEmpty();
        CompletableFuture<DownloadResult> fails = manager.download(URI.create("http://server.invalid/fail"), bytes);
        assertThat(fails).failsWithin(Duration.ofSeconds(60)).withThrowableThat()
                .withCauseInstanceOf(TransferException.class);
        assertThat(manager.downloads()).isEmpty(); // it was aborted
    }

    @Test
    void downloads_are_enumerated_by_category() {
        assertThat(manager.downloads()).isEmpty();
        try (Download one = manager.createDownload(); Download other = manager.createDownload()) {
            one.setDisplayName("one");
            other.setDisplayName("other");
            List<Download> all = manager.downloads();
            assertThat(all).extracting(Download::id).containsExactlyInAnyOrder(one.id(), other.id());
            all.forEach(Download::close);
            List<Download> found = manager.downloads(DownloadProperty.DISPLAY_NAME, "other");
            assertThat(found).extracting(Download::id).containsExactly(other.id());
            found.forEach(Download::close);
            try (Download again = manager.findDownload(one.id()).orElseThrow()) {
                assertThat(again.displayName()).contains("one");
            }
            assertThat(manager.findDownload("none")).isEmpty();
            try (Download shared = manager.download(one.pointer())) {
                assertThat(shared.id()).isEqualTo(one.id());
            }
        }
    }

    @Test
    void no_call_loses_memory() throws IOException {
        try (Download download = manager.createDownload()) {
            exchange(download, ROUNDS / 2);
            assertThat(server.growth(VARIATION, () -> exchange(download, ROUNDS))).isLessThanOrEqualTo(VARIATION);
        }
    }

    private void exchange(Download download, int rounds) throws IOException {
        String text = "t".repeat(VALUE_LENGTH);
        byte[] bytes = new byte[VALUE_LENGTH];
        for (int i = 0; i < rounds; i++) {
            download.setDisplayName(text);
            download.displayName();
            download.http().setCertificateContext(bytes);
            assertThatThrownBy(() -> download.setProperty(0, new Variant.Text(text)));
            assertThatThrownBy(() -> download.setProperty(1, new Variant.Bytes(bytes)));
            download.setStream(new ByteArrayOutputStream());
            download.stream().orElseThrow().close();
            download.supports(DownloadProperty.STREAM_INTERFACE);
            download.setStatusCallback((told, status) -> HResult.S_OK);
            download.clearStatusCallback();
            manager.downloads(DownloadProperty.DISPLAY_NAME, text).forEach(Download::close);
        }
    }
}
