package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.EmbeddedOptions;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.NoLeaks;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an application can decide for its embedded service. */
@ExtendWith(NoLeaks.class)
class EmbeddedOptionsTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(20_000, 9);

    @TempDir
    Path directory;

    private interface Use {
        void with(BackgroundCopyManager manager, EmbeddedService service) throws Exception;
    }

    private static void use(EmbeddedOptions options, Use use) throws Exception {
        try (EmbeddedService service = EmbeddedService.inMemory(ServiceKind.BITS, options);
                BackgroundCopyManager manager = service.connect()) {
            use.with(manager, service);
        }
    }

    private static void assertFails(int hresult, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ComException.class,
                e -> assertThat(e.hresult()).as(e.getMessage()).isEqualTo(hresult));
    }

    private static void await(BackgroundCopyJob job, JobState state) {
        Await.until("state " + state, () -> job.state() == state);
    }

    private static BackgroundCopyJob job(BackgroundCopyManager manager) {
        return manager.createJob("options", JobType.DOWNLOAD);
    }

    @Test
    void the_documented_limits_hold() throws Exception {
        use(EmbeddedOptions.usual(), (manager, service) -> {
            for (int i = 0; i < 60; i++) {
                job(manager);
            }
            assertFails(HResult.BG_E_TOO_MANY_JOBS_PER_USER, () -> job(manager));
            for (int user = 0; user < 4; user++) {
                try (BackgroundCopyManager other = service.connectAs("user " + user)) {
                    for (int i = 0; i < 60; i++) {
                        job(other);
                    }
                }
            }
            try (BackgroundCopyManager last = service.connectAs("one more")) {
                assertFails(HResult.BG_E_TOO_MANY_JOBS_PER_MACHINE, () -> job(last));
                manager.jobs().getFirst().cancel();
                job(last).cancel();
            }
        });
    }

    @Test
    void limits_can_be_others() throws Exception {
        use(EmbeddedOptions.usual().withJobLimits(2, 3).withFileLimits(1, 1), (manager, service) -> {
            BackgroundCopyJob job = job(manager);
            job(manager);
            assertFails(HResult.BG_E_TOO_MANY_JOBS_PER_USER, () -> job(manager));
            job.addFile(URI.create("http://test.invalid/a"), directory.resolve("a"));
            assertFails(HResult.BG_E_TOO_MANY_FILES_IN_JOB,
                    () -> job.addFile(URI.create("http://test.invalid/b"), directory.resolve("b")));
            try (BackgroundCopyManager other = service.connectAs("another")) {
                job(other);
                assertFails(HResult.BG_E_TOO_MANY_JOBS_PER_MACHINE, () -> job(other));
            }
        });
        assertThatIllegalArgumentException().isThrownBy(() -> EmbeddedOptions.usual().withJobLimits(0, 1))
                .withMessage("perUser: must be positive, is 0");
    }

    @Test
    void files_stay_below_their_directory() throws Exception {
        Path inside = Files.createDirectory(directory.resolve("inside"));
        try (LoopbackServer server = LoopbackServer.start()) {
            URI remote = server.file("/file", CONTENT).uri();
            use(EmbeddedOptions.usual().withFilesBelow(inside), (manager, _) -> {
                BackgroundCopyJob good = job(manager);
                good.addFile(remote, inside.resolve("file"));
                good.resume();
                await(good, JobState.TRANSFERRED);
                good.complete();
                assertThat(inside.resolve("file")).hasBinaryContent(CONTENT);
                BackgroundCopyJob bad = job(manager);
                assertFails(HResult.E_ACCESSDENIED, () -> bad.addFile(remote, directory.resolve("outside")));
                assertThat(bad.files()).isEmpty();
            });
        }
    }

    @Test
    void the_application_says_when_jobs_may_use_the_network() throws Exception {
        AtomicBoolean free = new AtomicBoolean();
        try (LoopbackServer server = LoopbackServer.start()) {
            URI remote = server.file("/file", CONTENT).uri();
            use(EmbeddedOptions.usual().withTransferPolicy(_ -> free.get()), (manager, service) -> {
                BackgroundCopyJob job = job(manager);
                job.addFile(remote, directory.resolve("file"));
                job.resume();
                await(job, JobState.TRANSIENT_ERROR);
                assertThat(job.readError().orElseThrow().hresult()).isEqualTo(HResult.BG_E_BLOCKED_BY_COST_TRANSFER_POLICY);
                assertThat(server.requests()).isEmpty();
                free.set(true);
                service.reviewTransferPolicy();
                await(job, JobState.TRANSFERRED);
            });
        }
    }
}
