package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Downloads into a client's stream. */
class ContentStreamTest extends ContentFixture {
    private final RecordingStream forward = new RecordingStream(false);
    private final RecordingStream seekable = new RecordingStream(true);

    private static byte[] part(byte[] content, int from, int length) {
        return Arrays.copyOfRange(content, from, from + length);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private ContentDownload stopsAfter(RecordingStream stream, int bytes) throws InterruptedException {
        FakeTransport.Gate gate = file.gateAfter(bytes);
        ContentDownload download = toStream(stream);
        download.start(null);
        Eventually.reached(gate.reached);
        Eventually.becomes(() -> stream.content().length == bytes, true);
        download.pause();
        gate.open.countDown();
        return download;
    }

    @Test
    void gets_the_bytes_in_their_order() throws Exception {
        forward.mouthful = 1000;
        ContentDownload download = toStream(forward);
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(forward.content()).isEqualTo(CONTENT);
        assertThat(download.status().transferred()).isEqualTo(CONTENT.length);
        download.complete();
        assertThat(forward.releases).hasValue(1);
        assertThat(download.stream()).isNull();
        assertThat(temporaries()).isEmpty();
    }

    @Test
    void ranges_come_one_after_the_other_and_later_ones_behind() throws Exception {
        ContentDownload download = toStream(forward);
        download.start(ranges(5000, 1000, 10, 20));
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(download.status().total()).isEqualTo(1020);
        download.start(ranges(5100, 10));
        assertThat(download.status().state()).as("it is there").isEqualTo(ContentState.TRANSFERRED);
        download.start(ranges(999_990, FileRange.TO_EOF));
        comesTo(download, ContentState.TRANSFERRED);
        download.start(ranges(0, 100));
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(download.status().transferred()).isEqualTo(1110);
        assertThat(forward.content()).isEqualTo(joined(part(CONTENT, 5000, 1000), part(CONTENT, 10, 20),
                part(CONTENT, 999_990, 10), part(CONTENT, 0, 10), part(CONTENT, 30, 70)));
        assertThat(forward.rewinds).hasValue(0);
    }

    @Test
    void the_rest_of_the_file_comes_behind_ranges() throws Exception {
        ContentDownload download = toStream(forward);
        download.start(ranges(5, 10));
        comesTo(download, ContentState.TRANSFERRED);
        download.start(List.of());
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(forward.content()).isEqualTo(
                joined(part(CONTENT, 5, 10), part(CONTENT, 0, 5), part(CONTENT, 15, CONTENT.length - 15)));
        assertThat(download.status().transferred()).isEqualTo(CONTENT.length);
        assertThat(download.status().total()).isEqualTo(CONTENT.length);
    }

    @Test
    void of_ranges_that_overlap_earlier_ones_the_rest_comes_once() throws Exception {
        ContentDownload download = toStream(forward);
        download.start(ranges(0, 10));
        comesTo(download, ContentState.TRANSFERRED);
        download.start(ranges(5, 10, 20, 10));
        comesTo(download, ContentState.TRANSFERRED);
        download.start(ranges(8, 17));
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(forward.content()).isEqualTo(
                joined(part(CONTENT, 0, 15), part(CONTENT, 20, 10), part(CONTENT, 15, 5)));
        assertThat(download.status().transferred()).isEqualTo(30);
        assertThat(forward.rewinds).hasValue(0);
    }

    @Test
    void ranges_asked_for_before_the_size_is_known_come_once() throws Exception {
        server.replies(ScriptedServer.status(404), file);
        ContentDownload before = toStream(seekable);
        before.start(null);
        comesTo(before, ContentState.TRANSFERRED);
        ContentDownload download = toStream(forward);
        download.start(ranges(0, 10));
        failsWith(download, HResult.ofHttpStatus(404));
        download.start(ranges(5, FileRange.TO_EOF));
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(forward.content()).isEqualTo(CONTENT);
    }

    @Test
    void goes_on_where_it_was_paused_without_going_back() throws Exception {
        ContentDownload download = stopsAfter(forward, 300_000);
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(forward.content()).isEqualTo(CONTENT);
        assertThat(forward.rewinds).hasValue(0);
        assertThat(file.asked).containsExactly("all", "300000-");
    }

    @Test
    void a_pause_within_a_write_loses_and_repeats_nothing() throws Exception {
        for (int i = 0; i < 20; i++) {
            FakeTransport.Gate gate = new FakeTransport.Gate();
            RecordingStream stream = new RecordingStream(false);
            stream.gate = gate;
            ContentDownload download = toStream(stream);
            download.start(i % 2 == 0 ? null : ranges(0, 400_000, 500_000, 400_000));
            Eventually.reached(gate.reached);
            download.pause();
            gate.open.countDown();
            download.start(null);
            comesTo(download, ContentState.TRANSFERRED);
            assertThat(stream.content()).isEqualTo(i % 2 == 0
                    ? CONTENT : joined(part(CONTENT, 0, 400_000), part(CONTENT, 500_000, 400_000)));
            assertThat(stream.rewinds).hasValue(0);
            download.complete();
        }
    }

    @Test
    void a_dropped_connection_is_continued() throws Exception {
        file.cuts.add(123_456);
        ContentDownload download = toStream(forward);
        download.start(null);
        Eventually.becomes(() -> download.status().state(), ContentState.TRANSFERRED);
        assertThat(forward.content()).isEqualTo(CONTENT);
        assertThat(forward.rewinds).hasValue(0);
    }

    @Test
    void changed_content_makes_a_stream_go_back() throws Exception {
        ContentDownload download = stopsAfter(seekable, 300_000);
        file.change(OTHER, "v2");
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(seekable.rewinds).hasValue(1);
        assertThat(seekable.content()).isEqualTo(OTHER);
    }

    @Test
    void changed_content_fails_where_the_stream_does_not_go_back() throws Exception {
        ContentDownload download = stopsAfter(forward, 300_000);
        file.change(OTHER, "v2");
        download.start(null);
        failsWith(download, HResult.E_NOTIMPL);
        download.start(null);
        failsWith(download, HResult.E_NOTIMPL);
        assertThat(forward.content()).isEqualTo(part(CONTENT, 0, 300_000));
    }

    @Test
    void old_bytes_that_stay_behind_the_content_are_an_error() throws Exception {
        RecordingStream keeps = new RecordingStream(true) {
            @Override
            public synchronized boolean rewind(long count) throws TransferFailure {
                super.rewind(count);
                return false;
            }
        };
        ContentDownload download = stopsAfter(keeps, 300_000);
        file.change(ServedJobs.content(3, 1000), "v2");
        download.start(null);
        failsWith(download, HResult.E_NOTIMPL);
    }

    @Test
    void changed_content_of_ranges_is_fetched_anew() throws Exception {
        ContentDownload download = toStream(seekable);
        download.start(ranges(100, 50, 10, 20));
        comesTo(download, ContentState.TRANSFERRED);
        file.change(OTHER, "v2");
        download.start(ranges(0, 5));
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(seekable.content()).isEqualTo(joined(part(OTHER, 100, 50), part(OTHER, 10, 20), part(OTHER, 0, 5)));
    }

    @Test
    void another_uri_makes_the_stream_go_back() throws Exception {
        ContentDownload download = stopsAfter(seekable, 300_000);
        download.set(ContentProperty.URI, server.url("/b"));
        file.change(OTHER, "v1");
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(seekable.content()).isEqualTo(OTHER);
        assertThat(seekable.rewinds).hasValue(1);
    }

    @Test
    void a_failed_write_fails_the_download_until_the_next_start() throws Exception {
        forward.room = 100_000;
        ContentDownload download = toStream(forward);
        download.start(null);
        failsWith(download, HResult.STG_E_WRITEFAULT);
        assertThat(download.status().transferred()).isEqualTo(100_000);
        forward.room = Integer.MAX_VALUE;
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(forward.content()).isEqualTo(CONTENT);
        assertThat(forward.rewinds).hasValue(0);
    }

    @Test
    void a_server_without_ranges_gives_the_whole_file_only() throws Exception {
        file.ranges = false;
        ContentDownload whole = toStream(forward);
        whole.start(null);
        comesTo(whole, ContentState.TRANSFERRED);
        assertThat(forward.content()).isEqualTo(CONTENT);
        ContentDownload parts = toStream(seekable);
        parts.start(ranges(5, 10));
        failsWith(parts, HResult.DO_E_INSUFFICIENT_RANGE_SUPPORT);
        assertThat(seekable.content()).isEmpty();
    }

    @Test
    void a_stream_that_blocks_holds_up_nobody_else_and_no_abort() throws Exception {
        FakeTransport.Gate gate = new FakeTransport.Gate();
        forward.gate = gate;
        ContentDownload blocked = toStream(forward);
        blocked.start(null);
        Eventually.reached(gate.reached);
        ContentDownload other = toFile("a");
        other.start(null);
        comesTo(other, ContentState.TRANSFERRED);
        ContentDownload second = toStream(seekable);
        second.start(null);
        comesTo(second, ContentState.TRANSFERRED);
        blocked.pause();
        assertThat(blocked.status().state()).isEqualTo(ContentState.PAUSED);
        gate.open.countDown();
        blocked.abort();
        assertThat(forward.releases).hasValue(1);
    }

    @Test
    void a_stream_can_be_replaced_before_the_start_only() throws Exception {
        ContentDownload download = toStream(forward);
        refuses(HResult.DO_E_FILE_DOWNLOADSINK_ALREADY_SET,
                () -> download.set(ContentProperty.LOCAL_PATH, local("a").toString()));
        download.setStream(seekable);
        assertThat(forward.releases).hasValue(1);
        assertThat(download.stream()).isSameAs(seekable);
        download.setStream(null);
        assertThat(seekable.releases).hasValue(1);
        download.set(ContentProperty.LOCAL_PATH, local("a").toString());
        RecordingStream third = new RecordingStream(true);
        refuses(HResult.DO_E_FILE_DOWNLOADSINK_ALREADY_SET, () -> download.setStream(third));
        download.start(null);
        refuses(HResult.DO_E_INVALID_STATE, () -> download.setStream(null));
        refuses(HResult.DO_E_INVALID_STATE, () -> download.set(ContentProperty.LOCAL_PATH, local("b").toString()));
        comesTo(download, ContentState.TRANSFERRED);
    }

    private ContentDownload callsFromWrite(Consumer<ContentDownload> call) throws InterruptedException {
        CompletableFuture<ContentDownload> self = new CompletableFuture<>();
        CompletableFuture<Void> returned = new CompletableFuture<>();
        RecordingStream calls = new RecordingStream(false) {
            @Override
            public int write(byte[] from, int offset, int count) throws TransferFailure, InterruptedException {
                if (!returned.isDone()) {
                    call.accept(self.join());
                    returned.complete(null);
                }
                return super.write(from, offset, count);
            }
        };
        ContentDownload download = toStream(calls);
        download.start(null);
        self.complete(download);
        assertThat(returned).succeedsWithin(Duration.ofSeconds(10));
        return download;
    }

    @Test
    void an_abort_from_within_a_write_does_not_wait_for_that_write() throws Exception {
        ContentDownload download = callsFromWrite(ContentDownload::abort);
        assertThat(download.status().state()).isEqualTo(ContentState.ABORTED);
        assertThat(downloads().all(USER)).isEmpty();
    }

    @Test
    void a_call_from_within_a_write_does_not_wait_for_an_abort_that_waits_for_the_write() throws Exception {
        callsFromWrite(download -> {
            Thread.ofPlatform().start(download::abort);
            await(() -> {
                try {
                    download.pause();
                    return false;
                } catch (ComException ended) {
                    return true;
                }
            });
        });
    }

    private static void await(BooleanSupplier condition) {
        try {
            Eventually.becomes(condition::getAsBoolean, true);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_blocking_start_from_within_a_write_does_not_wait_for_that_write() throws Exception {
        ContentDownload download = callsFromWrite(mine -> {
            mine.set(ContentProperty.BLOCKING_MODE, true);
            mine.start(null);
        });
        comesTo(download, ContentState.TRANSFERRED);
    }

    @Test
    void the_service_can_be_closed_from_within_a_write() throws Exception {
        callsFromWrite(_ -> fixture.queue.close());
    }
}
