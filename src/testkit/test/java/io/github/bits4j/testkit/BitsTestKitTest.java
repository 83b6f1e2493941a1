package io.github.bits4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BitsTestKitTest {

    @AfterEach
    void nothing_is_left() {
        Await.until("COM objects and interface pointers to be released", () ->
                ComObject.liveCount() == 0 && ComPointer.liveCount() == 0);
    }

    private static BackgroundCopyJob job(BackgroundCopyManager manager, BitsTestKit kit, ServedFile file) {
        BackgroundCopyJob job = manager.createJob("download", JobType.DOWNLOAD);
        job.addFile(file.uri(), kit.directory().resolve("file-" + UUID.randomUUID()));
        return job;
    }

    @ParameterizedTest
    @EnumSource(ServiceKind.class)
    void a_download_from_its_server_to_its_directory(ServiceKind kind) {
        BitsTestKit kit = BitsTestKit.start(kind, new ManualClock(Instant.EPOCH.plus(Duration.ofDays(9999))));
        try (kit) {
            byte[] content = LoopbackServer.bytes(100_000, 1);
            assertThat(kit.manager().kind()).isEqualTo(kind);
            BackgroundCopyJob job = kit.manager().createJob("download", JobType.DOWNLOAD);
            job.addFile(kit.server().file("/file", content).uri(), kit.directory().resolve("file"));
            job.resume();
            kit.awaitState(job, JobState.TRANSFERRED);
            job.complete();
            assertThat(kit.directory().resolve("file")).hasBinaryContent(content);
            assertThat(job.times().created()).isEqualTo(kit.clock().now());
        }
        assertThat(kit.directory().getParent()).doesNotExist();
        assertThat(kit.service().isClosed()).isTrue();
        kit.close();
    }

    @Test
    void it_ends_with_jobs_under_way_and_callbacks_registered() throws InterruptedException {
        BitsTestKit kit = BitsTestKit.start();
        try (kit) {
            Gate gate = new Gate();
            BackgroundCopyJob job = job(kit.manager(), kit,
                    kit.server().file("/file", new byte[1000]).always(Fault.holdAfter(500, gate)));
            job.setNotifyInterface(event -> { });
            job.resume();
            gate.awaitReached();
        }
        assertThat(kit.directory().getParent()).doesNotExist();
    }

    @Test
    void a_service_that_has_ended_may_be_what_a_test_is_about() {
        try (BitsTestKit kit = BitsTestKit.start()) {
            job(kit.manager(), kit, kit.server().file("/file", new byte[1]));
            kit.service().close();
        }
    }

    @Test
    void waiting_in_vain_tells_state_and_error() {
        try (BitsTestKit kit = BitsTestKit.start()) {
            BackgroundCopyJob job = job(kit.manager(), kit,
                    kit.server().file("/file", new byte[1]).always(Fault.status(404)));
            job.resume();
            kit.awaitState(job, JobState.ERROR);
            Thread.currentThread().interrupt(); // so that it ends at once
            assertThatThrownBy(() -> kit.awaitState(job, JobState.TRANSFERRED)).isInstanceOf(AssertionError.class)
                    .hasMessageContainingAll("ERROR", "404");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void a_callback_that_somebody_else_left_is_reported() {
        BitsTestKit kit = BitsTestKit.start();
        BackgroundCopyManager other = kit.service().connect();
        BackgroundCopyJob job = job(other, kit, kit.server().file("/file", new byte[1]));
        job.setNotifyInterface(event -> { });
        assertThatThrownBy(kit::close).isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("notify interface", "job \"download\", SUSPENDED", "interface pointers");
        assertThat(kit.directory().getParent()).as("it is cleaned up all the same").doesNotExist();
        other.close();
    }
}
