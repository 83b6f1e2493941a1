package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyError;
import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.Completion;
import io.github.bits4j.ErrorContext;
import io.github.bits4j.FileInfo;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.TransferError;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.ServiceTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Managers, jobs, files and errors. */
class JobTest extends ServiceTest {

    @Test
    void a_download_from_beginning_to_end() throws IOException {
        byte[] content = LoopbackServer.bytes(300_000, 42);
        BackgroundCopyJob job = session.job(session.server.file("/file", content), "file");
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
        assertThat(job.type()).isEqualTo(JobType.DOWNLOAD);
        assertThat(job.displayName()).isEqualTo("bits4j test");
        assertThat(job.progress().bytesTotal()).isEqualTo(OptionalLong.empty());
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(job.progress().bytesTransferred()).isEqualTo(300_000);
        assertThat(job.progress().filesTransferred()).isEqualTo(1);
        assertThat(session.directory.resolve("file")).as("before Complete").doesNotExist();
        assertThat(job.complete()).isEqualTo(Completion.FULL);
        assertThat(job.state()).isEqualTo(JobState.ACKNOWLEDGED);
        assertThat(Files.readAllBytes(session.directory.resolve("file"))).isEqualTo(content);
    }

    @Test
    void only_an_administrator_sees_the_jobs_of_all_users() {
        Assumptions.assumeTrue(service.isEmbedded(), "whether the user is an administrator is not known of the system's");
        assertFails(HResult.E_ACCESSDENIED, session.manager::jobsOfAllUsers);
    }

    @Test
    void an_ended_job_has_left_the_queue() {
        session.require(Feature.ENDED_JOBS_LEAVE);
        BackgroundCopyJob cancelled = session.smallJob();
        cancelled.cancel();
        BackgroundCopyJob completed = session.smallJob();
        completed.resume();
        awaitState(completed, JobState.TRANSFERRED);
        completed.complete();
        assertThat(session.manager.findJob(cancelled.id())).isEmpty();
        assertThat(session.manager.findJob(completed.id())).isEmpty();
        assertThat(session.manager.jobs()).isEmpty();
    }

    @Test
    void an_empty_file_arrives() throws IOException {
        BackgroundCopyJob job = session.job(session.server.file("/empty", new byte[0]), "empty");
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(Files.size(session.directory.resolve("empty"))).isZero();
    }

