package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.AuthScheme;
import io.github.bits4j.AuthTarget;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.Credentials;
import io.github.bits4j.HelperTokenFlag;
import io.github.bits4j.IntegrityLevel;
import io.github.bits4j.JobType;
import io.github.bits4j.NotifyCommandLine;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.EmbeddedOptions;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.tests.support.NoLeaks;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an administrator may do with the jobs of others, and they with his. */
@ExtendWith(NoLeaks.class)
class AdministratorTest {
    private static final String USER = "somebody";
    private static final String CHIEF = "chief";

    @TempDir
    Path directory;

    private static BackgroundCopyJob job(BackgroundCopyManager manager) {
        return manager.createJob("a job", JobType.DOWNLOAD);
    }

    private static void assertFails(int hresult, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ComException.class,
                e -> assertThat(e.hresult()).as(e.getMessage()).isEqualTo(hresult));
    }

    @ParameterizedTest
    @EnumSource(ServiceKind.class)
    void he_finds_and_changes_the_jobs_of_others(ServiceKind kind) {
        try (EmbeddedService service = EmbeddedService.inMemory(kind);
                BackgroundCopyManager user = service.connectAs(USER);
                BackgroundCopyManager other = service.connectAs("somebody else");
                BackgroundCopyManager administrator = service.connectAsAdministrator(CHIEF)) {
            BackgroundCopyJob theirs = job(user);
            BackgroundCopyJob his = job(administrator);
            assertThat(administrator.jobs()).extracting(BackgroundCopyJob::id).containsExactly(his.id());
            assertThat(administrator.jobsOfAllUsers()).extracting(BackgroundCopyJob::id)
                    .containsExactlyInAnyOrder(theirs.id(), his.id());
            assertFails(HResult.E_ACCESSDENIED, user::jobsOfAllUsers);
            assertFails(HResult.E_ACCESSDENIED, () -> other.getJob(theirs.id()).suspend());
            BackgroundCopyJob found = administrator.getJob(theirs.id());
            found.setDisplayName("renamed");
            assertThat(theirs.displayName()).isEqualTo("renamed");
            assertThat(theirs.ownership().owner()).isEqualTo(USER);
            found.cancel();
            assertThat(user.jobs()).isEmpty();
        }
    }

    @Test
    void what_acts_in_the_owners_name_is_not_his_to_set() {
        try (EmbeddedService service = EmbeddedService.inMemory();
                BackgroundCopyManager user = service.connectAs(USER);
                BackgroundCopyManager administrator = service.connectAsAdministrator(CHIEF);
                Credentials credentials =
                        Credentials.of(AuthTarget.SERVER, AuthScheme.BASIC, "user", "secret".toCharArray())) {
            BackgroundCopyJob theirs = administrator.getJob(job(user).id());
            assertFails(HResult.E_ACCESSDENIED, () -> theirs.network().setCredentials(credentials));
            assertFails(HResult.E_ACCESSDENIED, () -> theirs.http().setCustomHeaders(Map.of("A", List.of("b"))));
            assertFails(HResult.E_ACCESSDENIED,
                    () -> theirs.ownership().setHelperTokenFlags(EnumSet.of(HelperTokenFlag.LOCAL_FILE)));
            theirs.ownership().takeOwnership();
            theirs.network().setCredentials(credentials);
            theirs.http().setCustomHeaders(Map.of("A", List.of("b")));
        }
    }

    @ParameterizedTest
    @EnumSource(ServiceKind.class)
    void a_job_that_he_takes_is_his(ServiceKind kind) throws Exception {
        UUID id;
        try (EmbeddedService service = EmbeddedService.open(directory, kind);
                BackgroundCopyManager user = service.connectAs(USER);
                BackgroundCopyManager administrator = service.connectAsAdministrator(CHIEF)) {
            BackgroundCopyJob theirs = job(user);
            id = theirs.id();
            try (BackgroundCopyManager other = service.connectAs("somebody else")) {
                assertFails(HResult.E_ACCESSDENIED, () -> other.getJob(theirs.id()).ownership().takeOwnership());
            }
            if (kind == ServiceKind.BITS) {
                theirs.setNotifyCommandLine(new NotifyCommandLine(directory.resolve("program")));
                assertThat(theirs.ownership().ownerIntegrityLevel()).isEqualTo(IntegrityLevel.MEDIUM);
            }
            administrator.getJob(id).ownership().takeOwnership();
            assertThat(user.jobs()).isEmpty();
            assertFails(HResult.E_ACCESSDENIED, theirs::resume);
            assertThat(administrator.jobs()).extracting(BackgroundCopyJob::id).containsExactly(id);
        }
        try (EmbeddedService service = EmbeddedService.open(directory, kind);
                BackgroundCopyManager administrator = service.connectAsAdministrator(CHIEF);
                BackgroundCopyManager ordinary = service.connectAs(CHIEF)) {
            BackgroundCopyJob his = administrator.getJob(id);
            assertThat(his.ownership().owner()).isEqualTo(CHIEF);
            if (kind == ServiceKind.BITS) {
                assertThat(his.notifyCommandLine()).isEmpty();
                assertThat(his.ownership().ownerIntegrityLevel()).isEqualTo(IntegrityLevel.HIGH);
                assertThat(his.ownership().isOwnerElevated()).isTrue();
            }
            BackgroundCopyJob seen = ordinary.jobs().getFirst();
            assertFails(HResult.E_ACCESSDENIED, () -> seen.setDisplayName("not elevated"));
            his.cancel();
        }
    }

    @Test
    void limits_do_not_bind_him() throws Exception {
        try (EmbeddedService service = EmbeddedService.inMemory(ServiceKind.BITS,
                        EmbeddedOptions.usual().withJobLimits(1, 2).withFileLimits(1, 1));
                BackgroundCopyManager administrator = service.connectAsAdministrator(CHIEF);
                BackgroundCopyManager user = service.connectAs(USER);
                BackgroundCopyManager other = service.connectAs("somebody else");
                BackgroundCopyManager third = service.connectAs("somebody more")) {
            for (int i = 0; i < 3; i++) {
                job(administrator);
            }
            job(user);
            assertFails(HResult.BG_E_TOO_MANY_JOBS_PER_USER, () -> job(user));
            job(other);
            assertFails(HResult.BG_E_TOO_MANY_JOBS_PER_MACHINE, () -> job(third));
            BackgroundCopyJob his = job(administrator);
            his.addFile(URI.create("http://test.invalid/a"), directory.resolve("a"));
            his.addFile(URI.create("http://test.invalid/b"), directory.resolve("b"));
            assertThat(his.files()).hasSize(2);
        }
    }
}
