package io.github.bits4j.tests.delivery;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.DeliveryOptimizationFile;
import io.github.bits4j.DownloadMode;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.SwarmStatistics;
import io.github.bits4j.SwarmStatus;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationFile2Vtbl;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationJob2Vtbl;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.StreamObject;
import io.github.bits4j.com.Variant;
import io.github.bits4j.com.WideString;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.tests.support.RawInterface;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The other properties of IDeliveryOptimizationFile2 and IDeliveryOptimizationJob2, and IDeliveryOptimizationFile::GetStats. */
class FilePropertiesTest extends DeliveryTest {
    private static final int DECRYPTION_INFO = 0;
    private static final int INTEGRITY_CHECK_INFO = 1;
    private static final int INTEGRITY_CHECK_MANDATORY = 2;
    private static final int SINK_INTERFACE = 3;
    private static final int SINK_FILE_PATH = 4;
    private static final int SINK_MEMORY_STREAM = 5;
    private static final int TOTAL_SIZE = 6;

    private BackgroundCopyJob job;

    @BeforeEach
    void addFile() {
        Assumptions.assumeTrue(service.isEmbedded(), "the slots are not confirmed");
        job = session.job();
        job.deliveryOptimization().addFile("the id", served().uri(), local("file"));
    }

    private DeliveryOptimizationFile delivered() {
        return file(job).deliveryOptimization();
    }

    @Test
    void the_size_is_what_is_told_until_the_server_tells_it() {
        assertThat(delivered().totalSize()).isEmpty();
        delivered().setTotalSize(77);
        assertThat(delivered().totalSize()).hasValue(77);
        assertThat(job.progress().bytesTotal()).hasValue(77);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(delivered().totalSize()).hasValue(CONTENT.length);
        assertFails(HResult.DO_E_INVALID_STATE, () -> delivered().setTotalSize(77));
        assertThatIllegalArgumentException().isThrownBy(() -> delivered().setTotalSize(-1));
    }

    @Test
    void what_must_be_checked_is_not_transferred_since_nothing_is_checked_here() {
        assertThat(delivered().isIntegrityCheckMandatory()).isFalse();
        delivered().setIntegrityCheckMandatory(true);
        assertThat(delivered().isIntegrityCheckMandatory()).isTrue();
        assertFails(HResult.DO_E_INTEGRITYCHECKINFO_UNSPECIFIED, job::resume);
        delivered().setIntegrityCheckInfo("{\"PiecesHashFileUrl\":\"http://test.invalid/phf\"}");
        assertFails(HResult.DO_E_INTEGRITYCHECKINFO_UNAVAILABLE, job::resume);
        delivered().setIntegrityCheckMandatory(false);
        assertThat(delivered().isIntegrityCheckMandatory()).isFalse();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
    }

    @Test
    void nothing_is_decrypted_here() {
        assertFails(HResult.E_NOTIMPL, () -> delivered().setDecryptionInfo("{}"));
    }

    @Test
    void properties_say_that_they_are_write_only_or_not_set_or_not_there() {
        assertThat(get(DECRYPTION_INFO)).isEqualTo(HResult.DO_E_WRITE_ONLY_PROPERTY);
        assertThat(get(INTEGRITY_CHECK_INFO)).isEqualTo(HResult.DO_E_WRITE_ONLY_PROPERTY);
        assertThat(get(INTEGRITY_CHECK_MANDATORY)).isEqualTo(HResult.E_NOT_SET);
        assertThat(get(SINK_INTERFACE)).isEqualTo(HResult.E_NOT_SET);
        assertThat(get(SINK_FILE_PATH)).isEqualTo(HResult.S_OK);
        assertThat(get(SINK_MEMORY_STREAM)).isEqualTo(HResult.DO_E_MEMORYSTREAM_DOWNLOAD_NOT_SUPPORTED);
        assertThat(get(TOTAL_SIZE)).isEqualTo(HResult.E_NOT_SET);
        for (int id : new int[] {-1, 7, 99}) {
            assertThat(get(id)).isEqualTo(HResult.DO_E_UNKNOWN_PROPERTY_ID);
            assertThat(set(id, new Variant.Text("x"))).isEqualTo(HResult.DO_E_UNKNOWN_PROPERTY_ID);
        }
        assertThat(set(SINK_MEMORY_STREAM, new Variant.Unknown(job.pointer())))
                .isEqualTo(HResult.DO_E_MEMORYSTREAM_DOWNLOAD_NOT_SUPPORTED);
    }

