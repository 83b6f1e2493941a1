package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.IntegrityLevel;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobOwnership;
import io.github.bits4j.JobProperties;
import io.github.bits4j.JobState;
import io.github.bits4j.PeerCachingFlag;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob4Vtbl;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.ServiceTest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** IBackgroundCopyJob4. */
class Job4Test extends ServiceTest {
    @BeforeEach
    void require() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no IBackgroundCopyJob4");
        session.require(Feature.JOB4);
    }

    @Test
    void a_download_may_take_ninety_days_or_what_is_set() {
        JobProperties properties = session.smallJob().properties();
        assertThat(properties.maximumDownloadTime()).isEqualTo(Duration.ofDays(90));
        properties.setMaximumDownloadTime(Duration.ofSeconds(77));
        assertThat(properties.maximumDownloadTime()).isEqualTo(Duration.ofSeconds(77));
        properties.setMaximumDownloadTime(Duration.ofSeconds(4_294_967_295L));
        assertThat(properties.maximumDownloadTime()).isEqualTo(Duration.ofSeconds(4_294_967_295L));
        assertThatThrownBy(() -> properties.setMaximumDownloadTime(Duration.ofSeconds(4_294_967_296L)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("time: ");
    }

    @Test
    void a_download_that_takes_longer_is_in_error() {
        Gate gate = new Gate();
        BackgroundCopyJob job = session.job(
                session.server.file("/slow", LoopbackServer.bytes(10_000, 1)).always(Fault.holdAfter(5_000, gate)), "slow");
        try {
            job.properties().setMaximumDownloadTime(Duration.ofSeconds(1));
            job.resume();
            awaitState(job, JobState.ERROR);
            assertThat(job.readError().orElseThrow().hresult()).isEqualTo(HResult.BG_E_MAXDOWNLOAD_TIMEOUT);
        } finally {
            gate.open();
        }
    }

    @Test
    void peer_caching_flags_are_kept() {
        JobProperties properties = session.smallJob().properties();
        properties.setPeerCachingFlags(EnumSet.of(PeerCachingFlag.DISABLE_BRANCH_CACHE));
        assertThat(properties.peerCachingFlags()).containsExactly(PeerCachingFlag.DISABLE_BRANCH_CACHE);
        properties.setPeerCachingFlags(Set.of());
        assertThat(properties.peerCachingFlags()).isEmpty();
    }

    @Test
    void unknown_peer_caching_flags_are_refused() {
        Assumptions.assumeTrue(service.isEmbedded(), "what BITS says of them is not documented");
        RawInterface job4 = new RawInterface(session.smallJob().pointer(), InterfaceIds.IBACKGROUND_COPY_JOB4);
        int hr = job4.call((vtable, self, arena) -> IBackgroundCopyJob4Vtbl.SetPeerCachingFlags.invoke(
                IBackgroundCopyJob4Vtbl.SetPeerCachingFlags(vtable), self, 8));
        assertThat(hr).isEqualTo(HResult.E_INVALIDARG);
    }

    @Test
    void the_owner_has_an_integrity_level() {
        JobOwnership ownership = session.smallJob().ownership();
        if (service.isEmbedded()) {
            assertThat(ownership.ownerIntegrityLevel()).isEqualTo(IntegrityLevel.MEDIUM);
            assertThat(ownership.ownerIntegrityRid()).isEqualTo(0x2000);
            assertThat(ownership.isOwnerElevated()).isFalse();
        } else {
            assertThat(ownership.ownerIntegrityLevel()).isIn(
                    IntegrityLevel.MEDIUM, IntegrityLevel.MEDIUM_PLUS, IntegrityLevel.HIGH, IntegrityLevel.SYSTEM);
            if (ownership.isOwnerElevated()) {
                assertThat(ownership.ownerIntegrityRid()).isGreaterThanOrEqualTo(IntegrityLevel.HIGH.rid());
            }
        }
    }

    @Test
    void an_ended_job_refuses_changes() {
        BackgroundCopyJob job = session.smallJob();
        job.cancel();
        assertFails(HResult.BG_E_INVALID_STATE, () -> job.properties().setMaximumDownloadTime(Duration.ofSeconds(1)));
        assertFails(HResult.BG_E_INVALID_STATE, () -> job.properties().setPeerCachingFlags(Set.of()));
    }
}
