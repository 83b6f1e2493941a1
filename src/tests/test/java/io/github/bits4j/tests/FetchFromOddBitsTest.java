package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ErrorKind;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.embedded.Fetch;
import io.github.bits4j.embedded.FetchFailure;
import io.github.bits4j.embedded.FetchOptions;
import io.github.bits4j.embedded.FetchResult;
import io.github.bits4j.embedded.FetchRoute;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.NoLeaks;
import io.github.bits4j.tests.support.OddBits;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A fetch by a BITS that fails in ways of its own, or does not answer at all, and then by another service. */
@ExtendWith(NoLeaks.class)
class FetchFromOddBitsTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(50_000, 3);
    private static final int NOT_LOGGED_ON = 0x800704DD;
    private static final Duration PATIENCE = Duration.ofMillis(200);

    @TempDir
    Path directory;

    private final LoopbackServer server = LoopbackServer.start();
    private final EmbeddedService odd = EmbeddedService.inMemory();
    private final EmbeddedService good = EmbeddedService.inMemory();
    private final FetchRoute next = FetchRoute.ofBits("good", good::connect);
    private final Arena arena = Arena.ofShared();
    private final CountDownLatch hangs = new CountDownLatch(1);

    @AfterEach
    void close() {
        hangs.countDown();
        // Whoever hung lets go of what he had got, late as it is.
        Await.until("nothing to be left", () -> odd.counts().equals(new EmbeddedService.Counts(1, 0)));
        assertThat(jobs()).isZero();
        odd.close();
        good.close();
        server.close();
        arena.close();
    }

    private int jobs() {
        try (BackgroundCopyManager manager = odd.connect()) {
            return manager.jobs().size();
        }
    }

    private int hang(int hresult) {
        try {
            assertThat(hangs.await(1, TimeUnit.MINUTES)).isTrue();
            return hresult;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<FetchResult> fetch(FetchRoute first) {
        return Fetch.file(server.file("/file", CONTENT).uri(), directory.resolve("file"),
                FetchOptions.defaults().withRoutes(first, next).withPatience(PATIENCE));
    }

    private FetchRoute odd(BiConsumer<MemorySegment, MemorySegment> change) {
        return FetchRoute.ofBits("odd", () -> OddBits.connect(odd, arena, change));
    }

    private void nextGetsItSince(ErrorKind kind, FetchRoute first) throws Exception {
        FetchResult result = fetch(first).get(60, TimeUnit.SECONDS);
        assertThat(result.route()).isSameAs(next);
        assertThat(result.failures()).extracting(FetchFailure::kind).containsExactly(kind);
        assertThat(directory.resolve("file")).hasBinaryContent(CONTENT);
    }

    @Test
    void nobody_is_logged_on_when_the_job_is_resumed() throws Exception {
        nextGetsItSince(ErrorKind.NOT_LOGGED_ON, odd((vtable, _) -> IBackgroundCopyJobVtbl.Resume(
                vtable, IBackgroundCopyJobVtbl.Resume.allocate(_ -> NOT_LOGGED_ON, arena))));
        assertThat(jobs()).isZero();
    }

    @Test
    void it_does_not_let_anybody_connect() throws Exception {
        nextGetsItSince(ErrorKind.STALLED, FetchRoute.ofBits("odd", () -> {
            hang(0);
            return odd.connect();
        }));
    }

    @Test
    void it_does_not_come_back_from_resume() throws Exception {
        nextGetsItSince(ErrorKind.STALLED, odd((vtable, job) -> IBackgroundCopyJobVtbl.Resume(
                vtable, IBackgroundCopyJobVtbl.Resume.allocate(_ -> hang(0), arena))));
    }

    @Test
    void it_does_not_come_back_from_a_question_for_the_state() throws Exception {
        nextGetsItSince(ErrorKind.STALLED, odd((vtable, job) -> IBackgroundCopyJobVtbl.GetState(vtable,
                IBackgroundCopyJobVtbl.GetState.allocate((_, out) -> hang(IBackgroundCopyJobVtbl.GetState.invoke(
                        IBackgroundCopyJobVtbl.GetState(OddBits.vtable(job)), job, out)), arena))));
    }

    @Test
    void who_cancels_does_not_wait_for_it() {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<FetchResult> future = fetch(FetchRoute.ofBits("odd", () -> {
            asked.countDown();
            hang(0);
            return odd.connect();
        }));
        Await.until("the service to be asked", () -> asked.getCount() == 0);
        future.cancel(true);
        assertThat(hangs.getCount()).isEqualTo(1);
        hangs.countDown();
        assertThat(good.counts().objects()).isEqualTo(1);
    }
}
