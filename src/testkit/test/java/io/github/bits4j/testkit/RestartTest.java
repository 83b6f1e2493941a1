package io.github.bits4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestartTest {
    @RegisterExtension
    final BitsExtension bits = new BitsExtension().stored();

    private static BackgroundCopyJob resumed(BitsTestKit kit, ServedFile file) {
        BackgroundCopyJob job = kit.manager().createJob("download", JobType.DOWNLOAD);
        job.addFile(file.uri(), kit.directory().resolve("file"));
        job.resume();
        return job;
    }

    @Test
    void a_download_goes_on_when_the_program_starts_again(BitsTestKit kit) throws InterruptedException {
        byte[] content = LoopbackServer.bytes(100_000, 1);
        Gate gate = new Gate();
        ServedFile file = kit.server().file("/file", content).onRequest(1, Fault.holdAfter(60_000, gate));
        UUID id = resumed(kit, file).id();
        gate.awaitReached();
        Await.until("bytes", () -> kit.manager().getJob(id).progress().bytesTransferred() >= 50_000);

        kit.restart();

        BackgroundCopyJob job = kit.manager().getJob(id);
        kit.awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(kit.directory().resolve("file")).hasBinaryContent(content);
        assertThat(kit.server().requests().getLast().header("Range")).isPresent();
    }

    @Test
    void clients_of_the_old_service_are_told_that_it_is_gone(BitsTestKit kit) {
        BackgroundCopyManager old = kit.service().connect();
        kit.restart();
        assertThat(kit.service().isClosed()).isFalse();
        assertThatThrownBy(() -> old.createJob("late", JobType.DOWNLOAD)).isInstanceOfSatisfying(
                BackgroundCopyException.class, failure -> assertThat(failure.isServiceGone()).isTrue());
        old.close();
    }

    @Test
    void the_time_without_a_service_passes_too(BitsTestKit kit) {
        ServedFile file = kit.server().file("/file", new byte[10]).onRequest(1, Fault.status(503));
        UUID id = resumed(kit, file).id();
        kit.awaitState(kit.manager().getJob(id), JobState.TRANSIENT_ERROR);
        kit.restart();
        assertThat(kit.manager().getJob(id).state()).isEqualTo(JobState.TRANSIENT_ERROR);
        kit.restart(Duration.ofMinutes(10)); // the retry delay
        kit.clock().advance(Duration.ZERO);
        kit.awaitState(kit.manager().getJob(id), JobState.TRANSFERRED);
    }

    @Test
    void a_service_that_was_closed_is_started_again(BitsTestKit kit) {
        UUID id = kit.manager().createJob("kept", JobType.DOWNLOAD).id();
        kit.service().close();
        kit.restart();
        assertThat(kit.manager().getJob(id).displayName()).isEqualTo("kept");
    }

    @ParameterizedTest
    @EnumSource(ServiceKind.class)
    void what_is_left_over_after_a_restart_is_reported(ServiceKind kind) {
        BitsTestKit kit = BitsTestKit.startStored(kind);
        Path root = kit.directory().getParent();
        kit.restart();
        BackgroundCopyManager left = kit.service().connect();
        left.createJob("left", JobType.DOWNLOAD).setNotifyInterface(event -> { });
        assertThatThrownBy(kit::close).isInstanceOf(AssertionError.class).hasMessageContaining("notify interface");
        assertThat(root).doesNotExist();
        left.close();
        assertThatThrownBy(kit::restart).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }

    @Test
    void without_a_store_there_is_no_restart() {
        try (BitsTestKit kit = BitsTestKit.start()) {
            assertThatThrownBy(kit::restart).isInstanceOf(IllegalStateException.class).hasMessageContaining("startStored");
            assertThat(kit.manager().jobs()).isEmpty();
        }
    }
}
