package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.FileRange;
import io.github.bits4j.JobState;
import io.github.bits4j.OnDemandOptions;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.UnsupportedInterfaceException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.ServiceTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file in on-demand mode as a channel. */
class OnDemandChannelTest extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(300_000, 8);
    private static final OnDemandOptions SMALL = OnDemandOptions.defaults().withReadAhead(4_096);

    private ServedFile remote;

    @BeforeEach
    void require() {
        session.require(Feature.FILE3);
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no IBackgroundCopyFile6");
        remote = session.server.file("/channel", CONTENT);
    }

    private BackgroundCopyJob job() {
        BackgroundCopyJob job = session.job(remote, "channel");
        job.properties().setOnDemand(true);
        return job;
    }

    private static byte[] read(SeekableByteChannel channel, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        channel.position(position);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) { }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static byte[] part(int from, int count) {
        return Arrays.copyOfRange(CONTENT, from, from + count);
    }

    private static Throwable failureOf(CompletableFuture<?> running) {
        return running.handle((result, failure) -> failure.getCause()).join();
    }

    /** Reads on another thread, which blocks for want of bytes. */
    private static CompletableFuture<?> reading(SeekableByteChannel channel, AtomicReference<Thread> reader) {
        return CompletableFuture.supplyAsync(() -> {
            reader.set(Thread.currentThread());
            try {
                return channel.read(ByteBuffer.allocate(10));
            } catch (IOException e) {
                throw new java.util.concurrent.CompletionException(e);
            }
        }, task -> Thread.ofPlatform().start(task));
    }

    @Test
    void any_part_can_be_read_and_only_what_is_needed_is_fetched() throws IOException {
        BackgroundCopyJob job = job();
        BackgroundCopyFile file = job.files().getFirst();
        try (SeekableByteChannel channel = job.openChannel(file, SMALL)) {
            assertThat(read(channel, 200_000, 1_000)).isEqualTo(part(200_000, 1_000));
            assertThat(channel.position()).isEqualTo(201_000);
            assertThat(read(channel, 100, 10)).isEqualTo(part(100, 10));
            assertThat(channel.size()).isEqualTo(300_000);
            assertThat(read(channel, 299_990, 100)).isEqualTo(part(299_990, 10));
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(read(channel, 400_000, 1)).isEmpty();
            assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
        }
        assertThat(job.progress().bytesTransferred()).isLessThan(20_000);
        assertThat(file.filledRanges()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void what_is_there_is_not_fetched_again() throws IOException {
        BackgroundCopyJob job = job();
        try (SeekableByteChannel channel = job.openChannel(job.files().getFirst(), SMALL)) {
            read(channel, 50_000, 4_000);
            int requests = session.server.requests().size();
            assertThat(read(channel, 51_000, 1_000)).isEqualTo(part(51_000, 1_000));
            assertThat(session.server.requests()).hasSize(requests);
        }
    }

    @Test
    void the_whole_file_can_be_read_as_a_stream_and_the_job_be_completed() throws IOException {
        BackgroundCopyJob job = job();
        try (InputStream stream = Channels.newInputStream(job.openChannel(job.files().getFirst(), SMALL))) {
            assertThat(stream.readAllBytes()).isEqualTo(CONTENT);
        }
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(session.directory.resolve("channel")).hasBinaryContent(CONTENT);
    }

    @Test
    void an_empty_file_has_no_bytes() throws IOException {
        remote.changeContent(new byte[0]);
        BackgroundCopyJob job = job();
        try (SeekableByteChannel channel = job.openChannel(job.files().getFirst())) {
            assertThat(channel.size()).isZero();
            assertThat(channel.read(ByteBuffer.allocate(10))).isEqualTo(-1);
        }
    }

    @Test
    void two_channels_of_a_file_have_a_position_each() throws IOException {
        BackgroundCopyJob job = job();
        BackgroundCopyFile file = job.files().getFirst();
        try (SeekableByteChannel one = job.openChannel(file, SMALL); SeekableByteChannel other = job.openChannel(file, SMALL)) {
            CompletableFuture<byte[]> elsewhere = CompletableFuture.supplyAsync(() -> {
                try {
                    return read(other, 250_000, 20_000);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThat(read(one, 0, 20_000)).isEqualTo(part(0, 20_000));
            assertThat(elsewhere.join()).isEqualTo(part(250_000, 20_000));
        }
    }

    @Test
    void content_that_changes_is_not_mixed() throws IOException {
        BackgroundCopyJob job = job();
        try (SeekableByteChannel channel = job.openChannel(job.files().getFirst(), SMALL)) {
            read(channel, 0, 10);
            remote.changeContent(LoopbackServer.bytes(300_000, 9));
            assertThatIOException().isThrownBy(() -> read(channel, 100_000, 10)).withMessageContaining("changed on the server");
        }
    }

    @Test
    void a_job_that_fails_fails_the_read() throws IOException {
        remote.always(Fault.status(404));
        BackgroundCopyJob job = job();
        try (SeekableByteChannel channel = job.openChannel(job.files().getFirst())) {
            assertThatIOException().isThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
                    .withMessageContaining("BG_E_HTTP_ERROR_404");
        }
    }

    @Test
    void a_read_does_not_wait_for_ever() throws IOException {
        Gate gate = new Gate();
        remote.always(Fault.holdAfter(0, gate));
        BackgroundCopyJob job = job();
        OnDemandOptions options = SMALL.withTimeout(Duration.ofMillis(200));
        try (SeekableByteChannel channel = job.openChannel(job.files().getFirst(), options)) {
            assertThatIOException().isThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
                    .withMessageContaining("no bytes came for PT0.2S");
        } finally {
            gate.open();
        }
    }

    @Test
    void closing_ends_a_read_from_another_thread() throws Exception {
        Gate gate = new Gate();
        remote.always(Fault.holdAfter(0, gate));
        BackgroundCopyJob job = job();
        SeekableByteChannel channel = job.openChannel(job.files().getFirst(),
                OnDemandOptions.defaults().withTimeout(ChronoUnit.FOREVER.getDuration()));
        CompletableFuture<?> read = reading(channel, new AtomicReference<>());
        gate.awaitReached();
        channel.close();
        channel.close();
        assertThat(failureOf(read)).isInstanceOf(AsynchronousCloseException.class);
        gate.open();
        assertThat(channel.isOpen()).isFalse();
        for (ThrowingCallable call : new ThrowingCallable[] {channel::size, channel::position,
            () -> channel.position(1), () -> channel.read(ByteBuffer.allocate(1))}) {
            assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(call);
        }
        job.cancel(); // the job is there still
    }

    @Test
    void an_interrupt_ends_a_read_and_closes_the_channel() throws Exception {
        Gate gate = new Gate();
        remote.always(Fault.holdAfter(0, gate));
        BackgroundCopyJob job = job();
        SeekableByteChannel channel = job.openChannel(job.files().getFirst());
        AtomicReference<Thread> reader = new AtomicReference<>();
        CompletableFuture<?> read = reading(channel, reader);
        gate.awaitReached();
        reader.get().interrupt();
        assertThat(failureOf(read)).isInstanceOf(ClosedByInterruptException.class);
        assertThat(channel.isOpen()).isFalse();
        gate.open();
    }

    @Test
    void a_job_that_is_cancelled_ends_the_read() throws IOException {
        BackgroundCopyJob job = job();
        try (SeekableByteChannel channel = job.openChannel(job.files().getFirst(), SMALL)) {
            read(channel, 0, 10);
            job.cancel();
            assertThatIOException().isThrownBy(() -> read(channel, 100_000, 10)).withMessageContaining("CANCELLED");
        }
    }

    @Test
    void it_cannot_be_written_to() throws IOException {
        BackgroundCopyJob job = job();
        try (SeekableByteChannel channel = job.openChannel(job.files().getFirst())) {
            assertThatExceptionOfType(NonWritableChannelException.class).isThrownBy(() -> channel.write(ByteBuffer.allocate(1)));
            assertThatExceptionOfType(NonWritableChannelException.class).isThrownBy(() -> channel.truncate(0));
            assertThatIllegalArgumentException().isThrownBy(() -> channel.position(-1));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> SMALL.withReadAhead(0)).withMessageStartingWith("readAhead: ");
        assertThatIllegalArgumentException().isThrownBy(() -> SMALL.withTimeout(Duration.ZERO)).withMessageStartingWith("timeout: ");
    }
}
