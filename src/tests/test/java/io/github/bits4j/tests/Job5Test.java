package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.bindings.bits.BITS_JOB_PROPERTY_VALUE;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob5Vtbl;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.ServiceTest;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** IBackgroundCopyJob5, which the typed API does not have yet: a union of 16 bytes goes by value. */
class Job5Test extends ServiceTest {
    private static final int COST_FLAGS = 1;
    private static final int NOTIFICATION_CLSID = 2;
    private static final int DYNAMIC_CONTENT = 3;
    private static final int HIGH_PERFORMANCE = 4;
    private static final int MAX_DOWNLOAD_SIZE = 5;
    private static final int USE_STORED_CREDENTIALS = 7;
    private static final int MINIMUM_NOTIFICATION_INTERVAL_MS = 9;
    private static final int ON_DEMAND_MODE = 10;

    @BeforeEach
    void require() {
        session.require(Feature.JOB5);
    }

    private static RawInterface job5(BackgroundCopyJob job) {
        return new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB5);
    }

    private static int set(BackgroundCopyJob job, int id, Consumer<MemorySegment> value) {
        return job5(job).call((vtable, self, arena) -> {
            MemorySegment union = BITS_JOB_PROPERTY_VALUE.allocate(arena);
            value.accept(union);
            return IBackgroundCopyJob5Vtbl.SetProperty.invoke(
                    IBackgroundCopyJob5Vtbl.SetProperty(vtable), self, id, union);
        });
    }

    private static <T> void expect(BackgroundCopyJob job, int id, Function<MemorySegment, T> read, T value) {
        T actual = job5(job).call((vtable, self, arena) -> {
            MemorySegment union = BITS_JOB_PROPERTY_VALUE.allocate(arena).fill((byte) 0x5A);
            int hr = IBackgroundCopyJob5Vtbl.GetProperty.invoke(
                    IBackgroundCopyJob5Vtbl.GetProperty(vtable), self, id, union);
            assertThat(hr).isEqualTo(HResult.S_OK);
            return read.apply(union);
        });
        assertThat(actual).as("property " + id).isEqualTo(value);
    }

    private static int failedGet(BackgroundCopyJob job, int id) {
        return job5(job).failure((vtable, self, out) ->
                IBackgroundCopyJob5Vtbl.GetProperty.invoke(IBackgroundCopyJob5Vtbl.GetProperty(vtable), self, id, out));
    }

    private static Consumer<MemorySegment> dword(int value) {
        return union -> BITS_JOB_PROPERTY_VALUE.Dword(union, value);
    }

    private static Consumer<MemorySegment> enable(boolean value) {
        return union -> BITS_JOB_PROPERTY_VALUE.Enable(union, value ? 1 : 0);
    }

    private void requireBits() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization knows two properties only");
    }

    @Test
    void cost_flags_can_change_at_any_time() {
        BackgroundCopyJob job = session.smallJob();
        expect(job, COST_FLAGS, BITS_JOB_PROPERTY_VALUE::Dword, 0x800000FF);
        assertThat(set(job, COST_FLAGS, dword(0x8000006F))).isEqualTo(HResult.S_OK);
        expect(job, COST_FLAGS, BITS_JOB_PROPERTY_VALUE::Dword, 0x8000006F);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(set(job, COST_FLAGS, dword(0x80000067))).isEqualTo(HResult.S_OK);
        job.complete();
        assertThat(set(job, COST_FLAGS, dword(0x8000006F))).isEqualTo(service.invalidState());
        expect(job, COST_FLAGS, BITS_JOB_PROPERTY_VALUE::Dword, 0x80000067);
    }

    @Test
    void each_property_has_its_member_of_the_union() {
        requireBits();
        BackgroundCopyJob job = session.job();
        for (int id : List.of(DYNAMIC_CONTENT, HIGH_PERFORMANCE)) {
            expect(job, id, BITS_JOB_PROPERTY_VALUE::Enable, 0);
            assertThat(set(job, id, enable(true))).isEqualTo(HResult.S_OK);
            expect(job, id, BITS_JOB_PROPERTY_VALUE::Enable, 1);
        }
        assertThat(set(job, MAX_DOWNLOAD_SIZE, union -> BITS_JOB_PROPERTY_VALUE.Uint64(union, 5L << 32)))
                .isEqualTo(HResult.S_OK);
        expect(job, MAX_DOWNLOAD_SIZE, BITS_JOB_PROPERTY_VALUE::Uint64, 5L << 32);
        assertThat(set(job, USE_STORED_CREDENTIALS, union -> BITS_JOB_PROPERTY_VALUE.Target(union, 2)))
                .isEqualTo(HResult.S_OK);
        expect(job, USE_STORED_CREDENTIALS, BITS_JOB_PROPERTY_VALUE::Target, 2);
        expect(job, MINIMUM_NOTIFICATION_INTERVAL_MS, BITS_JOB_PROPERTY_VALUE::Dword, 500);
        assertThat(set(job, MINIMUM_NOTIFICATION_INTERVAL_MS, dword(1_500))).isEqualTo(HResult.S_OK);
        expect(job, MINIMUM_NOTIFICATION_INTERVAL_MS, BITS_JOB_PROPERTY_VALUE::Dword, 1_500);
        expect(job, ON_DEMAND_MODE, BITS_JOB_PROPERTY_VALUE::Enable, 0);
    }

    @Test
    void some_properties_have_their_time() {
        requireBits();
        BackgroundCopyJob job = session.smallJob();
        assertThat(set(job, HIGH_PERFORMANCE, enable(true))).isEqualTo(HResult.BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(set(job, DYNAMIC_CONTENT, enable(true))).isEqualTo(HResult.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME);
        assertThat(set(job, MAX_DOWNLOAD_SIZE, union -> BITS_JOB_PROPERTY_VALUE.Uint64(union, 1)))
                .isEqualTo(HResult.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME);
        assertThat(set(session.job(JobType.UPLOAD), DYNAMIC_CONTENT, enable(true)))
                .isEqualTo(HResult.BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY);
        assertThat(set(session.job(), USE_STORED_CREDENTIALS, union -> BITS_JOB_PROPERTY_VALUE.Target(union, 1)))
                .isEqualTo(HResult.BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED);
    }

    @Test
    void no_class_is_notified_unless_one_is_named() {
        BackgroundCopyJob job = session.smallJob();
        expect(job, NOTIFICATION_CLSID, union -> Guid.read(BITS_JOB_PROPERTY_VALUE.ClsID(union)), new Guid(0, 0));
        assertThat(set(job, NOTIFICATION_CLSID, union -> { })).isEqualTo(HResult.S_OK);
    }

    @Test
    void the_class_that_is_named_last_is_kept_until_it_is_cleared() {
        Assumptions.assumeTrue(service.isEmbedded(), "the system may know which classes there are");
        BackgroundCopyJob job = session.job();
        for (Guid clsid : List.of(InterfaceIds.CLSID_BACKGROUND_COPY_MANAGER, Guid.IUNKNOWN, new Guid(0, 0))) {
            assertThat(set(job, NOTIFICATION_CLSID, union -> clsid.write(BITS_JOB_PROPERTY_VALUE.ClsID(union))))
                    .isEqualTo(HResult.S_OK);
            expect(job, NOTIFICATION_CLSID, union -> Guid.read(BITS_JOB_PROPERTY_VALUE.ClsID(union)), clsid);
        }
    }

    @Test
    void on_demand_mode_is_for_downloads_before_their_first_resume() {
        requireBits();
        BackgroundCopyJob job = session.smallJob();
        assertThat(set(job, ON_DEMAND_MODE, enable(true))).isEqualTo(HResult.S_OK);
        expect(job, ON_DEMAND_MODE, BITS_JOB_PROPERTY_VALUE::Enable, 1);
        assertThat(set(job, ON_DEMAND_MODE, enable(false))).isEqualTo(HResult.S_OK);
        expect(job, ON_DEMAND_MODE, BITS_JOB_PROPERTY_VALUE::Enable, 0);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(set(job, ON_DEMAND_MODE, enable(true))).isEqualTo(HResult.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME);
        assertThat(set(session.job(JobType.UPLOAD), ON_DEMAND_MODE, enable(true)))
                .isEqualTo(HResult.BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY);
    }

    @Test
    void unknown_properties_are_refused() {
        boolean bits = service.kind() == ServiceKind.BITS;
        int unknown = bits ? HResult.BG_E_UNKNOWN_PROPERTY_ID : HResult.DO_E_UNKNOWN_PROPERTY_ID;
        BackgroundCopyJob job = session.smallJob();
        for (int id : bits ? List.of(0, 99) : List.of(0, DYNAMIC_CONTENT, ON_DEMAND_MODE, 99)) {
            assertThat(set(job, id, dword(1))).as("SetProperty " + id).isEqualTo(unknown);
            assertThat(failedGet(job, id)).as("GetProperty " + id).isEqualTo(unknown);
        }
    }

    @Test
    void delivery_optimization_has_the_slots_of_the_interfaces_between_but_not_the_interfaces() {
        Assumptions.assumeTrue(service.isEmbedded() && service.kind() == ServiceKind.DELIVERY_OPTIMIZATION,
                "of the embedded Delivery Optimization");
        BackgroundCopyJob job = session.smallJob();
        for (Guid iid : List.of(InterfaceIds.IBACKGROUND_COPY_JOB2, InterfaceIds.IBACKGROUND_COPY_JOB3,
                InterfaceIds.IBACKGROUND_COPY_JOB4)) {
            assertThat(new RawInterface(job.pointer(), iid).exists()).isFalse();
        }
        assertThat(job5(job).failure((vtable, self, out) -> IBackgroundCopyJob5Vtbl.GetMaximumDownloadTime.invoke(
                IBackgroundCopyJob5Vtbl.GetMaximumDownloadTime(vtable), self, out))).isEqualTo(HResult.E_NOTIMPL);
    }
}
