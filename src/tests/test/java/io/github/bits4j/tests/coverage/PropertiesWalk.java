package io.github.bits4j.tests.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.JobProperties;
import io.github.bits4j.JobTransferPolicy;
import io.github.bits4j.JobType;
import io.github.bits4j.PeerCachingFlag;
import io.github.bits4j.testkit.BitsExtension;
import io.github.bits4j.testkit.BitsTestKit;
import java.time.Duration;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The properties of a job. */
@ExtendWith(BitsExtension.class)
abstract class PropertiesWalk {
    @Test
    void they_are_kept(BitsTestKit kit) {
        BackgroundCopyJob job = kit.manager().createJob("of the walk", JobType.DOWNLOAD);
        JobProperties properties = job.properties();
        properties.setMaximumDownloadTime(Duration.ofHours(1));
        assertThat(properties.maximumDownloadTime()).isEqualTo(Duration.ofHours(1));
        properties.setPeerCachingFlags(EnumSet.of(PeerCachingFlag.DISABLE_BRANCH_CACHE));
        assertThat(properties.peerCachingFlags()).containsExactly(PeerCachingFlag.DISABLE_BRANCH_CACHE);
        properties.setTransferPolicy(JobTransferPolicy.STANDARD);
        assertThat(properties.transferPolicy()).isEqualTo(JobTransferPolicy.STANDARD);
        properties.setDynamicContent(true);
        assertThat(properties.isDynamicContent()).isTrue();
        properties.setHighPerformance(true);
        assertThat(properties.isHighPerformance()).isTrue();
        properties.setMaximumDownloadSize(1_000);
        assertThat(properties.maximumDownloadSize()).hasValue(1_000);
        properties.useStoredProxyCredentials();
        assertThat(properties.usesStoredProxyCredentials()).isTrue();
        properties.setMinimumNotificationInterval(Duration.ofSeconds(1));
        assertThat(properties.minimumNotificationInterval()).isEqualTo(Duration.ofSeconds(1));
        UUID clsid = new UUID(1, 2);
        properties.setNotificationClass(clsid);
        assertThat(properties.notificationClass()).contains(clsid);
        properties.clearNotificationClass();
        assertThat(properties.notificationClass()).isEmpty();
        properties.setOnDemand(false);
        assertThat(properties.isOnDemand()).isFalse();
    }
}
