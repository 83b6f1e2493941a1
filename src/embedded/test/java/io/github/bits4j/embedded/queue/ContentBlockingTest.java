package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Start in blocking mode. */
class ContentBlockingTest extends ContentFixture {

    @Test
    void in_blocking_mode_start_returns_at_the_end() throws Exception {
        ContentDownload download = toFile("a");
        download.set(ContentProperty.BLOCKING_MODE, true);
        download.start(null);
        assertThat(download.status().state()).isEqualTo(ContentState.TRANSFERRED);

        server.replies(ScriptedServer.status(410));
        ContentDownload lost = toFile("b");
        lost.set(ContentProperty.BLOCKING_MODE, true);
        refuses(HResult.ofHttpStatus(410), () -> lost.start(null));
    }

    @Test
    void a_blocked_start_ends_with_pause_abort_and_the_service() throws Exception {
        FakeTransport.Gate gate = file.gateAfter(10);
        ContentDownload paused = toFile("a");
        CompletableFuture<Void> start = blocked(paused);
        Eventually.reached(gate.reached);
        paused.pause();
        start.get(20, TimeUnit.SECONDS);
        gate.open.countDown();

        FakeTransport.Gate second = file.gateAfter(10);
        ContentDownload aborted = toFile("b");
        CompletableFuture<Void> ends = blocked(aborted);
        Eventually.reached(second.reached);
        aborted.abort();
        second.open.countDown();
        assertThat(ends.handle((_, failure) -> HResult.format(((ComException) failure).hresult()))
                .get(20, TimeUnit.SECONDS)).startsWith("0x80004004");

        FakeTransport.Gate third = file.gateAfter(10);
        CompletableFuture<Void> closed = blocked(toFile("c"));
        Eventually.reached(third.reached);
        fixture.queue.close();
        third.open.countDown();
        assertThat(closed.handle((_, failure) -> ((ComException) failure).hresult())
                .get(20, TimeUnit.SECONDS)).isEqualTo(HResult.ofWin32(1722));
    }

    private static CompletableFuture<Void> blocked(ContentDownload download) {
        download.set(ContentProperty.BLOCKING_MODE, true);
        CompletableFuture<Void> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                download.start(null);
                result.complete(null);
            } catch (RuntimeException failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }
}