    @Test
    void values_of_another_type_are_refused() {
        assertThat(set(INTEGRITY_CHECK_INFO, new Variant.UInt4(1))).isEqualTo(HResult.E_INVALIDARG);
        assertThat(set(INTEGRITY_CHECK_MANDATORY, new Variant.Text("true"))).isEqualTo(HResult.E_INVALIDARG);
        assertThat(set(SINK_INTERFACE, new Variant.Text("x"))).isEqualTo(HResult.E_INVALIDARG);
        assertThat(set(SINK_INTERFACE, new Variant.Unknown(MemorySegment.NULL))).isEqualTo(HResult.E_INVALIDARG);
        assertThat(set(SINK_FILE_PATH, new Variant.Empty())).isEqualTo(HResult.E_INVALIDARG);
        assertThat(set(TOTAL_SIZE, new Variant.UInt4(1))).isEqualTo(HResult.E_INVALIDARG);
        assertThat(set(TOTAL_SIZE, new Variant.UInt8(-2))).isEqualTo(HResult.E_INVALIDARG);
    }

    @Test
    void the_stream_can_be_asked_for() throws Exception {
        BackgroundCopyJob other = session.job();
        StreamObject stream = new StreamObject(Channels.newChannel(new ByteArrayOutputStream()));
        try {
            DeliveryOptimizationFile file = other.deliveryOptimization().addFile("id", served().uri()).deliveryOptimization();
            file.setSink(stream.object().pointer());
            Variant given = new RawInterface(file(other).pointer(), InterfaceIds.IDELIVERY_OPTIMIZATION_FILE2).call(
                    (vtable, self, arena) -> {
                        MemorySegment out = Variant.allocate(arena);
                        assertThat(IDeliveryOptimizationFile2Vtbl.GetProperty.invoke(
                                IDeliveryOptimizationFile2Vtbl.GetProperty(vtable), self, SINK_INTERFACE, out)).isZero();
                        Variant value = Variant.read(out);
                        Variant.clear(out);
                        return value;
                    });
            assertThat(given).isEqualTo(new Variant.Unknown(stream.object().pointer()));
            assertThat(get(other, SINK_FILE_PATH)).isEqualTo(HResult.E_NOT_SET);
            try (ComPointer owned = file.stream().orElseThrow()) {
                assertThat(owned.segment().address()).isEqualTo(stream.object().pointer().address());
            }
            assertThat(delivered().stream()).as("of a file that goes to the disk").isEmpty();
        } finally {
            stream.object().release();
        }
    }

    @Test
    void only_the_owner_may_set_them() {
        try (BackgroundCopyManager stranger = session.embedded().connectAs("somebody else")) {
            BackgroundCopyJob theirs = stranger.getJob(job.id());
            DeliveryOptimizationFile file = file(theirs).deliveryOptimization();
            assertFails(HResult.E_ACCESSDENIED, () -> file.setTotalSize(1));
            assertFails(HResult.E_ACCESSDENIED, () -> theirs.deliveryOptimization().addFile("id", served().uri()));
            assertFails(HResult.E_ACCESSDENIED,
                    () -> theirs.deliveryOptimization().addFile("id", served().uri(), local("theirs")));
            assertThat(file.totalSize()).isEmpty();
        }
    }

    @Test
    void the_jobs_property_is_what_there_is_to_say_of_its_error() {
        assertThat(job.deliveryOptimization().extendedErrorInfo()).isEmpty();
        BackgroundCopyJob failed = session.job(session.server.uri("/missing"), "missing");
        failed.resume();
        awaitState(failed, JobState.ERROR);
        assertThat(failed.deliveryOptimization().extendedErrorInfo().orElseThrow())
                .isEqualTo(failed.readError().orElseThrow().description());
        assertThat(setOfJob(0)).as("it can only be read").isEqualTo(HResult.DO_E_READ_ONLY_PROPERTY);
        assertThat(setOfJob(1)).isEqualTo(HResult.DO_E_UNKNOWN_PROPERTY_ID);
        assertThat(job2().<Integer>call((vtable, self, arena) -> IDeliveryOptimizationJob2Vtbl.GetProperty.invoke(
                IDeliveryOptimizationJob2Vtbl.GetProperty(vtable), self, 1, Variant.allocate(arena))))
                .isEqualTo(HResult.DO_E_UNKNOWN_PROPERTY_ID);
    }

    @Test
    void a_file_is_given_by_the_interface_that_is_asked_for() {
        List.of(InterfaceIds.IDELIVERY_OPTIMIZATION_FILE, InterfaceIds.IDELIVERY_OPTIMIZATION_FILE2,
                InterfaceIds.IBACKGROUND_COPY_FILE).forEach(iid -> assertThat(addFile(iid)).isEqualTo(HResult.S_OK));
        assertThat(job.files()).hasSize(4);
        assertThat(addFile(InterfaceIds.IBACKGROUND_COPY_JOB)).isEqualTo(HResult.E_NOINTERFACE);
        assertThat(job.files()).as("nothing was added").hasSize(4);
    }

