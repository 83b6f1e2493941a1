package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What status callbacks are told, when, and when they are let go. */
class ContentStatusTest extends ContentFixture {

    private static final class Recorder implements StatusTarget {
        final List<ContentStatus> told = new CopyOnWriteArrayList<>();
        final AtomicInteger releases = new AtomicInteger();
        final AtomicInteger inside = new AtomicInteger();
        volatile boolean overlapped;
        volatile FakeTransport.@Nullable Gate gate;

        @Override
        public void statusChanged(ContentDownload download, ContentStatus status) {
            overlapped |= inside.incrementAndGet() > 1;
            told.add(status);
            FakeTransport.Gate stop = gate;
            if (stop != null) {
                try {
                    stop.pass();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            inside.decrementAndGet();
        }

        @Override
        public void release() {
            releases.incrementAndGet();
        }

        /** The states, progress left out. */
        List<ContentState> states() {
            return told.stream().map(ContentStatus::state)
                    .collect(() -> new java.util.ArrayList<ContentState>(), (list, state) -> {
                        if (list.isEmpty() || list.getLast() != state) {
                            list.add(state);
                        }
                    }, List::addAll);
        }
    }

    @Test
    void every_state_and_error_is_told_in_its_order() throws Exception {
        server.replies(file, ScriptedServer.status(404), file);
        Recorder recorder = new Recorder();
        ContentDownload first = toFile("x");
        first.start(null);
        comesTo(first, ContentState.TRANSFERRED);
        ContentDownload second = toFile("y");
        second.start(null);
        comesTo(second, ContentState.TRANSFERRED);
        ContentDownload download = toFile("a");
        download.setStatusTarget(recorder);
        download.start(null);
        failsWith(download, HResult.ofHttpStatus(404));
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        download.complete();
        Eventually.becomes(recorder.releases::get, 1);
        assertThat(recorder.states()).containsExactly(ContentState.TRANSFERRING, ContentState.PAUSED,
                ContentState.TRANSFERRING, ContentState.TRANSFERRED, ContentState.FINALIZED);
        assertThat(recorder.told).filteredOn(status -> status.state() == ContentState.PAUSED)
                .extracting(ContentStatus::error).containsOnly(HResult.ofHttpStatus(404));
        assertThat(recorder.overlapped).isFalse();
    }

    @Test
    void progress_is_told_by_percent() throws Exception {
        Recorder recorder = new Recorder();
        ContentDownload download = toFile("a");
        download.set(ContentProperty.CALLBACK_FREQ_SECONDS, 3600);
        download.set(ContentProperty.CALLBACK_FREQ_PERCENT, 25);
        download.setStatusTarget(recorder);
        FakeTransport.Gate gate = file.gateAfter(300_000);
        download.start(null);
        Eventually.reached(gate.reached);
        Eventually.becomes(() -> recorder.told.stream().anyMatch(status -> status.transferred() >= 250_000), true);
        gate.open.countDown();
        comesTo(download, ContentState.TRANSFERRED);
        Eventually.becomes(() -> recorder.states().contains(ContentState.TRANSFERRED), true);
        assertThat(recorder.told).hasSizeBetween(3, 7);
    }

    @Test
    void progress_is_told_no_more_often_than_asked_for() throws Exception {
        Recorder recorder = new Recorder();
        ContentDownload download = toFile("a");
        download.set(ContentProperty.CALLBACK_FREQ_SECONDS, 3600);
        download.setStatusTarget(recorder);
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        Eventually.becomes(() -> recorder.states().contains(ContentState.TRANSFERRED), true);
        assertThat(recorder.told).extracting(ContentStatus::state)
                .containsExactly(ContentState.TRANSFERRING, ContentState.TRANSFERRED);
    }

    @Test
    void progress_that_stopped_is_told_when_its_time_has_come() throws Exception {
        SetClock clock = new SetClock();
        try (JobQueue queue = new JobQueue(
                ServiceRules.DELIVERY_OPTIMIZATION, QueueFixture.QUICK, transport, new FakeLauncher(), clock)) {
            Recorder recorder = new Recorder();
            ContentDownload download = queue.downloads().create(USER);
            download.set(ContentProperty.URI, server.url("/a"));
            download.set(ContentProperty.LOCAL_PATH, local("a").toString());
            download.setStatusTarget(recorder);
            FakeTransport.Gate gate = file.gateAfter(300_000);
            download.start(null);
            Eventually.reached(gate.reached);
            Eventually.becomes(() -> download.status().transferred(), 300_000L);
            assertThat(recorder.told).extracting(ContentStatus::transferred).containsOnly(0L);
            clock.advance(Duration.ofMillis(1002));
            Eventually.becomes(() -> recorder.told.getLast().transferred(), 300_000L);
            gate.open.countDown();
            comesTo(download, ContentState.TRANSFERRED);
        }
    }

    @Test
    void another_target_takes_the_place_of_the_first() throws Exception {
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        ContentDownload download = toFile("a");
        download.setStatusTarget(first);
        download.setStatusTarget(first);
        assertThat(first.releases).hasValue(0);
        download.setStatusTarget(second);
        assertThat(first.releases).hasValue(1);
        assertThat(download.<Boolean>withStatusTarget(target -> target == second)).isTrue();
        download.setStatusTarget(null);
        assertThat(second.releases).hasValue(1);
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(Stream.of(first, second).flatMap(target -> target.told.stream())).isEmpty();
    }

    @Test
    void nobody_is_released_while_he_is_called() throws Exception {
        Recorder slow = new Recorder();
        FakeTransport.Gate gate = new FakeTransport.Gate();
        slow.gate = gate;
        ContentDownload download = toFile("a");
        download.setStatusTarget(slow);
        download.start(null);
        Eventually.reached(gate.reached);
        download.abort();
        assertThat(slow.releases).hasValue(0);
        gate.open.countDown();
        Eventually.becomes(slow.releases::get, 1);
        assertThat(slow.states()).last().isEqualTo(ContentState.ABORTED);
    }

    @Test
    void the_end_of_the_queue_lets_go_of_one_who_is_yet_to_be_told_of_a_downloads_end() throws Exception {
        Recorder slow = new Recorder();
        FakeTransport.Gate gate = new FakeTransport.Gate();
        slow.gate = gate;
        ContentDownload download = toFile("a");
        download.setStatusTarget(slow);
        download.start(null);
        Eventually.reached(gate.reached);
        download.abort();
        fixture.queue.close();
        gate.open.countDown();
        Eventually.becomes(slow.releases::get, 1);
    }

    @Test
    void the_end_of_the_queue_lets_everybody_go() throws Exception {
        Recorder recorder = new Recorder();
        RecordingStream stream = new RecordingStream(true);
        ContentDownload download = toStream(stream);
        download.setStatusTarget(recorder);
        fixture.queue.close();
        assertThat(recorder.releases).hasValue(1);
        assertThat(stream.releases).hasValue(1);
        refuses(HResult.RPC_E_DISCONNECTED, () -> download.start(null));
    }

    @Test
    void no_progress_for_too_long_is_an_error_of_its_own() throws Exception {
        SetClock clock = new SetClock();
        try (JobQueue queue = new JobQueue(ServiceRules.DELIVERY_OPTIMIZATION, QueueSettings.defaults(), transport,
                new FakeLauncher(), clock)) {
            server.replies(ScriptedServer.status(503));
            ContentDownload first = toFile("first");
            first.start(null);
            comesTo(first, ContentState.TRANSFERRED);
            ContentDownload download = queue.downloads().create(USER);
            download.set(ContentProperty.URI, server.url("/a"));
            download.set(ContentProperty.LOCAL_PATH, local("a").toString());
            download.set(ContentProperty.NO_PROGRESS_TIMEOUT_SECONDS, 60);
            download.start(null);
            for (int i = 0; i < 3; i++) {
                Eventually.becomes(() -> HResult.name(download.status().error()), HResult.name(HResult.ofHttpStatus(503)));
                assertThat(download.status().state()).isEqualTo(ContentState.PAUSED);
                clock.advance(Duration.ofSeconds(20));
            }
            Eventually.becomes(() -> HResult.name(download.status().error()), "DO_E_DOWNLOAD_NO_PROGRESS");
            assertThat(download.status().extended()).isEqualTo(HResult.ofHttpStatus(503));
            assertThat(download.status().state()).isEqualTo(ContentState.PAUSED);
        }
    }

    @Test
    void a_pause_ends_the_attempts_and_keeps_the_error() throws Exception {
        SetClock clock = new SetClock();
        try (JobQueue queue = new JobQueue(ServiceRules.DELIVERY_OPTIMIZATION, QueueSettings.defaults(), transport,
                new FakeLauncher(), clock)) {
            server.replies(ScriptedServer.status(503));
            ContentDownload first = queue.downloads().create(USER);
            first.set(ContentProperty.URI, server.url("/a"));
            first.setStream(new RecordingStream(true));
            first.start(null);
            comesTo(first, ContentState.TRANSFERRED);
            ContentDownload second = queue.downloads().create(USER);
            second.set(ContentProperty.URI, server.url("/a"));
            second.setStream(new RecordingStream(true));
            second.start(null);
            Eventually.becomes(() -> second.status().error(), HResult.ofHttpStatus(503));
            int requests = server.requests.size();
            second.pause();
            assertThat(second.status().error()).isEqualTo(HResult.ofHttpStatus(503));
            clock.advance(Duration.ofDays(2));
            assertThat(second.status().error()).isEqualTo(HResult.ofHttpStatus(503));
            assertThat(server.requests).hasSize(requests);
        }
    }
}