    @Test
    void files_are_listed_in_the_order_in_which_they_were_added() {
        session.require(Feature.FILE_ORDER);
        BackgroundCopyJob job = session.job();
        int count = 40; // more than two batches of the enumerator
        for (int i = 0; i < count; i++) {
            job.addFile(session.server.uri("/f" + i), session.directory.resolve("f" + i));
        }
        List<BackgroundCopyFile> files = job.files();
        assertThat(files).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(files.get(i).remoteName()).isEqualTo(session.server.uri("/f" + i).toString());
            assertThat(files.get(i).localName()).isEqualTo(session.directory.resolve("f" + i).toString());
            assertThat(files.get(i).progress().completed()).isFalse();
        }
        files.forEach(BackgroundCopyFile::close);
    }

    @Test
    void a_set_of_files_is_added_at_once() {
        BackgroundCopyJob job = session.job();
        assertThatThrownBy(() -> job.addFiles(List.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("files: ");
        job.addFiles(List.of(
                new FileInfo(session.server.file("/a", new byte[10]).uri(), session.directory.resolve("a")),
                new FileInfo(session.server.file("/b", new byte[20]).uri(), session.directory.resolve("b"))));
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(session.directory.resolve("a")).hasSize(10);
        assertThat(session.directory.resolve("b")).hasSize(20);
    }

    @Test
    void jobs_are_found_by_identifier_and_by_enumeration() {
        BackgroundCopyJob job = session.job();
        UUID id = job.id();
        try (BackgroundCopyJob same = session.manager.getJob(id)) {
            assertThat(same.id()).isEqualTo(id);
        }
        List<BackgroundCopyJob> jobs = session.manager.jobs();
        assertThat(jobs).extracting(BackgroundCopyJob::id).contains(id);
        jobs.forEach(BackgroundCopyJob::close);
        assertThat(session.manager.findJob(UUID.randomUUID())).isEmpty();
        assertFails(service.kind() == ServiceKind.BITS ? HResult.BG_E_NOT_FOUND : HResult.DO_E_JOB_NOT_FOUND,
                () -> session.manager.getJob(UUID.randomUUID()));
    }

    @Test
    void pointers_can_be_passed_out_and_taken_in() {
        BackgroundCopyJob job = session.job();
        try (BackgroundCopyJob same = session.manager.job(job.pointer())) {
            assertThat(same.id()).isEqualTo(job.id());
        }
        assertThat(job.state()).as("the borrowed pointer was AddRef'd, not taken").isEqualTo(JobState.SUSPENDED);

        job.addFile(session.server.uri("/pointers"), session.directory.resolve("pointers"));
        job.resume();
        awaitState(job, JobState.ERROR);
        try (BackgroundCopyFile file = job.files().getFirst(); BackgroundCopyError error = job.error().orElseThrow()) {
            try (BackgroundCopyFile same = session.manager.file(file.pointer());
                    BackgroundCopyError sameError = session.manager.error(error.pointer())) {
                assertThat(same.remoteName()).isEqualTo(file.remoteName());
                assertThat(sameError.hresult()).isEqualTo(HResult.ofHttpStatus(404));
            }
            assertThat(file.localName()).isEqualTo(session.directory.resolve("pointers").toString());
        }
        try (BackgroundCopyManager same = BackgroundCopyManager.of(session.manager.pointer(), service.kind())) {
            assertThat(same.getJob(job.id()).id()).isEqualTo(job.id());
        }
    }

    @Test
    void cancel_leaves_nothing_behind_and_an_older_file_alone() throws Exception {
        session.require(Feature.CANCEL_KEEPS_DESTINATION);
        Path target = Files.writeString(session.directory.resolve("old"), "old content");
        Gate gate = new Gate();
        BackgroundCopyJob job = session.job(session.server.file("/old", LoopbackServer.bytes(100_000, 1))
                .always(Fault.holdAfter(50_000, gate)), "old");
        job.resume();
        gate.awaitReached();
        assertThat(job.cancel()).isTrue();
        gate.open();
        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
        assertThat(target).hasContent("old content");
        try (var files = Files.list(session.directory)) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void suspend_and_resume() throws InterruptedException {
        session.require(Feature.SUSPEND);
        Gate gate = new Gate();
        BackgroundCopyJob job = session.job(session.server.file("/pause", LoopbackServer.bytes(100_000, 1))
                .always(Fault.holdAfter(50_000, gate)), "pause");
        job.resume();
        gate.awaitReached();
        job.suspend();
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
        job.suspend();
        gate.open();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
    }

    @Test
    void an_ended_job_refuses_what_would_change_it() {
        BackgroundCopyJob job = session.smallJob();
        job.cancel();
        int code = service.invalidState();
        assertFails(code, job::cancel);
        assertFails(code, job::complete);
        assertFails(code, job::resume);
        session.require(Feature.SUSPEND);
        assertFails(code, job::suspend);
        session.require(Feature.PROPERTIES);
        assertFails(code, () -> job.setDisplayName("x"));
        assertFails(code, () -> job.setDescription("x"));
        assertFails(code, () -> job.setPriority(JobPriority.LOW));
    }

    @Test
    void a_job_without_files_cannot_be_resumed() {
        session.require(Feature.RESUME_CONDITIONS);
        BackgroundCopyJob job = session.job();
        assertFails(service.kind() == ServiceKind.BITS ? HResult.BG_E_EMPTY : HResult.DO_E_JOB_EMPTY, job::resume);
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
    }

    @Test
    void properties_are_kept() {
        session.require(Feature.PROPERTIES);
        Instant before = Instant.now().minusSeconds(5);
        BackgroundCopyJob job = session.job();
        job.setDisplayName("name ä€😀");
        assertThat(job.displayName()).isEqualTo("name ä€😀");
        job.setDescription("text");
        assertThat(job.description()).isEqualTo("text");
        job.setPriority(JobPriority.HIGH);
        assertThat(job.priority()).isEqualTo(JobPriority.HIGH);
        job.setMinimumRetryDelay(Duration.ofMinutes(1));
        assertThat(job.minimumRetryDelay()).isEqualTo(Duration.ofMinutes(1));
        job.setNoProgressTimeout(Duration.ofHours(1));
        assertThat(job.noProgressTimeout()).isEqualTo(Duration.ofHours(1));
        assertThat(job.errorCount()).isZero();
        assertThat(job.ownership().owner()).isNotBlank();
        assertThat(job.times().created()).isBetween(before, Instant.now().plusSeconds(5));
        assertThat(job.times().transferred()).isEmpty();
    }

    @Test
    void a_missing_file_is_an_error_with_file_status_and_texts() {
        BackgroundCopyJob job = session.job(session.server.uri("/404"), "404");
        assertThat(job.error()).isEmpty();
        job.resume();
        awaitState(job, JobState.ERROR);
        TransferError error = job.readError().orElseThrow();
        assertThat(error.hresult()).isEqualTo(HResult.ofHttpStatus(404));
        assertThat(error.httpStatus()).hasValue(404);
        assertThat(error.context()).isEqualTo(
                service.kind() == ServiceKind.BITS ? ErrorContext.REMOTE_FILE : ErrorContext.NONE);
        assertThat(error.description()).as("the service's text or ours").isNotBlank();
        assertThat(error.toString()).contains(error.description()).containsOnlyOnce(error.remedy().orElseThrow());
        assertThat(error.remoteName()).hasValue(session.server.uri("/404").toString());
        try (BackgroundCopyError live = job.error().orElseThrow()) {
            assertThat(live.hresult()).isEqualTo(error.hresult());
            live.file().ifPresent(BackgroundCopyFile::close);
            session.require(Feature.ERROR_TEXTS);
            assertThat(live.description()).isNotBlank();
            assertThat(live.contextDescription()).isNotBlank();
            assertThat(live.protocol()).isNotBlank();
        }
    }

    @Test
    void a_text_of_the_service_stands_in_the_exception() {
        BackgroundCopyJob job = session.smallJob();
        job.cancel();
        assertThatThrownBy(job::resume)
                .hasMessageStartingWith("IBackgroundCopyJob::Resume: 0x")
                .hasMessageContaining("INVALID_STATE")
                .hasMessageMatching("(?s).*INVALID_STATE\\): \\S.*")
                .isInstanceOfSatisfying(BackgroundCopyException.class, e -> assertThat(e.getMessage())
                        .containsOnlyOnce(e.remedy().orElseThrow()).endsWith(e.remedy().orElseThrow()));
        assertThat(session.manager.describe(HResult.BG_E_NOT_FOUND)).isNotBlank();
    }

    @Test
    void complete_before_the_end_keeps_the_finished_files() throws Exception {
        session.require(Feature.PARTIAL_COMPLETE);
        Gate gate = new Gate();
        byte[] first = LoopbackServer.bytes(1000, 1);
        BackgroundCopyJob job = session.job(session.server.file("/first", first), "first");
        job.addFile(session.server.file("/second", LoopbackServer.bytes(100_000, 2))
                .always(Fault.holdAfter(50_000, gate)).uri(), session.directory.resolve("second"));
        job.resume();
        gate.awaitReached();
        assertThat(job.complete()).isEqualTo(Completion.PARTIAL);
        gate.open();
        assertThat(Files.readAllBytes(session.directory.resolve("first"))).isEqualTo(first);
        try (var files = Files.list(session.directory)) {
            assertThat(files).containsExactly(session.directory.resolve("first"));
        }
    }

    @Test
    void a_target_that_cannot_be_written_is_refused_when_it_is_added() throws IOException {
        session.require(Feature.TARGET_CHECKS);
        BackgroundCopyJob job = session.job();
        URI uri = session.server.uri("/x");
        String method = job.deliveryOptimization().supportsFileIds()
                ? "IDeliveryOptimizationJob::AddFileWithRanges" : "IBackgroundCopyJob::AddFile";
        assertThatThrownBy(() -> job.addFile(uri, session.directory.resolve("no").resolve("such")))
                .hasMessageContaining(method);
        Path file = Files.writeString(session.directory.resolve("file"), "");
        assertThatThrownBy(() -> job.addFile(uri, file.resolve("below")))
                .hasMessageContaining(method);
        assertThat(job.files()).isEmpty();
    }

    @Test
    void bad_arguments_are_refused_by_name_before_the_service_is_asked() {
        BackgroundCopyJob job = session.job();
        URI uri = session.server.uri("/x");
        Path path = session.directory.resolve("x");
        assertThatThrownBy(() -> job.addFile(uri, Path.of("relative")))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("local: must be an absolute path, is relative");
        assertThatThrownBy(() -> job.addFile(URI.create("/relative"), path))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("remote: must be absolute");
        assertThatThrownBy(() -> job.addFile(URI.create("http://h/" + "x".repeat(2200)), path))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("remote: must have at most 2200");
        assertThatThrownBy(() -> job.setDisplayName("x".repeat(257)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("name: must have at most 256");
        assertThatThrownBy(() -> job.setDescription("a\0b"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("description: must not contain");
        assertThatThrownBy(() -> job.setMinimumRetryDelay(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("delay: must be from 0");
        assertThatThrownBy(() -> job.whenTransferred(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("stallTimeout: must be positive");
        assertThatThrownBy(() -> session.manager.createJob("x".repeat(257), JobType.DOWNLOAD))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("displayName:");
        assertThat(job.files()).isEmpty();
    }

    @Test
    void everything_may_be_closed_twice_and_nothing_is_usable_after() {
        BackgroundCopyJob job = session.job();
        var client = session.connectAgain();
        BackgroundCopyJob same = client.getJob(job.id());
        client.close();
        client.close();
        same.close();
        assertThatThrownBy(same::state).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(client::jobs).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(client::pointer).isInstanceOf(IllegalStateException.class);
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
    }

    @Test
    void a_connection_closed_while_it_lists_its_jobs_leaks_nothing() throws InterruptedException {
        for (int i = 0; i < 40; i++) {
            session.job();
        }
        for (int round = 0; round < (service.isEmbedded() ? 100 : 3); round++) {
            BackgroundCopyManager client = session.connectAgain();
            Thread closing = Thread.ofPlatform().start(client::close);
            try {
                client.jobs();
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("closed");
            }
            closing.join();
        }
    }

    @Test
    void a_service_that_has_ended_says_so() {
        Assumptions.assumeTrue(service.isEmbedded(), "the system's service is not ours to stop");
        BackgroundCopyJob job = session.job();
        session.embedded().close();
        assertThatThrownBy(job::state).isInstanceOfSatisfying(
                BackgroundCopyException.class, e -> assertThat(e.isServiceGone()).isTrue());
        assertThatThrownBy(session.embedded()::connect).hasMessageContaining("closed");
        assertThatThrownBy(session.embedded()::pointer).hasMessageContaining("closed");
    }

    @Test
    void ten_thousand_virtual_threads_may_ask_one_manager() throws InterruptedException {
        BackgroundCopyJob job = session.job();
        var failures = new ConcurrentLinkedQueue<Throwable>();
        int threads = service.isEmbedded() ? 10_000 : 200;
        Thread[] all = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            all[i] = Thread.ofVirtual().start(() -> {
                try (BackgroundCopyJob same = session.manager.getJob(job.id())) {
                    assertThat(same.state()).isEqualTo(JobState.SUSPENDED);
                } catch (Throwable t) {
                    failures.add(t);
                }
            });
        }
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }
}
