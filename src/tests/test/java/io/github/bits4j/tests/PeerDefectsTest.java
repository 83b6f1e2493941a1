package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.Completion;
import io.github.bits4j.FileInfo;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.TransferException;
import io.github.bits4j.TransferException.Reason;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.TransferResult;
import io.github.bits4j.UnsupportedInterfaceException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.Com;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.Recorder;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.TestService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Defects of other BITS libraries that this one must not have; each test is named for what went wrong there. */
class PeerDefectsTest extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(100_000, 8);

    private Path target() {
        return session.directory.resolve("peer.bin");
    }

    private List<BackgroundCopyJob> jobsUnderWay() {
        return session.manager.jobs().stream().filter(job -> !job.state().isFinal()).toList();
    }

    @Test
    void a_copy_that_was_cancelled_left_its_job_in_the_queue() throws InterruptedException {
        session.require(Feature.CANCEL_UNDER_WAY);
        Gate gate = new Gate();
        CompletableFuture<TransferResult> copy = session.manager.download(session.server.file("/copy", CONTENT)
                .always(Fault.holdAfter(50_000, gate)).uri(), target());
        gate.awaitReached();
        copy.cancel(true);
        assertThat(jobsUnderWay()).isEmpty();
        gate.open();
    }

    @Test
    void a_copy_whose_file_was_refused_left_its_job_in_the_queue() {
        session.require(Feature.TARGET_CHECKS);
        assertThatThrownBy(() -> session.manager.download(
                URI.create("nosuchprotocol://example.org/x"), target())).isInstanceOf(BackgroundCopyException.class);
        assertThat(jobsUnderWay()).isEmpty();
    }

    @Test
    void a_copy_never_ended_after_a_transient_error() {
        session.require(Feature.PROPERTIES);
        CompletableFuture<TransferResult> copy = session.manager.download(
                session.server.file("/busy", CONTENT).always(Fault.status(503)).uri(), target(),
                TransferOptions.defaults().withStallTimeout(Duration.ofSeconds(2)));
        assertEnds(copy, Reason.STALLED);
        assertThat(jobsUnderWay()).isEmpty();
    }

    @Test
    void a_copy_never_ended_after_somebody_else_s_cancel() {
        BackgroundCopyJob job = session.smallJob();
        CompletableFuture<TransferResult> copy = job.whenTransferred();
        session.connectAgain().getJob(job.id()).cancel();
        assertEnds(copy, Reason.CANCELLED);
    }

    private static void assertEnds(CompletableFuture<TransferResult> copy, Reason reason) {
        assertThat(copy).failsWithin(60, TimeUnit.SECONDS).withThrowableThat().havingCause()
                .isInstanceOfSatisfying(TransferException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void getters_of_a_service_that_had_died_gave_default_values_or_recursed_without_end() {
        Assumptions.assumeTrue(service.isEmbedded(), "the system's service is not ours to stop");
        BackgroundCopyJob job = session.smallJob();
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
        session.embedded().close(); // between two getters
        List<Consumer<BackgroundCopyJob>> getters = List.of(BackgroundCopyJob::state, BackgroundCopyJob::progress,
                BackgroundCopyJob::times, BackgroundCopyJob::type, BackgroundCopyJob::displayName, BackgroundCopyJob::priority,
                BackgroundCopyJob::error, BackgroundCopyJob::errorCount, BackgroundCopyJob::files, BackgroundCopyJob::notifyFlags);
        for (Consumer<BackgroundCopyJob> getter : getters) {
            assertThatThrownBy(() -> getter.accept(job)).isInstanceOfSatisfying(BackgroundCopyException.class,
                    e -> assertThat(e.isServiceGone()).as(e.getMessage()).isTrue());
        }
    }

    @Test
    void an_enumeration_that_failed_gave_a_short_list() {
        Assumptions.assumeTrue(service.isEmbedded(), "the system's service is not ours to stop");
        session.smallJob();
        session.embedded().close();
        assertThatThrownBy(session.manager::jobs).isInstanceOf(BackgroundCopyException.class);
    }

    @Test
    void some_failures_came_as_exceptions_of_other_types() {
        BackgroundCopyJob job = session.job();
        assertThatThrownBy(() -> session.manager.getJob(new UUID(1, 2))).isInstanceOf(BackgroundCopyException.class);
        assertThatThrownBy(() -> job.setNotifyInterface(session.manager.pointer())) // E_NOINTERFACE
                .isInstanceOf(BackgroundCopyException.class);
        job.cancel();
        assertThatThrownBy(job::clearNotifyInterface).isInstanceOf(BackgroundCopyException.class);
        if (service.isEmbedded()) {
            BackgroundCopyJob mine = session.job();
            try (BackgroundCopyManager stranger = session.embedded().connectAs("somebody else")) {
                BackgroundCopyJob theirs = stranger.getJob(mine.id());
                assertThatThrownBy(theirs::cancel).isInstanceOfSatisfying(BackgroundCopyException.class,
                        e -> assertThat(e.hresult()).isEqualTo(HResult.E_ACCESSDENIED));
            }
        }
    }

    @Test
    void one_missing_interface_made_all_of_the_manager_unusable() {
        BackgroundCopyJob job = session.smallJob();
        if (service.kind() == ServiceKind.DELIVERY_OPTIMIZATION) {
            assertThatThrownBy(() -> job.reply().progress()).isInstanceOf(UnsupportedInterfaceException.class);
        }
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
    }

    @Test
    void wrapping_a_job_of_another_user_wrote_to_it_and_failed() {
        Assumptions.assumeTrue(service.isEmbedded(), "needs a second user, whom only the embedded service makes up");
        BackgroundCopyJob mine = session.smallJob();
        Recorder recorder = new Recorder();
        mine.setNotifyInterface(recorder);
        try (BackgroundCopyManager stranger = session.embedded().connectAs("somebody else")) {
            BackgroundCopyJob theirs = stranger.getJob(mine.id());
            assertThat(theirs.state()).isEqualTo(JobState.SUSPENDED);
            assertThat(stranger.job(theirs.pointer()).displayName()).isEqualTo("bits4j test");
        }
        mine.resume();
        recorder.awaitCall("JobTransferred"); // its notify interface is still there
    }

    @Test
    void connecting_put_the_caller_s_thread_into_an_apartment() throws Exception {
        Assumptions.assumeTrue(TestService.WINDOWS, "only Windows has apartments");
        for (int model : new int[] {Com.COINIT_APARTMENTTHREADED, Com.COINIT_MULTITHREADED}) {
            FutureTask<JobState> task = new FutureTask<>(() -> {
                BackgroundCopyJob job = session.connectAgain().createJob("bits4j test", JobType.DOWNLOAD);
                JobState state = job.state();
                job.cancel();
                Com.initialize(model); // RPC_E_CHANGED_MODE for one of them, had this thread been initialised
                Com.uninitialize();
                return state;
            });
            Thread.ofPlatform().start(task);
            assertThat(task.get(60, TimeUnit.SECONDS)).isEqualTo(JobState.SUSPENDED);
        }
    }

    @Test
    void an_exception_in_a_callback_ended_the_process_and_a_callback_was_never_freed() {
        BackgroundCopyJob job = session.smallJob();
        long before = ComObject.liveCount();
        job.setNotifyInterface(event -> {
            throw new AssertionError("from the listener");
        });
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        session.settle();
        job.clearNotifyInterface();
        Await.until("the callback to be freed", () -> ComObject.liveCount() <= before);
        job.complete();
    }

    @Test
    void several_files_at_once_were_not_implemented() {
        BackgroundCopyJob job = session.job();
        job.addFiles(List.of(new FileInfo(session.server.file("/1", CONTENT).uri(), session.directory.resolve("1")),
                new FileInfo(session.server.file("/2", CONTENT).uri(), session.directory.resolve("2"))));
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(session.directory.resolve("1")).hasBinaryContent(CONTENT);
        assertThat(session.directory.resolve("2")).hasBinaryContent(CONTENT);
    }

    @Test
    void a_completion_in_part_was_taken_for_a_whole_one() throws InterruptedException {
        session.require(Feature.PARTIAL_COMPLETE);
        Gate gate = new Gate();
        BackgroundCopyJob job = session.job(session.server.file("/whole", CONTENT), "whole");
        job.addFile(session.server.file("/part", CONTENT).always(Fault.holdAfter(10, gate)).uri(),
                session.directory.resolve("part"));
        job.resume();
        gate.awaitReached();
        Await.until("the whole file", () -> job.progress().filesTransferred() == 1);
        assertThat(job.complete()).isEqualTo(Completion.PARTIAL);
        gate.open();
        assertThat(session.directory.resolve("part")).doesNotExist();
    }

    @Test
    void unknown_sizes_and_times_that_never_were_came_as_numbers() {
        BackgroundCopyJob job = session.smallJob();
        assertThat(job.progress().bytesTotal()).isEmpty();
        session.require(Feature.PROPERTIES);
        assertThat(job.times().transferred()).isEmpty();
    }
}
