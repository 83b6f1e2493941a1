package io.github.bits4j.tests.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.testkit.BitsExtension;
import io.github.bits4j.testkit.BitsTestKit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The manager's methods. */
@ExtendWith(BitsExtension.class)
abstract class ManagerWalk {
    private static final int BG_E_NOT_FOUND = 0x80200001;

    @Test
    void jobs_are_made_and_found(BitsTestKit kit) {
        BackgroundCopyJob job = kit.manager().createJob("of the walk", JobType.DOWNLOAD);
        assertThat(kit.manager().getJob(job.id()).displayName()).isEqualTo("of the walk");
        assertThat(kit.manager().jobs()).extracting(BackgroundCopyJob::id).containsExactly(job.id());
        assertThatThrownBy(() -> kit.manager().jobsOfAllUsers()).isInstanceOf(BackgroundCopyException.class);
        assertThat(kit.manager().findJob(new UUID(0, 1))).isEmpty();
    }

    @Test
    void it_knows_what_codes_mean(BitsTestKit kit) {
        assertThat(kit.manager().describe(BG_E_NOT_FOUND)).isNotEmpty();
    }

    @Test
    void an_embedded_service_has_no_version_and_no_peers(BitsTestKit kit) {
        assertThat(kit.manager().kind()).isEqualTo(ServiceKind.BITS);
        assertThat(kit.manager().version()).isEmpty();
        assertThat(kit.manager().peerCache()).isEmpty();
    }
}
