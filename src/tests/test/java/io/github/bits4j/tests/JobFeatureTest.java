package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BitsVersion;
import io.github.bits4j.JobFeature;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.UnsupportedInterfaceException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.ServiceTest;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a service can do, and which version it is. */
class JobFeatureTest extends ServiceTest {
    @Test
    void a_feature_is_supported_where_its_interface_is() {
        BackgroundCopyJob job = session.job();
        for (JobFeature feature : JobFeature.values()) {
            boolean elsewhere = feature == JobFeature.FILE_RANGES && service.kind() == ServiceKind.DELIVERY_OPTIMIZATION
                    && job.deliveryOptimization().supportsFileIds();
            assertThat(job.supports(feature)).as(feature.name())
                    .isEqualTo(elsewhere || new RawInterface(job.pointer(), feature.iid()).exists());
        }
    }

    @Test
    void the_embedded_services_support_what_those_of_windows_do() {
        Assumptions.assumeTrue(service.isEmbedded(), "of the embedded services");
        BackgroundCopyJob job = session.job();
        EnumSet<JobFeature> supported = EnumSet.allOf(JobFeature.class);
        supported.removeIf(feature -> !job.supports(feature));
        assertThat(supported).isEqualTo(service.kind() == ServiceKind.BITS
                ? EnumSet.allOf(JobFeature.class)
                : EnumSet.of(JobFeature.PROPERTIES, JobFeature.FILE_RANGES));
    }

    @Test
    void what_is_not_supported_is_named() {
        BackgroundCopyJob job = session.job();
        Assumptions.assumeFalse(job.supports(JobFeature.COMMAND_LINE), "the service has IBackgroundCopyJob2");
        assertThatThrownBy(job::notifyCommandLine).isInstanceOfSatisfying(UnsupportedInterfaceException.class, e -> {
            assertThat(e.interfaceName()).isEqualTo("IBackgroundCopyJob2");
            assertThat(e.features()).containsExactlyInAnyOrder(
                    JobFeature.COMMAND_LINE, JobFeature.UPLOAD_REPLY, JobFeature.CREDENTIALS);
        }).hasMessageContaining("IBackgroundCopyJob2 (COMMAND_LINE, UPLOAD_REPLY, CREDENTIALS), of BITS 1.5. ");
    }

    @Test
    void each_feature_is_one_of_its_interface() {
        for (JobFeature feature : JobFeature.values()) {
            assertThat(JobFeature.of(feature.interfaceName())).contains(feature)
                    .allMatch(other -> other.iid().equals(feature.iid()) && other.since() == feature.since());
        }
        assertThat(JobFeature.of("IBackgroundCopyFile")).isEmpty();
    }

    @Test
    void only_the_systems_bits_has_a_version() {
        if (service.isEmbedded() || service.kind() != ServiceKind.BITS) {
            assertThat(session.manager.version()).isEmpty();
            return;
        }
        long before = ComPointer.liveCount();
        BitsVersion version = session.manager.version().orElseThrow();
        assertThat(ComPointer.liveCount()).as("managers made for the question").isEqualTo(before);
        BackgroundCopyJob job = session.job();
        for (JobFeature feature : JobFeature.values()) {
            if (feature.since().compareTo(version) <= 0) {
                assertThat(job.supports(feature)).as(feature + " in BITS " + version).isTrue();
            }
        }
    }

    @Test
    void versions_are_in_rising_order() {
        assertThat(Arrays.stream(BitsVersion.values()).map(version -> {
            String[] numbers = version.toString().split("\\.");
            return Integer.parseInt(numbers[0]) * 10 + Integer.parseInt(numbers[1]);
        })).isSorted().doesNotHaveDuplicates();
        assertThat(BitsVersion.values()).extracting(BitsVersion::clsid).doesNotHaveDuplicates();
    }
}