    private int addFile(Guid iid) {
        return job2().call((vtable, self, arena) -> {
            MemorySegment out = arena.allocate(ADDRESS);
            int hr = IDeliveryOptimizationJob2Vtbl.AddFile.invoke(IDeliveryOptimizationJob2Vtbl.AddFile(vtable), self,
                    WideString.allocate(arena, "id"), WideString.allocate(arena, "http://test.invalid/x"), 0,
                    MemorySegment.NULL, iid.allocate(arena), out);
            assertThat(out.get(ADDRESS, 0).address() != 0).isEqualTo(hr == HResult.S_OK);
            if (hr == HResult.S_OK) {
                ComPointer.own(out.get(ADDRESS, 0), new ComScope()).close();
            }
            return hr;
        });
    }

    @Test
    void statistics_say_that_all_came_from_the_server() throws Exception {
        SwarmStatistics before = delivered().statistics();
        SwarmStatistics.Peers none = new SwarmStatistics.Peers(0, 0, 0);
        assertThat(before.fileId()).isEqualTo("the id");
        assertThat(before.source()).isEqualTo(served().uri().toString());
        assertThat(before.fileSize()).isEmpty();
        assertThat(before.bytesDownloaded()).isZero();
        assertThat(before.http()).isEqualTo(new SwarmStatistics.Source(0, 0));
        assertThat(before.status()).isEqualTo(SwarmStatus.PAUSED);
        assertThat(before.background()).as("a foreground job").isFalse();
        Gate gate = new Gate();
        served().onNext(1, Fault.holdAfter(20_000, gate));
        job.setPriority(JobPriority.LOW);
        job.resume();
        gate.awaitReached();
        assertThat(delivered().statistics().status()).isEqualTo(SwarmStatus.DOWNLOADING);
        assertThat(delivered().statistics().background()).isTrue();
        gate.open();
        awaitState(job, JobState.TRANSFERRED);
        SwarmStatistics after = delivered().statistics();
        assertThat(after.fileSize()).hasValue(CONTENT.length);
        assertThat(after.bytesDownloaded()).isEqualTo(CONTENT.length);
        assertThat(after.http()).isEqualTo(new SwarmStatistics.Source(CONTENT.length, 1));
        assertThat(List.of(after.lan(), after.group(), after.internet())).containsOnly(none);
        assertThat(after.cache()).isEqualTo(new SwarmStatistics.Source(0, 0));
        assertThat(after.mode()).isEqualTo(DownloadMode.SIMPLE);
        assertThat(after.status()).isEqualTo(SwarmStatus.COMPLETE);
        assertThat(after.duration()).isPositive();
        job.complete();
        assertThat(delivered().statistics().bytesDownloaded()).as("of a completed job").isEqualTo(CONTENT.length);
    }

    private int get(int id) {
        return get(job, id);
    }

    private static int get(BackgroundCopyJob job, int id) {
        return new RawInterface(file(job).pointer(), InterfaceIds.IDELIVERY_OPTIMIZATION_FILE2).call((vtable, self, arena) -> {
            MemorySegment out = Variant.allocate(arena);
            int hr = IDeliveryOptimizationFile2Vtbl.GetProperty.invoke(
                    IDeliveryOptimizationFile2Vtbl.GetProperty(vtable), self, id, out);
            assertThat(Variant.read(out) instanceof Variant.Empty).as("a value").isEqualTo(hr != HResult.S_OK);
            Variant.clear(out);
            return hr;
        });
    }

    private int set(int id, Variant value) {
        return new RawInterface(file(job).pointer(), InterfaceIds.IDELIVERY_OPTIMIZATION_FILE2).call((vtable, self, arena) -> {
            MemorySegment in = Variant.allocate(arena);
            value.write(in);
            try {
                return IDeliveryOptimizationFile2Vtbl.SetProperty.invoke(
                        IDeliveryOptimizationFile2Vtbl.SetProperty(vtable), self, id, in);
            } finally {
                Variant.clear(in);
            }
        });
    }

    private int setOfJob(int id) {
        return job2().call((vtable, self, arena) -> IDeliveryOptimizationJob2Vtbl.SetProperty.invoke(
                IDeliveryOptimizationJob2Vtbl.SetProperty(vtable), self, id, Variant.allocate(arena)));
    }

    private RawInterface job2() {
        return new RawInterface(job.pointer(), InterfaceIds.IDELIVERY_OPTIMIZATION_JOB2);
    }
}
