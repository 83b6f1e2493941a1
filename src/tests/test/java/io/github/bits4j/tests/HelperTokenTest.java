package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ErrorContext;
import io.github.bits4j.HelperTokenFlag;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobFeature;
import io.github.bits4j.JobOwnership;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.TransferError;
import io.github.bits4j.bindings.bits.IBitsTokenOptionsVtbl;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.ServiceTest;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * IBitsTokenOptions, where nobody impersonates anybody.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/bits/helper-tokens-for-bits-transfer-jobs">Helper Tokens for BITS Transfer Jobs</a>
 */
class HelperTokenTest extends ServiceTest {
    @BeforeEach
    void require() {
        Assumptions.assumeTrue(session.job().supports(JobFeature.HELPER_TOKEN), "the service has no IBitsTokenOptions");
    }

    @Test
    void flags_are_kept() {
        JobOwnership ownership = session.job().ownership();
        assertThat(ownership.helperTokenFlags()).isEmpty();
        ownership.setHelperTokenFlags(EnumSet.allOf(HelperTokenFlag.class));
        assertThat(ownership.helperTokenFlags()).containsExactly(HelperTokenFlag.LOCAL_FILE, HelperTokenFlag.NETWORK);
        ownership.clearHelperToken();
        assertThat(ownership.helperTokenFlags()).hasSize(2);
        ownership.setHelperTokenFlags(Set.of());
        assertThat(ownership.helperTokenFlags()).isEmpty();
    }

    @Test
    void a_job_without_a_token_has_no_sid_of_one() {
        assertThat(session.job().ownership().helperTokenSid()).isEmpty();
    }

    @Test
    void nobody_is_impersonated_inside_the_process() {
        Assumptions.assumeTrue(service.isEmbedded(), "the system's service takes the process's own token");
        JobOwnership ownership = session.job().ownership();
        assertFails(HResult.CO_E_FAILEDTOIMPERSONATE, ownership::setHelperToken);
        assertThat(ownership.helperTokenSid()).isEmpty();
    }

    @Test
    void who_impersonates_nobody_gives_his_own_token() {
        Assumptions.assumeFalse(service.isEmbedded(), "nobody is impersonated inside the process");
        JobOwnership ownership = session.job().ownership();
        ownership.setHelperToken();
        assertThat(ownership.helperTokenSid()).contains(ownership.owner());
        ownership.clearHelperToken();
        assertThat(ownership.helperTokenSid()).isEmpty();
    }

    @Test
    void a_job_that_lacks_its_token_is_in_error_until_it_needs_none() {
        BackgroundCopyJob job = session.smallJob();
        job.ownership().setHelperTokenFlags(EnumSet.of(HelperTokenFlag.NETWORK));
        job.resume();
        awaitState(job, JobState.ERROR);
        TransferError error = job.readError().orElseThrow();
        assertThat(error.hresult()).isEqualTo(HResult.BG_E_TOKEN_REQUIRED);
        if (service.isEmbedded()) {
            assertThat(error.context()).isEqualTo(ErrorContext.GENERAL_QUEUE_MANAGER);
        }
        job.ownership().setHelperTokenFlags(Set.of());
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
    }

    @Test
    void unknown_flags_are_refused() {
        Assumptions.assumeTrue(service.isEmbedded(), "what BITS says of them is not documented");
        int hr = tokenOptions(session.job()).call((vtable, self, arena) -> IBitsTokenOptionsVtbl.SetHelperTokenFlags.invoke(
                IBitsTokenOptionsVtbl.SetHelperTokenFlags(vtable), self, 4));
        assertThat(hr).isEqualTo(HResult.E_INVALIDARG);
    }

    @Test
    void there_must_be_a_place_for_results() {
        int flags = tokenOptions(session.job()).call((vtable, self, arena) -> IBitsTokenOptionsVtbl.GetHelperTokenFlags.invoke(
                IBitsTokenOptionsVtbl.GetHelperTokenFlags(vtable), self, MemorySegment.NULL));
        int sid = tokenOptions(session.job()).call((vtable, self, arena) -> IBitsTokenOptionsVtbl.GetHelperTokenSid.invoke(
                IBitsTokenOptionsVtbl.GetHelperTokenSid(vtable), self, MemorySegment.NULL));
        assertThat(flags).isNegative();
        assertThat(sid).isNegative();
    }

    @Test
    void an_ended_job_refuses_changes() {
        BackgroundCopyJob job = session.smallJob();
        job.cancel();
        assertFails(HResult.BG_E_INVALID_STATE, () -> job.ownership().setHelperTokenFlags(Set.of()));
        assertThat(job.ownership().helperTokenFlags()).isEmpty();
    }

    @Test
    void only_the_owner_changes_them() {
        BackgroundCopyJob mine = session.job();
        try (BackgroundCopyManager other = session.embedded().connectAs("somebody else")) {
            JobOwnership theirs = other.getJob(mine.id()).ownership();
            assertFails(HResult.E_ACCESSDENIED, () -> theirs.setHelperTokenFlags(Set.of()));
            assertFails(HResult.E_ACCESSDENIED, theirs::setHelperToken);
            assertFails(HResult.E_ACCESSDENIED, theirs::clearHelperToken);
        }
    }

    @Test
    void the_flags_survive_the_service(@TempDir Path directory) throws IOException {
        Assumptions.assumeTrue(service.isEmbedded(), "the system's service is not stopped for a test");
        UUID id;
        try (EmbeddedService first = EmbeddedService.open(directory); BackgroundCopyManager manager = first.connect()) {
            BackgroundCopyJob job = manager.createJob("with flags", JobType.DOWNLOAD);
            job.ownership().setHelperTokenFlags(EnumSet.of(HelperTokenFlag.LOCAL_FILE));
            id = job.id();
        }
        try (EmbeddedService second = EmbeddedService.open(directory); BackgroundCopyManager manager = second.connect()) {
            assertThat(manager.getJob(id).ownership().helperTokenFlags()).containsExactly(HelperTokenFlag.LOCAL_FILE);
        }
    }

    private static RawInterface tokenOptions(BackgroundCopyJob job) {
        return new RawInterface(job.pointer(), InterfaceIds.IBITS_TOKEN_OPTIONS);
    }
}
