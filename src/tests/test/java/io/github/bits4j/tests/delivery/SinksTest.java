package io.github.bits4j.tests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.DeliveryOptimizationFile;
import io.github.bits4j.FileRange;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationFile2Vtbl;
import io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.FailingStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** IDeliveryOptimizationJob2::AddFile, and where such files go: the sinks of IDeliveryOptimizationFile2. */
class SinksTest extends DeliveryTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @BeforeEach
    void requireEmbedded() {
        Assumptions.assumeTrue(service.isEmbedded(), "the slots are not confirmed");
    }

    private BackgroundCopyFile add(BackgroundCopyJob job) {
        return job.deliveryOptimization().addFile("id", served().uri());
    }

    private void finish(BackgroundCopyJob job) {
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
    }

    @Test
    void a_file_without_a_sink_is_not_transferred() {
        BackgroundCopyJob job = session.job();
        BackgroundCopyFile file = add(job);
        assertThat(job.files()).hasSize(1);
        assertThat(file.localName()).isEmpty();
        assertThat(file.remoteName()).isEqualTo(served().uri().toString());
        assertThat(file.deliveryOptimization().sink()).isEmpty();
        assertFails(HResult.DO_E_FILE_DOWNLOADSINK_UNSPECIFIED, job::resume);
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
        file.deliveryOptimization().setSink(local("late"));
        finish(job);
        assertThat(written("late")).isEqualTo(CONTENT);
    }

    @Test
    void a_file_without_a_sink_that_comes_to_a_job_under_way_is_its_error() throws Exception {
        Gate gate = new Gate();
        BackgroundCopyJob job = session.job(
                session.server.file("/first", CONTENT).always(Fault.holdAfter(10, gate)), "first");
        job.resume();
        gate.awaitReached();
        BackgroundCopyFile file = add(job);
        gate.open();
        awaitState(job, JobState.ERROR);
        assertThat(job.readError().orElseThrow().hresult()).isEqualTo(HResult.DO_E_FILE_DOWNLOADSINK_UNSPECIFIED);
        file.deliveryOptimization().setSink(local("second"));
        finish(job);
        assertThat(written("second")).isEqualTo(CONTENT);
    }

    @Test
    void the_sink_is_a_file() {
        BackgroundCopyJob job = session.job();
        BackgroundCopyFile file = add(job);
        file.deliveryOptimization().setSink(local("sink"));
        assertThat(file.deliveryOptimization().sink()).hasValue(local("sink"));
        assertThat(file.localName()).isEqualTo(local("sink").toString());
        finish(job);
        assertThat(written("sink")).isEqualTo(CONTENT);
    }

    @Test
    void the_sink_is_a_channel_and_nothing_is_on_the_disk() throws Exception {
        BackgroundCopyJob job = session.job();
        BackgroundCopyFile file = add(job);
        file.deliveryOptimization().setSink(Channels.newChannel(bytes));
        assertThat(file.deliveryOptimization().sink()).isEmpty();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(bytes.toByteArray()).isEqualTo(CONTENT);
        assertThat(session.directory).isEmptyDirectory();
        assertThat(job.progress().filesTransferred()).isEqualTo(1);
        job.complete();
        assertThat(file.progress().completed()).isTrue();
        Await.until("the stream to be released", () -> session.embedded().counts().callbacks() == 0);
    }

    @Test
    void a_part_goes_into_a_channel_alone() throws Exception {
        BackgroundCopyJob job = session.job();
        List<FileRange> ranges = List.of(FileRange.of(1000, 500));
        BackgroundCopyFile file = job.deliveryOptimization().addFile("id", served().uri(), ranges);
        assertThat(file.ranges()).isEqualTo(ranges);
        file.deliveryOptimization().setSink(Channels.newChannel(bytes));
        finish(job);
        assertThat(bytes.toByteArray()).isEqualTo(Arrays.copyOfRange(CONTENT, 1000, 1500));
    }

    @Test
    void a_channel_gets_each_byte_once_across_interruptions() throws Exception {
        Gate gate = new Gate();
        ServedFile remote = session.server.file("/gate", CONTENT).onNext(1, Fault.holdAfter(20_000, gate));
        BackgroundCopyJob job = session.job();
        BackgroundCopyFile file = job.deliveryOptimization().addFile("id", remote.uri());
        file.deliveryOptimization().setSink(Channels.newChannel(bytes));
        job.resume();
        gate.awaitReached();
        Await.until("some bytes", () -> file.progress().bytesTransferred() > 0);
        job.suspend();
        gate.open();
        finish(job);
        assertThat(bytes.toByteArray()).isEqualTo(CONTENT);
    }

    @Test
    void a_file_that_has_changed_needs_a_channel_that_goes_back() throws Exception {
        byte[] other = LoopbackServer.bytes(30_000, 8);
        try (FileChannel channel = FileChannel.open(local("channel"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            BackgroundCopyJob job = interrupted(channel, other);
            finish(job);
        }
        assertThat(written("channel")).isEqualTo(other);
        BackgroundCopyJob forward = interrupted(Channels.newChannel(bytes), other);
        forward.resume();
        awaitState(forward, JobState.ERROR);
        assertThat(forward.readError().orElseThrow().hresult()).isEqualTo(HResult.STG_E_INVALIDFUNCTION);
    }

    /** A suspended job whose file is another one since its first bytes came. */
    private BackgroundCopyJob interrupted(WritableByteChannel channel, byte[] other) throws Exception {
        Gate gate = new Gate();
        ServedFile remote = session.server.file("/changing", CONTENT).onNext(1, Fault.holdAfter(20_000, gate));
        BackgroundCopyJob job = session.job();
        BackgroundCopyFile file = job.deliveryOptimization().addFile("id", remote.uri());
        file.deliveryOptimization().setSink(channel);
        job.resume();
        gate.awaitReached();
        Await.until("some bytes", () -> file.progress().bytesTransferred() > 0);
        job.suspend();
        gate.open();
        remote.changeContent(other);
        return job;
    }

    @Test
    void a_channel_that_fails_is_the_jobs_error() throws Exception {
        BackgroundCopyJob job = session.job();
        add(job).deliveryOptimization().setSink(Channels.newChannel(new FailingStream(new IOException("full"))));
        job.resume();
        awaitState(job, JobState.ERROR);
        assertThat(job.readError().orElseThrow().hresult()).isEqualTo(HResult.STG_E_WRITEFAULT);
        assertThat(job.deliveryOptimization().extendedErrorInfo()).isPresent();
        job.cancel();
        Await.until("the stream to be released", () -> session.embedded().counts().callbacks() == 0);
        assertThat(job.deliveryOptimization().extendedErrorInfo()).as("of a job without an error").isEmpty();
    }

    @Test
    void a_file_has_one_sink() throws Exception {
        BackgroundCopyJob job = session.job();
        DeliveryOptimizationFile file = add(job).deliveryOptimization();
        file.setSink(Channels.newChannel(bytes));
        assertFails(HResult.DO_E_FILE_DOWNLOADSINK_ALREADY_SET, () -> file.setSink(local("x")));
        assertFails(HResult.DO_E_FILE_DOWNLOADSINK_ALREADY_SET, () -> file.setSink(Channels.newChannel(bytes)));
        assertThat(session.embedded().counts().callbacks()).as("the refused one was released").isEqualTo(1);
        BackgroundCopyJob named = session.job();
        named.deliveryOptimization().addFile("id", served().uri(), local("named"));
        assertFails(HResult.DO_E_FILE_DOWNLOADSINK_ALREADY_SET,
                () -> file(named).deliveryOptimization().setSink(Channels.newChannel(bytes)));
    }

    @Test
    void what_cannot_be_a_sink_is_refused() {
        BackgroundCopyJob job = session.job();
        DeliveryOptimizationFile file = add(job).deliveryOptimization();
        assertFails(HResult.E_NOINTERFACE, () -> file.setSink(job.pointer()));
        assertFails(HResult.ofWin32(3), () -> file.setSink(local("missing").resolve("file")));
        assertThatIllegalArgumentException().isThrownBy(() -> file.setSink(MemorySegment.NULL));
        assertThatIllegalArgumentException().isThrownBy(() -> file.setSink(Path.of("relative")));
        assertThat(file.sink()).isEmpty();
    }

    @Test
    void content_without_a_url_is_not_known_here() {
        BackgroundCopyJob job = session.job();
        assertFails(HResult.DO_E_DOWNLOAD_NO_URI, () -> job.deliveryOptimization().addPublishedFile("id"));
        assertThat(job.files()).isEmpty();
    }

    @Test
    void ranges_and_states_are_those_of_all_files() {
        BackgroundCopyJob job = session.job();
        URI uri = served().uri();
        assertFails(HResult.DO_E_OVERLAPPING_RANGES, () -> job.deliveryOptimization()
                .addFile("id", uri, List.of(FileRange.of(0, 2), FileRange.of(1, 2))));
        BackgroundCopyFile file = add(job);
        job.cancel();
        assertFails(HResult.DO_E_INVALID_STATE, () -> job.deliveryOptimization().addFile("id", uri));
        assertFails(HResult.DO_E_INVALID_STATE, () -> file.deliveryOptimization().setSink(local("x")));
        assertFails(HResult.DO_E_INVALID_STATE, () -> file.deliveryOptimization().setTotalSize(1));
    }

    @Test
    void a_job_that_is_cancelled_in_the_middle_lets_go_of_the_channel() throws Exception {
        Gate gate = new Gate();
        ServedFile remote = session.server.file("/held", CONTENT).always(Fault.holdAfter(10_000, gate));
        BackgroundCopyJob job = session.job();
        job.deliveryOptimization().addFile("id", remote.uri()).deliveryOptimization().setSink(Channels.newChannel(bytes));
        job.resume();
        gate.awaitReached();
        job.cancel();
        gate.open();
        Await.until("the stream to be released", () -> session.embedded().counts().callbacks() == 0);
        assertThat(bytes.size()).isLessThan(CONTENT.length);
    }

    @Test
    void a_channel_that_blocks_holds_up_no_other_job() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        BackgroundCopyJob blocked = session.job();
        blocked.setPriority(JobPriority.NORMAL);
        add(blocked).deliveryOptimization().setSink(Channels.newChannel(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                reached.countDown();
                try {
                    open.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }));
        blocked.resume();
        assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
        BackgroundCopyJob other = session.job(served(), "other");
        other.setPriority(JobPriority.NORMAL);
        other.resume();
        try {
            awaitState(other, JobState.TRANSFERRED);
        } finally {
            open.countDown();
        }
        awaitState(blocked, JobState.TRANSFERRED);
    }

    @Test
    void who_asks_for_the_stream_after_the_end_is_told_that_there_is_none() throws Exception {
        BackgroundCopyJob job = session.job();
        BackgroundCopyFile file = add(job);
        file.deliveryOptimization().setSink(Channels.newChannel(bytes));
        try (ComScope scope = new ComScope();
                ComPointer pointer = ComPointer.share(file.pointer(), scope);
                ComPointer raw = pointer.query(InterfaceIds.IDELIVERY_OPTIMIZATION_FILE2).orElseThrow()) {
            assertThat(stream(raw)).isZero();
            job.cancel();
            assertThat(HResult.name(stream(raw))).isEqualTo("E_NOT_SET");
        }
    }

    /** The HRESULT of asking for it. */
    private static int stream(ComPointer file2) {
        return file2.call((vtable, self, arena) -> {
            MemorySegment out = Variant.allocate(arena);
            int hresult = IDeliveryOptimizationFile2Vtbl.GetProperty.invoke(
                    IDeliveryOptimizationFile2Vtbl.GetProperty(vtable), self,
                    deliveryoptimization_h.DOFilePropertyId_DownloadSinkInterface(), out);
            Variant.clear(out);
            return hresult;
        });
    }
}
