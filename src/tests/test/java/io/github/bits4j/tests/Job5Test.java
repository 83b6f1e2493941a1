package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.CostFlag;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobProperties;
import io.github.bits4j.JobState;
import io.github.bits4j.JobTransferPolicy;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.UnsupportedInterfaceException;
import io.github.bits4j.bindings.bits.BITS_JOB_PROPERTY_VALUE;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob5Vtbl;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.ServiceTest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The properties of IBackgroundCopyJob5. */
class Job5Test extends ServiceTest {
    @BeforeEach
    void require() {
        session.require(Feature.JOB5);
    }

    private void requireBits() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization knows two properties only");
    }

    @Test
    void the_transfer_policy_can_change_at_any_time() {
        BackgroundCopyJob job = session.smallJob();
        JobProperties properties = job.properties();
        assertThat(properties.transferPolicy()).isEqualTo(JobTransferPolicy.ALWAYS);
        properties.setTransferPolicy(JobTransferPolicy.NO_SURCHARGE);
        assertThat(properties.transferPolicy()).isEqualTo(JobTransferPolicy.NO_SURCHARGE);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        properties.setTransferPolicy(JobTransferPolicy.STANDARD);
        job.complete();
        assertFails(service.invalidState(), () -> properties.setTransferPolicy(JobTransferPolicy.ALWAYS));
        assertThat(properties.transferPolicy()).isEqualTo(JobTransferPolicy.STANDARD);
    }

    @Test
    void a_transfer_policy_is_made_of_flags() {
        JobProperties properties = session.smallJob().properties();
        JobTransferPolicy policy = JobTransferPolicy.of(EnumSet.of(CostFlag.UNRESTRICTED, CostFlag.IGNORE_CONGESTION));
        properties.setTransferPolicy(policy);
        assertThat(properties.transferPolicy()).isEqualTo(policy);
        assertThat(properties.transferPolicy().flags()).containsExactly(CostFlag.UNRESTRICTED, CostFlag.IGNORE_CONGESTION);
    }

    @Test
    void bits_without_a_name_survive() {
        Assumptions.assumeTrue(service.isEmbedded(), "whether BITS takes the reserved bit is not documented");
        JobProperties properties = session.smallJob().properties();
        JobTransferPolicy odd = new JobTransferPolicy(0x4000_0001);
        properties.setTransferPolicy(odd);
        assertThat(properties.transferPolicy()).isEqualTo(odd).hasToString("UNRESTRICTED | 0x40000000");
    }

    @Test
    void modes_are_off_in_a_new_job_and_stay_on() {
        requireBits();
        JobProperties properties = session.job().properties();
        assertThat(properties.isDynamicContent()).isFalse();
        properties.setDynamicContent(true);
        assertThat(properties.isDynamicContent()).isTrue();
        assertThat(properties.isHighPerformance()).isFalse();
        properties.setHighPerformance(true);
        assertThat(properties.isHighPerformance()).isTrue();
        properties.setHighPerformance(false);
        assertThat(properties.isHighPerformance()).isFalse();
        assertThat(properties.isOnDemand()).isFalse();
    }

    @Test
    void the_size_of_a_download_is_limited() {
        requireBits();
        JobProperties properties = session.job().properties();
        properties.setMaximumDownloadSize(5L << 32);
        assertThat(properties.maximumDownloadSize()).hasValue(5L << 32);
        assertThatThrownBy(() -> properties.setMaximumDownloadSize(0)).hasMessage("bytes: must be 1 at least, is 0");
        int hr = rawSet(session.job(), bits_h.BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE());
        assertThat(hr).isEqualTo(HResult.BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE);

        BackgroundCopyJob job = session.smallJob();
        job.properties().setMaximumDownloadSize(9_999);
        job.resume();
        awaitState(job, JobState.ERROR);
        assertThat(job.readError().orElseThrow().hresult()).isEqualTo(HResult.BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED);
    }

    @Test
    void a_new_job_may_load_any_number_of_bytes() {
        requireBits();
        Assumptions.assumeTrue(service.isEmbedded(), "what BITS says before a limit is set is not documented");
        assertThat(session.job().properties().maximumDownloadSize()).isEmpty();
    }

    @Test
    void proxies_may_get_stored_credentials() {
        requireBits();
        JobProperties properties = session.smallJob().properties();
        assertThat(properties.usesStoredProxyCredentials()).isFalse();
        properties.useStoredProxyCredentials();
        assertThat(properties.usesStoredProxyCredentials()).isTrue();
    }

    @Test
    void the_interval_of_notifications_is_half_a_second_or_what_is_set() {
        requireBits();
        JobProperties properties = session.smallJob().properties();
        assertThat(properties.minimumNotificationInterval()).isEqualTo(Duration.ofMillis(500));
        properties.setMinimumNotificationInterval(Duration.ofMillis(1_500));
        assertThat(properties.minimumNotificationInterval()).isEqualTo(Duration.ofMillis(1_500));
        properties.setMinimumNotificationInterval(Duration.ofNanos(1));
        assertThat(properties.minimumNotificationInterval()).isEqualTo(Duration.ofMillis(1));
        for (Duration wrong : List.of(Duration.ofMillis(-1), Duration.ofMillis(1L << 32), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatThrownBy(() -> properties.setMinimumNotificationInterval(wrong))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("interval: ");
        }
    }

    @Test
    void some_properties_have_their_time() {
        requireBits();
        BackgroundCopyJob job = session.smallJob();
        assertFails(HResult.BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE, () -> job.properties().setHighPerformance(true));
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertFails(HResult.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME, () -> job.properties().setDynamicContent(true));
        assertFails(HResult.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME, () -> job.properties().setMaximumDownloadSize(1));
        assertFails(HResult.BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY,
                () -> session.job(JobType.UPLOAD).properties().setDynamicContent(true));
        assertThat(rawSet(session.job(), bits_h.BITS_JOB_PROPERTY_USE_STORED_CREDENTIALS()))
                .isEqualTo(HResult.BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED);
    }

    @Test
    void no_class_is_notified_unless_one_is_named() {
        JobProperties properties = session.smallJob().properties();
        assertThat(properties.notificationClass()).isEmpty();
        properties.clearNotificationClass();
        assertThat(properties.notificationClass()).isEmpty();
        assertThatThrownBy(() -> properties.setNotificationClass(new UUID(0, 0)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("clearNotificationClass()");
    }

    @Test
    void the_class_that_is_named_last_is_kept_until_it_is_cleared() {
        Assumptions.assumeTrue(service.isEmbedded(), "the system may know which classes there are");
        JobProperties properties = session.job().properties();
        for (Guid clsid : List.of(InterfaceIds.CLSID_BACKGROUND_COPY_MANAGER, Guid.IUNKNOWN)) {
            properties.setNotificationClass(clsid.toUuid());
            assertThat(properties.notificationClass()).contains(clsid.toUuid());
        }
        properties.clearNotificationClass();
        assertThat(properties.notificationClass()).isEmpty();
    }

    @Test
    void on_demand_mode_is_for_downloads_before_their_first_resume() {
        requireBits();
        BackgroundCopyJob job = session.smallJob();
        job.properties().setOnDemand(true);
        assertThat(job.properties().isOnDemand()).isTrue();
        job.properties().setOnDemand(false);
        assertThat(job.properties().isOnDemand()).isFalse();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertFails(HResult.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME, () -> job.properties().setOnDemand(true));
        assertFails(HResult.BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY,
                () -> session.job(JobType.UPLOAD).properties().setOnDemand(true));
    }

    @Test
    void unknown_properties_are_refused() {
        boolean bits = service.kind() == ServiceKind.BITS;
        int unknown = bits ? HResult.BG_E_UNKNOWN_PROPERTY_ID : HResult.DO_E_UNKNOWN_PROPERTY_ID;
        BackgroundCopyJob job = session.smallJob();
        for (int id : List.of(0, 6, 99)) {
            assertThat(rawSet(job, id)).as("SetProperty " + id).isEqualTo(unknown);
            int hr = job5(job).failure((vtable, self, out) -> IBackgroundCopyJob5Vtbl.GetProperty.invoke(
                    IBackgroundCopyJob5Vtbl.GetProperty(vtable), self, id, out));
            assertThat(hr).as("GetProperty " + id).isEqualTo(unknown);
        }
        if (!bits) {
            assertFails(unknown, () -> job.properties().setDynamicContent(true));
            assertFails(unknown, job.properties()::isOnDemand);
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
        assertThatThrownBy(job.properties()::maximumDownloadTime).isInstanceOf(UnsupportedInterfaceException.class)
                .hasMessageContaining("MAXIMUM_DOWNLOAD_TIME");
        assertThat(job5(job).failure((vtable, self, out) -> IBackgroundCopyJob5Vtbl.GetMaximumDownloadTime.invoke(
                IBackgroundCopyJob5Vtbl.GetMaximumDownloadTime(vtable), self, out))).isEqualTo(HResult.E_NOTIMPL);
    }

    private static RawInterface job5(BackgroundCopyJob job) {
        return new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB5);
    }

    /** For what the typed API refuses itself: a union of zeros. */
    private static int rawSet(BackgroundCopyJob job, int id) {
        return job5(job).call((vtable, self, arena) -> IBackgroundCopyJob5Vtbl.SetProperty.invoke(
                IBackgroundCopyJob5Vtbl.SetProperty(vtable), self, id, BITS_JOB_PROPERTY_VALUE.allocate(arena)));
    }
}
