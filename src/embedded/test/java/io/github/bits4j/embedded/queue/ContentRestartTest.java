package io.github.bits4j.embedded.queue;

import static io.github.bits4j.embedded.queue.ContentFixture.CONTENT;
import static io.github.bits4j.embedded.queue.ContentFixture.OTHER;
import static io.github.bits4j.embedded.queue.ContentFixture.USER;
import static io.github.bits4j.embedded.queue.ContentFixture.comesTo;
import static io.github.bits4j.embedded.queue.ContentFixture.ranges;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which downloads a later process finds in the store, and how. */
class ContentRestartTest {
    @TempDir
    Path directory;

    private final PartServer file = new PartServer(CONTENT);
    private HttpTransport transport;
    private ScriptedServer server;

    @BeforeEach
    void open() throws IOException {
        transport = new HttpTransport();
        server = new ScriptedServer().replies(file);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        transport.close();
    }

    private StoredQueue stored() throws IOException {
        return new StoredQueue(ServiceRules.DELIVERY_OPTIMIZATION, JobStore.open(directory.resolve("store")),
                QueueFixture.QUICK, transport, new FakeLauncher());
    }

    private ContentDownload download(StoredQueue stored, String name, boolean nonVolatile) {
        ContentDownload download = stored.queue.downloads().create(USER);
        download.set(ContentProperty.URI, server.url("/a"));
        download.set(ContentProperty.LOCAL_PATH, directory.resolve(name).toString());
        download.set(ContentProperty.NON_VOLATILE, nonVolatile);
        return download;
    }

    private static ContentDownload only(StoredQueue stored) {
        assertThat(stored.queue.downloads().all(USER)).hasSize(1);
        assertThat(stored.queue.jobs()).isEmpty();
        return stored.queue.downloads().all(USER).getFirst();
    }

