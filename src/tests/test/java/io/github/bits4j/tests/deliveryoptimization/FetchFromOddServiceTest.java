package io.github.bits4j.tests.deliveryoptimization;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.ErrorKind;
import io.github.bits4j.com.ComException;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.embedded.Fetch;
import io.github.bits4j.embedded.FetchFailure;
import io.github.bits4j.embedded.FetchOptions;
import io.github.bits4j.embedded.FetchResult;
import io.github.bits4j.embedded.FetchRoute;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.NoLeaks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fetch by a Delivery Optimization that fails in ways of its own, or does not answer at all, and then by another service. */
@ExtendWith(NoLeaks.class)
class FetchFromOddServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(50_000, 3);
    private static final int ABORTED = 4;
    private static final int PAUSED = 5;

    @TempDir
    Path directory;

    private final LoopbackServer server = LoopbackServer.start();
    private final EmbeddedService good = EmbeddedService.inMemory();
    private final FetchRoute next = FetchRoute.ofBits("good", good::connect);
    private final FakeManager odd = new FakeManager();
    private final FakeDownload download = odd.add();

    @AfterEach
    void close() {
        odd.close();
        good.close();
        server.close();
    }

    private void nextGetsItSince(ErrorKind kind) throws Exception {
        FetchOptions options = FetchOptions.defaults().withPatience(Duration.ofMillis(200))
                .withRoutes(FetchRoute.ofDeliveryOptimization("odd", odd::connect), next);
        FetchResult result = Fetch.file(server.file("/file", CONTENT).uri(), directory.resolve("file"), options)
                .get(60, TimeUnit.SECONDS);
        assertThat(result.route()).isSameAs(next);
        assertThat(result.failures()).extracting(FetchFailure::kind).containsExactly(kind);
        assertThat(directory.resolve("file")).hasBinaryContent(CONTENT);
    }

    @Test
    void nobody_is_logged_on_at_the_start() throws Exception {
        download.onStart = _ -> {
            throw new ComException(0x800704DD, "Start");
        };
        nextGetsItSince(ErrorKind.NOT_LOGGED_ON);
        assertThat(download.starts).hasSize(1);
        assertThat(download.state).isEqualTo(ABORTED);
    }

    @ParameterizedTest
    @CsvSource({"800704DD, NOT_LOGGED_ON", "80D02002, STALLED"})
    void the_download_fails(String hresult, ErrorKind kind) throws Exception {
        // Not before: a download that fails while it is prepared is closed before it is started.
        download.onStart = _ -> {
            download.error = Integer.parseUnsignedInt(hresult, 16);
            download.state = PAUSED;
        };
        nextGetsItSince(kind);
        assertThat(download.starts).hasSize(1);
        assertThat(download.state).isEqualTo(ABORTED);
    }

    @Test
    void the_status_never_comes() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        download.beforeStatus = () -> {
            try {
                assertThat(hangs.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        nextGetsItSince(ErrorKind.STALLED);
        hangs.countDown();
        Await.until("the download to be aborted when the service is back", () -> download.state == ABORTED);
    }
}
