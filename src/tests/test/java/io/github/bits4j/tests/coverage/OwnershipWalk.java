package io.github.bits4j.tests.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.FileAclFlag;
import io.github.bits4j.HelperTokenFlag;
import io.github.bits4j.IntegrityLevel;
import io.github.bits4j.JobOwnership;
import io.github.bits4j.JobType;
import io.github.bits4j.testkit.BitsExtension;
import io.github.bits4j.testkit.BitsTestKit;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A job's owner, and the rights with which it transfers. */
@ExtendWith(BitsExtension.class)
abstract class OwnershipWalk {
    @Test
    void the_owner_and_his_rights_are_known(BitsTestKit kit) {
        JobOwnership ownership = kit.manager().createJob("of the walk", JobType.DOWNLOAD).ownership();
        assertThat(ownership.owner()).isEqualTo(System.getProperty("user.name"));
        ownership.takeOwnership();
        assertThat(ownership.ownerIntegrityLevel()).isEqualTo(IntegrityLevel.MEDIUM);
        assertThat(ownership.ownerIntegrityRid()).isEqualTo(IntegrityLevel.MEDIUM.rid());
        assertThat(ownership.isOwnerElevated()).isFalse();
        ownership.setFileAclFlags(EnumSet.of(FileAclFlag.DACL, FileAclFlag.GROUP));
        assertThat(ownership.fileAclFlags()).containsExactlyInAnyOrder(FileAclFlag.DACL, FileAclFlag.GROUP);
    }

    @Test
    void a_helper_token_is_asked_for(BitsTestKit kit) {
        JobOwnership ownership = kit.manager().createJob("of the walk", JobType.DOWNLOAD).ownership();
        ownership.setHelperTokenFlags(EnumSet.of(HelperTokenFlag.NETWORK));
        assertThat(ownership.helperTokenFlags()).containsExactly(HelperTokenFlag.NETWORK);
        assertThatThrownBy(ownership::setHelperToken)
                .isInstanceOf(BackgroundCopyException.class).hasMessageContaining("CO_E_FAILEDTOIMPERSONATE");
        ownership.clearHelperToken();
        assertThat(ownership.helperTokenSid()).isEmpty();
    }
}
