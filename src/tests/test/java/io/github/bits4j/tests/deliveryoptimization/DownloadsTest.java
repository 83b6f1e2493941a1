package io.github.bits4j.tests.deliveryoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bits4j.ServiceKind;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationException;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadState;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.NoLeaks;
import java.nio.file.Path;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Base of the tests of downloads by an embedded service; none may leave an object or a callback behind. */
@ExtendWith(NoLeaks.class)
abstract class DownloadsTest {
    static final int SIZE = 300_000;

    @TempDir
    Path directory;

    final LoopbackServer server = LoopbackServer.start();
    EmbeddedService service;
    DeliveryOptimizationManager manager;

    @BeforeEach
    void open() {
        service = newService();
        manager = service.connectDeliveryOptimization();
    }

    EmbeddedService newService() {
        return EmbeddedService.inMemory(ServiceKind.DELIVERY_OPTIMIZATION);
    }

    @AfterEach
    void close() {
        manager.downloads().forEach(Download::abort);
        manager.close();
        service.close();
        Await.until("the service to let go", () -> service.counts().equals(new EmbeddedService.Counts(0, 0)));
        server.close();
    }

    ServedFile served(int size) {
        return server.file("/" + UUID.randomUUID(), LoopbackServer.bytes(size, size));
    }

    /** A download that is told what and whereto, and not started. */
    Download download(ServedFile remote, String name) {
        Download download = manager.createDownload();
        download.setUri(remote.uri());
        download.setLocalPath(directory.resolve(name));
        return download;
    }

    static void awaitState(Download download, DownloadState state) {
        try {
            Await.until(state.toString(), () -> download.status().state() == state);
        } catch (AssertionError e) {
            throw new AssertionError("is " + download.status(), e);
        }
    }


    static DeliveryOptimizationException failure(int hresult, ThrowingCallable call) {
        DeliveryOptimizationException e = catchThrowableOfType(DeliveryOptimizationException.class, call);
        assertThat(e).as("a failure").isNotNull();
        assertThat(e.hresult()).as(e.getMessage()).isEqualTo(hresult);
        return e;
    }
}
