package io.github.bits4j.tests.deliveryoptimization;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.FileRange;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.HResult;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationException;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadError;
import io.github.bits4j.deliveryoptimization.DownloadState;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.FailingStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DownloadStreamTest extends DownloadsTest {
    private final IOException full = new IOException("the disk is full");

    private Download unsunk(ServedFile remote) {
        Download download = manager.createDownload();
        download.setUri(remote.uri());
        return download;
    }

    private Download intoFullDisk() throws IOException {
        Download download = unsunk(served(SIZE));
        download.setStream(new FailingStream(full));
        return download;
    }

    @Test
    void a_channel_gets_the_content_and_is_left_open() throws Exception {
        ServedFile remote = served(SIZE);
        Path local = directory.resolve("by-channel");
        try (FileChannel channel = FileChannel.open(local, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            Download download = unsunk(remote);
            download.setStream(channel);
            download.start();
            awaitState(download, DownloadState.TRANSFERRED);
            download.finalizeDownload();
            assertThat(channel.isOpen()).isTrue();
        }
        assertThat(local).hasBinaryContent(remote.content());
    }

    @Test
    void a_stream_gets_it_too_and_nothing_stays_in_its_buffer() throws Exception {
        ServedFile remote = served(SIZE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Download download = unsunk(remote);
        download.setStream(new BufferedOutputStream(bytes, 1 << 20));
        download.start();
        awaitState(download, DownloadState.TRANSFERRED);
        assertThat(bytes.toByteArray()).isEqualTo(remote.content());
        download.finalizeDownload();
    }

    @Test
    void a_files_stream_can_begin_in_the_middle() throws Exception {
        ServedFile remote = served(1000);
        Path local = directory.resolve("by-stream");
        try (FileOutputStream stream = new FileOutputStream(local.toFile())) {
            stream.write("head".getBytes(StandardCharsets.US_ASCII));
            Download download = unsunk(remote);
            download.setStream(stream);
            download.start();
            awaitState(download, DownloadState.TRANSFERRED);
            download.finalizeDownload();
        }
        assertThat(Arrays.copyOfRange(Files.readAllBytes(local), 4, 1004)).isEqualTo(remote.content());
    }

    @Test
    void ranges_come_one_after_the_other() throws Exception {
        ServedFile remote = served(SIZE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Download download = unsunk(remote);
        download.setStream(Channels.newChannel(bytes));
        download.start(List.of(FileRange.of(5000, 10), FileRange.of(100, 20)));
        awaitState(download, DownloadState.TRANSFERRED);
        download.start(List.of(FileRange.of(700, 3)));
        awaitState(download, DownloadState.TRANSFERRED);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.write(remote.content(), 5000, 10);
        expected.write(remote.content(), 100, 20);
        expected.write(remote.content(), 700, 3);
        assertThat(bytes.toByteArray()).isEqualTo(expected.toByteArray());
    }

    @Test
    void what_the_channel_throws_is_the_cause() throws Exception {
        Download download = intoFullDisk();
        download.start();
        awaitState(download, DownloadState.PAUSED);
        DownloadError error = download.status().error().orElseThrow();
        assertThat(error.hresult()).isEqualTo(HResult.STG_E_WRITEFAULT);
        assertThat(error.streamFailure()).containsSame(full);
        assertThat(error.isTransient()).isFalse();
        assertThat(error.toException()).hasCause(full);
        assertThat(error.toString()).contains("the disk is full");
    }

    @Test
    void what_the_channel_throws_may_be_unchecked() throws Exception {
        Path local = Files.createFile(directory.resolve("for-reading"));
        try (FileChannel channel = FileChannel.open(local, StandardOpenOption.READ)) {
            Download download = unsunk(served(SIZE));
            download.setStream(channel);
            download.start();
            awaitState(download, DownloadState.PAUSED);
            DownloadError error = download.status().error().orElseThrow();
            assertThat(error.hresult()).isEqualTo(HResult.STG_E_WRITEFAULT);
            assertThat(error.streamFailure().orElseThrow()).hasCauseInstanceOf(NonWritableChannelException.class);
        }
    }

    @Test
    void what_the_channel_throws_is_the_cause_of_a_blocking_start_too() throws Exception {
        Download download = intoFullDisk();
        download.setBlocking(true);
        DeliveryOptimizationException e = failure(HResult.STG_E_WRITEFAULT, download::start);
        assertThat(e.getCause()).isSameAs(full);
    }

    @Test
    void what_the_channel_has_thrown_is_no_cause_of_what_follows() throws Exception {
        Download download = intoFullDisk();
        download.start();
        awaitState(download, DownloadState.PAUSED);
        download.abort();
        assertThat(failure(HResult.DO_E_INVALID_STATE, download::start).getCause()).isNull();
    }

    @Test
    void one_kind_of_sink_excludes_the_other() throws Exception {
        Download streamed = unsunk(served(1));
        long objects = ComObject.liveCount();
        streamed.setStream(new ByteArrayOutputStream());
        failure(HResult.DO_E_FILE_DOWNLOADSINK_ALREADY_SET, () -> streamed.setLocalPath(directory.resolve("x")));
        assertThat(ComObject.liveCount()).isEqualTo(objects + 1);
        streamed.clearStream();
        assertThat(ComObject.liveCount()).isEqualTo(objects);
        streamed.setLocalPath(directory.resolve("x"));
        failure(HResult.DO_E_FILE_DOWNLOADSINK_ALREADY_SET, () -> streamed.setStream(new ByteArrayOutputStream()));
        assertThat(ComObject.liveCount()).as("what was refused is let go").isEqualTo(objects);
    }

    @Test
    void the_services_reference_alone_keeps_the_stream() throws Exception {
        long objects = ComObject.liveCount();
        Download download = unsunk(served(1));
        download.setStream(new ByteArrayOutputStream());
        try (ComPointer stream = download.stream().orElseThrow()) {
            assertThat(stream.segment().address()).isNotZero();
        }
        download.start();
        awaitState(download, DownloadState.TRANSFERRED);
        download.finalizeDownload();
        Await.until("the stream's end", () -> ComObject.liveCount() <= objects + 1); // the download's own object
    }
}