    private List<Path> temporaries() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(path -> path.toString().endsWith(".tmp")).toList();
        }
    }

    @Test
    void one_that_has_not_begun_is_as_it_was() throws Exception {
        UUID id;
        try (StoredQueue stored = stored()) {
            ContentDownload download = download(stored, "a", true);
            download.set(ContentProperty.DISPLAY_NAME, "kept");
            download.set(ContentProperty.HTTP_CUSTOM_HEADERS, "X-One: 1\r\n");
            download.set(ContentProperty.HTTP_CUSTOM_AUTH_HEADERS, "X-Two: 2\r\n");
            download.set(ContentProperty.CALLBACK_FREQ_SECONDS, 9);
            download.set(ContentProperty.FOREGROUND_PRIORITY, true);
            download.set(ContentProperty.TOTAL_SIZE_BYTES, (long) CONTENT.length);
            download.set(ContentProperty.SECURITY_FLAGS, 0x100);
            id = download.id();
        }
        try (StoredQueue stored = stored()) {
            ContentDownload download = only(stored);
            assertThat(download.id()).isEqualTo(id);
            assertThat(download.status()).isEqualTo(new ContentStatus(ContentState.CREATED, -1, 0, 0, 0));
            assertThat(download.get(ContentProperty.DISPLAY_NAME)).isEqualTo("kept");
            assertThat(download.get(ContentProperty.CALLBACK_FREQ_SECONDS)).isEqualTo(9);
            assertThat(download.get(ContentProperty.FOREGROUND_PRIORITY)).isEqualTo(true);
            assertThat(download.get(ContentProperty.TOTAL_SIZE_BYTES)).isEqualTo((long) CONTENT.length);
            assertThat(download.get(ContentProperty.HTTP_CUSTOM_AUTH_HEADERS)).isEqualTo("X-Two: 2\r\n");
            download.start(null);
            comesTo(download, ContentState.TRANSFERRED);
            assertThat(server.requests.getFirst().headers()).containsEntry("x-one", "1");
        }
    }

    @Test
    void one_under_way_goes_on_by_itself() throws Exception {
        FakeTransport.Gate gate = file.gateAfter(400_000);
        try (StoredQueue stored = stored()) {
            ContentDownload download = download(stored, "a", true);
            download.start(null);
            Eventually.reached(gate.reached);
            Eventually.becomes(() -> download.status().transferred(), 400_000L);
        }
        gate.open.countDown();
        try (StoredQueue stored = stored()) {
            ContentDownload download = only(stored);
            Eventually.becomes(() -> download.status().state(), ContentState.TRANSFERRED);
            assertThat(file.asked).containsExactly("all", "400000-");
            download.complete();
            assertThat(directory.resolve("a")).hasBinaryContent(CONTENT);
            assertThat(temporaries()).isEmpty();
            assertThat(stored.queue.downloads().all(USER)).isEmpty();
        }
        try (StoredQueue stored = stored()) {
            assertThat(stored.queue.downloads().all(USER)).isEmpty();
        }
    }

    @Test
    void transferred_ranges_are_there_again_and_more_can_be_asked_for() throws Exception {
        try (StoredQueue stored = stored()) {
            ContentDownload download = download(stored, "a", true);
            download.start(ranges(1000, 100, 10, 5));
            comesTo(download, ContentState.TRANSFERRED);
        }
        try (StoredQueue stored = stored()) {
            ContentDownload download = only(stored);
            assertThat(download.status()).isEqualTo(new ContentStatus(ContentState.TRANSFERRED, 105, 105, 0, 0));
            assertThat(download.get(ContentProperty.HTTP_STATUS_CODE)).isEqualTo(206);
            assertThat(download.get(ContentProperty.HTTP_SERVER_IP_ADDRESS)).isEqualTo("127.0.0.1");
            int requests = file.asked.size();
            download.start(ranges(1050, 10));
            assertThat(download.status().state()).isEqualTo(ContentState.TRANSFERRED);
            download.start(ranges(20, 5));
            comesTo(download, ContentState.TRANSFERRED);
            assertThat(file.asked).hasSize(requests + 1);
            download.complete();
            byte[] expected = new byte[1100];
            System.arraycopy(CONTENT, 10, expected, 10, 5);
            System.arraycopy(CONTENT, 20, expected, 20, 5);
            System.arraycopy(CONTENT, 1000, expected, 1000, 100);
            assertThat(directory.resolve("a")).hasBinaryContent(expected);
        }
    }

    @Test
    void ranges_under_way_go_on() throws Exception {
        FakeTransport.Gate gate = file.gateAfter(50_000);
        try (StoredQueue stored = stored()) {
            ContentDownload download = download(stored, "a", true);
            download.start(ranges(100_000, 200_000));
            Eventually.reached(gate.reached);
        }
        gate.open.countDown();
        file.change(OTHER, "v2");
        try (StoredQueue stored = stored()) {
            ContentDownload download = only(stored);
            Eventually.becomes(() -> download.status().state(), ContentState.TRANSFERRED);
            assertThat(download.status().transferred()).isEqualTo(200_000);
            download.complete();
            byte[] expected = new byte[300_000];
            System.arraycopy(OTHER, 100_000, expected, 100_000, 200_000);
            assertThat(directory.resolve("a")).hasBinaryContent(expected);
        }
    }

    @Test
    void a_volatile_one_is_gone_and_so_is_what_came_of_it() throws Exception {
        try (StoredQueue stored = stored()) {
            ContentDownload transferred = download(stored, "a", false);
            transferred.start(null);
            comesTo(transferred, ContentState.TRANSFERRED);
            FakeTransport.Gate gate = file.gateAfter(1000);
            ContentDownload under = download(stored, "b", false);
            under.start(null);
            Eventually.reached(gate.reached);
            gate.open.countDown();
            download(stored, "c", false);
            assertThat(temporaries()).hasSize(2);
        }
        assertThat(temporaries()).hasSize(2);
        try (StoredQueue stored = stored()) {
            assertThat(stored.queue.downloads().all(USER)).isEmpty();
            assertThat(temporaries()).isEmpty();
            assertThat(directory.resolve("a")).doesNotExist();
        }
    }

    @Test
    void a_volatile_one_that_ended_leaves_nothing_to_delete() throws Exception {
        try (StoredQueue stored = stored()) {
            ContentDownload finalized = download(stored, "a", false);
            finalized.start(null);
            comesTo(finalized, ContentState.TRANSFERRED);
            finalized.complete();
            ContentDownload aborted = download(stored, "b", false);
            aborted.start(ranges(5, 5));
            comesTo(aborted, ContentState.TRANSFERRED);
            aborted.abort();
            assertThat(stored.store.records()).as("the service's own").hasSize(1);
        }
    }

    @Test
    void whether_it_is_kept_can_be_changed_before_it_begins() throws Exception {
        try (StoredQueue stored = stored()) {
            ContentDownload lost = download(stored, "a", true);
            lost.set(ContentProperty.NON_VOLATILE, false);
            download(stored, "b", false).set(ContentProperty.NON_VOLATILE, true);
        }
        try (StoredQueue stored = stored()) {
            assertThat(only(stored).get(ContentProperty.LOCAL_PATH)).isEqualTo(directory.resolve("b").toString());
        }
    }

    @Test
    void a_stream_ends_with_its_process_in_any_case() throws Exception {
        RecordingStream stream = new RecordingStream(true);
        try (StoredQueue stored = stored()) {
            ContentDownload download = stored.queue.downloads().create(USER);
            download.set(ContentProperty.URI, server.url("/a"));
            download.set(ContentProperty.NON_VOLATILE, true);
            download.setStream(stream);
            FakeTransport.Gate gate = file.gateAfter(1000);
            download.start(null);
            Eventually.reached(gate.reached);
            gate.open.countDown();
        }
        assertThat(stream.releases).hasValue(1);
        try (StoredQueue stored = stored()) {
            assertThat(stored.queue.downloads().all(USER)).isEmpty();
        }
    }

    @Test
    void a_paused_one_and_a_failed_one_are_as_they_were() throws Exception {
        try (StoredQueue stored = stored()) {
            FakeTransport.Gate gate = file.gateAfter(1000);
            ContentDownload paused = download(stored, "a", true);
            paused.start(null);
            Eventually.reached(gate.reached);
            paused.pause();
            gate.open.countDown();
            file.ranges = false;
            ContentDownload failed = download(stored, "b", true);
            failed.start(ranges(5, 5));
            ContentFixture.failsWith(failed, HResult.DO_E_INSUFFICIENT_RANGE_SUPPORT);
        }
        file.ranges = true;
        try (StoredQueue stored = stored()) {
            List<ContentDownload> all = stored.queue.downloads().all(USER);
            assertThat(all).extracting(download -> download.status().state())
                    .containsExactly(ContentState.PAUSED, ContentState.PAUSED);
            assertThat(all).extracting(download -> download.status().error())
                    .containsExactly(0, HResult.DO_E_INSUFFICIENT_RANGE_SUPPORT);
            for (ContentDownload download : all) {
                download.start(null);
                comesTo(download, ContentState.TRANSFERRED);
            }
            all.getFirst().complete();
            assertThat(directory.resolve("a")).hasBinaryContent(CONTENT);
        }
    }
}
