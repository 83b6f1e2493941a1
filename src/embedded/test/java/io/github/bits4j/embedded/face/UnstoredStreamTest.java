package io.github.bits4j.embedded.face;

import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DODownloadProperty_NonVolatile;
import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DODownloadProperty_StreamInterface;
import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DODownloadProperty_Uri;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ConnectOptions;
import io.github.bits4j.DeliveryOptimizationFile;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.StreamObject;
import io.github.bits4j.com.Variant;
import io.github.bits4j.embedded.queue.JobQueue;
import io.github.bits4j.embedded.queue.QueueHooks;
import io.github.bits4j.embedded.queue.QueueSettings;
import io.github.bits4j.embedded.queue.ServiceRules;
import io.github.bits4j.embedded.store.BrokenDisk;
import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.time.SystemClock;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream that a client gives while the store cannot be written: the call fails, and the change holds all the same. */
class UnstoredStreamTest {
    private static final byte[] CONTENT = {1, 2, 3, 4, 5};

    private final BrokenDisk disk = new BrokenDisk();
    private final HttpTransport transport = new HttpTransport();
    private final SystemClock clock = new SystemClock();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private StreamObject stream;
    private ScriptedServer server;
    private JobStore store;
    private ServiceFace face;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        server = new ScriptedServer().replies(ScriptedServer.file(CONTENT, "ETag: \"1\""));
        stream = new StreamObject(Channels.newChannel(bytes));
        store = disk.open(directory);
        JobQueue queue = JobQueue.restore(ServiceRules.DELIVERY_OPTIMIZATION, QueueSettings.defaults(), transport, clock, store,
                QueueHooks.NONE);
        face = new ServiceFace(queue, NotificationClasses.NONE);
    }

    @AfterEach
    void close() throws IOException {
        disk.mend();
        face.close();
        assertThat(face.callbackCount()).isZero();
        store.close();
        transport.close();
        clock.close();
        server.close();
        assertThat(stream.object().release()).as("references left").isZero();
    }

    /** Until the store has written what it could not. */
    private void mend() throws InterruptedException {
        disk.mend();
        awaits(() -> {
            try {
                store.await(store.submit(List.of()));
                return true;
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private static void awaits(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(2);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void is_the_files_sink() throws Exception {
        try (BackgroundCopyManager manager = BackgroundCopyManager.of(face.managerPointer(), ServiceKind.DELIVERY_OPTIMIZATION,
                        ConnectOptions.defaults().withUnconfirmedSlots());
                BackgroundCopyJob job = manager.createJob("unstored", JobType.DOWNLOAD)) {
            DeliveryOptimizationFile file =
                    job.deliveryOptimization().addFile("id", URI.create(server.url("/a"))).deliveryOptimization();
            disk.breakAt(1);
            assertThatThrownBy(() -> file.setSink(stream.object().pointer())).isInstanceOf(BackgroundCopyException.class);
            mend();
            assertThat(face.callbackCount()).isEqualTo(1);
            assertThatThrownBy(() -> file.setSink(stream.object().pointer())).isInstanceOfSatisfying(
                    BackgroundCopyException.class, refused -> assertThat(refused.hresult())
                            .isEqualTo(HResult.DO_E_FILE_DOWNLOADSINK_ALREADY_SET));
            assertThat(face.callbackCount()).as("what was refused is let go").isEqualTo(1);
            var end = job.whenTransferred();
            job.resume();
            end.get(20, TimeUnit.SECONDS);
            assertThat(bytes.toByteArray()).isEqualTo(CONTENT);
            job.complete();
        }
    }

    @Test
    void is_the_downloads_sink() throws Exception {
        MemorySegment manager = RawDownload.query(face.managerPointer(), InterfaceIds.IDO_MANAGER);
        try (RawDownload download = RawDownload.create(manager)) {
            assertThat(download.set(DODownloadProperty_Uri(), new Variant.Text(server.url("/a")))).isZero();
            assertThat(download.set(DODownloadProperty_NonVolatile(), new Variant.Bool(true))).isZero();
            disk.breakAt(1);
            assertThat(HResult.failed(setStream(download))).isTrue();
            mend();
            assertThat(face.callbackCount()).isEqualTo(1);
            assertThat(download.start()).isZero();
            awaits(() -> download.status().state() == 2);
            assertThat(download.status()).isEqualTo(new RawDownload.Status(CONTENT.length, CONTENT.length, 2, 0, 0));
            assertThat(bytes.toByteArray()).isEqualTo(CONTENT);
            assertThat(HResult.name(setStream(download))).isEqualTo("DO_E_INVALID_STATE");
            assertThat(face.callbackCount()).as("what was refused is let go").isEqualTo(1);
            assertThat(download.complete()).isZero();
        } finally {
            RawDownload.release(manager);
        }
    }

    private int setStream(RawDownload download) {
        return download.set(DODownloadProperty_StreamInterface(), new Variant.Unknown(stream.object().pointer()));
    }
}
