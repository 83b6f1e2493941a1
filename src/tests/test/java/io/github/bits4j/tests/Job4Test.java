package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob4Vtbl;
import io.github.bits4j.com.HResult;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.ServiceTest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** IBackgroundCopyJob4, which the typed API does not have yet. */
class Job4Test extends ServiceTest {
    private static final int DEFAULT_DOWNLOAD_TIME = 90 * 24 * 60 * 60;
    private static final int MEDIUM = 0x2000;
    private static final int HIGH = 0x3000;
    private static final int SYSTEM = 0x4000;

    @BeforeEach
    void require() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no IBackgroundCopyJob4");
        session.require(Feature.JOB4);
    }

    private static RawInterface job4(BackgroundCopyJob job) {
        return new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB4);
    }

    private static int setDownloadTime(BackgroundCopyJob job, int seconds) {
        return job4(job).call((vtable, self, arena) -> IBackgroundCopyJob4Vtbl.SetMaximumDownloadTime.invoke(
                IBackgroundCopyJob4Vtbl.SetMaximumDownloadTime(vtable), self, seconds));
    }

    private static int downloadTime(BackgroundCopyJob job) {
        return job4(job).getInt((vtable, self, out) -> IBackgroundCopyJob4Vtbl.GetMaximumDownloadTime.invoke(
                IBackgroundCopyJob4Vtbl.GetMaximumDownloadTime(vtable), self, out));
    }

    private static int setPeerCaching(BackgroundCopyJob job, int flags) {
        return job4(job).call((vtable, self, arena) -> IBackgroundCopyJob4Vtbl.SetPeerCachingFlags.invoke(
                IBackgroundCopyJob4Vtbl.SetPeerCachingFlags(vtable), self, flags));
    }

    private static int peerCaching(BackgroundCopyJob job) {
        return job4(job).getInt((vtable, self, out) -> IBackgroundCopyJob4Vtbl.GetPeerCachingFlags.invoke(
                IBackgroundCopyJob4Vtbl.GetPeerCachingFlags(vtable), self, out));
    }

    private static int integrityLevel(BackgroundCopyJob job) {
        return job4(job).getInt((vtable, self, out) -> IBackgroundCopyJob4Vtbl.GetOwnerIntegrityLevel.invoke(
                IBackgroundCopyJob4Vtbl.GetOwnerIntegrityLevel(vtable), self, out));
    }

    private static int elevation(BackgroundCopyJob job) {
        return job4(job).getInt((vtable, self, out) -> IBackgroundCopyJob4Vtbl.GetOwnerElevationState.invoke(
                IBackgroundCopyJob4Vtbl.GetOwnerElevationState(vtable), self, out));
    }

    @Test
    void a_download_may_take_ninety_days_or_what_is_set() {
        BackgroundCopyJob job = session.smallJob();
        assertThat(downloadTime(job)).isEqualTo(DEFAULT_DOWNLOAD_TIME);
        assertThat(setDownloadTime(job, 77)).isEqualTo(HResult.S_OK);
        assertThat(downloadTime(job)).isEqualTo(77);
    }

    @Test
    void peer_caching_flags_are_kept() {
        BackgroundCopyJob job = session.smallJob();
        assertThat(setPeerCaching(job, 4)).isEqualTo(HResult.S_OK);
        assertThat(peerCaching(job)).isEqualTo(4);
    }

    @Test
    void unknown_peer_caching_flags_are_refused() {
        Assumptions.assumeTrue(service.isEmbedded(), "what BITS says of them is not documented");
        assertThat(setPeerCaching(session.smallJob(), 8)).isEqualTo(HResult.E_INVALIDARG);
    }

    @Test
    void the_owner_has_an_integrity_level() {
        BackgroundCopyJob job = session.smallJob();
        if (service.isEmbedded()) {
            assertThat(integrityLevel(job)).isEqualTo(MEDIUM);
            assertThat(elevation(job)).isZero();
        } else {
            assertThat(integrityLevel(job)).isIn(MEDIUM, MEDIUM + 0x100, HIGH, SYSTEM);
            assertThat(elevation(job)).isIn(0, 1);
        }
    }
}
