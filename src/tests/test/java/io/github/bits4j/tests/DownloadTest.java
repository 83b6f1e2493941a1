package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.Completion;
import io.github.bits4j.JobState;
import io.github.bits4j.TransferException;
import io.github.bits4j.TransferException.Reason;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.TransferResult;
import io.github.bits4j.TransientErrorPolicy.Decision;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.ServiceTest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Downloads in one call: whatever becomes of them, no job stays behind. */
class DownloadTest extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(100_000, 4);

    /** The jobs under way; Wine's service still lists those that have ended. */
    private List<BackgroundCopyJob> jobs() {
        return session.manager.jobs().stream().filter(job -> job.displayName().equals("target.bin"))
                .filter(job -> !job.state().isFinal()).toList();
    }

    private Path target() {
        return session.directory.resolve("target.bin");
    }

    private static Reason reason(CompletableFuture<TransferResult> future) {
        ExecutionException e = catchThrowableOfType(ExecutionException.class, () -> future.get(60, TimeUnit.SECONDS));
        return ((TransferException) e.getCause()).reason();
    }

    private ServedFile held(Gate gate) {
        return session.server.file("/held", CONTENT).always(Fault.holdAfter(50_000, gate));
    }

    @Test
    void a_file_is_there_under_its_name_when_the_future_ends() throws Exception {
        TransferResult result = session.manager.download(session.server.file("/x", CONTENT).uri(), target())
                .get(60, TimeUnit.SECONDS);
        assertThat(target()).hasBinaryContent(CONTENT);
        assertThat(result.files()).containsExactly(target());
        assertThat(result.completion()).hasValue(Completion.FULL);
        assertThat(result.progress().bytesTransferred()).isEqualTo(CONTENT.length);
        assertThat(jobs()).isEmpty();
        assertThat(session.manager.findJob(result.jobId()).map(BackgroundCopyJob::state).filter(state -> !state.isFinal()))
                .isEmpty();
    }

    @Test
    void while_it_is_under_way_there_is_a_job_by_the_name_of_the_file() throws Exception {
        Gate gate = new Gate();
        CompletableFuture<TransferResult> future = session.manager.download(held(gate).uri(), target());
        gate.awaitReached();
        assertThat(jobs()).hasSize(1);
        gate.open();
        future.get(60, TimeUnit.SECONDS);
        assertThat(target()).hasBinaryContent(CONTENT);
        assertThat(jobs()).isEmpty();
    }

    @Test
    void more_can_be_set_and_added_before_the_job_is_resumed() throws Exception {
        Path other = session.directory.resolve("other.bin");
        TransferResult result = session.manager.download(session.server.file("/x", CONTENT).uri(), target(),
                TransferOptions.defaults(), job -> {
                    assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
                    job.addFile(session.server.file("/other", new byte[7]).uri(), other);
                }).get(60, TimeUnit.SECONDS);
        assertThat(result.files()).containsExactlyInAnyOrder(target(), other);
        assertThat(target()).hasBinaryContent(CONTENT);
        assertThat(other).hasSize(7);
    }

    @Test
    void what_the_setup_throws_goes_on_and_no_job_stays() {
        IllegalArgumentException thrown = new IllegalArgumentException("by the setup");
        assertThatThrownBy(() -> session.manager.download(session.server.uri("/x"), target(), TransferOptions.defaults(), _ -> {
            throw thrown;
        })).isSameAs(thrown);
        assertThat(jobs()).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_leaves_no_job() {
        assertThat(reason(session.manager.download(session.server.uri("/404"), target()))).isEqualTo(Reason.ERROR);
        assertThat(jobs()).isEmpty();
        assertThat(target()).doesNotExist();
    }

    @Test
    void cancelling_leaves_no_job_and_no_file() throws Exception {
        session.require(Feature.CANCEL_UNDER_WAY);
        Gate gate = new Gate();
        CompletableFuture<TransferResult> future = session.manager.download(held(gate).uri(), target());
        gate.awaitReached();
        assertThat(future.cancel(true)).isTrue();
        gate.open();
        assertThat(jobs()).isEmpty();
        assertThat(target()).doesNotExist();
    }

    @Test
    void somebody_else_s_cancel_ends_it() throws Exception {
        session.require(Feature.CANCEL_UNDER_WAY);
        Gate gate = new Gate();
        CompletableFuture<TransferResult> future = session.manager.download(held(gate).uri(), target());
        gate.awaitReached();
        jobs().getFirst().cancel();
        gate.open();
        assertThat(reason(future)).isEqualTo(Reason.CANCELLED);
    }

    @Test
    void a_silent_server_leaves_no_job() {
        session.require(Feature.CANCEL_UNDER_WAY);
        Gate gate = new Gate();
        ServedFile file = held(gate);
        assertThat(reason(session.manager.download(file.uri(), target(),
                TransferOptions.defaults().withStallTimeout(Duration.ofSeconds(1))))).isEqualTo(Reason.STALLED);
        assertThat(jobs()).isEmpty();
        gate.open();
    }

    @Test
    void a_timeout_and_a_closed_manager_leave_no_job() {
        session.require(Feature.CANCEL_UNDER_WAY);
        Gate gate = new Gate();
        ServedFile file = held(gate);
        CompletableFuture<TransferResult> late = session.manager.download(file.uri(), target())
                .orTimeout(100, TimeUnit.MILLISECONDS);
        assertThatThrownBy(() -> late.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        Await.until("the job to go", () -> jobs().isEmpty());
        BackgroundCopyManager client = session.connectAgain();
        CompletableFuture<TransferResult> closed = client.download(file.uri(), target());
        client.close();
        assertThat(reason(closed)).isEqualTo(Reason.CLOSED);
        assertThat(jobs()).isEmpty();
        gate.open();
    }

    @Test
    void a_value_from_somebody_else_leaves_no_job() throws Exception {
        session.require(Feature.CANCEL_UNDER_WAY);
        Gate gate = new Gate();
        CompletableFuture<TransferResult> future = session.manager.download(held(gate).uri(), target());
        gate.awaitReached();
        TransferResult other = new TransferResult(
                jobs().getFirst().id(), JobState.CANCELLED, jobs().getFirst().progress(), Optional.empty(), List.of());
        assertThat(future.completeOnTimeout(other, 1, TimeUnit.MILLISECONDS).get(60, TimeUnit.SECONDS)).isSameAs(other);
        Await.until("the job to go", () -> jobs().isEmpty());
        gate.open();
        assertThat(target()).doesNotExist();
    }

    @Test
    void what_the_service_refuses_is_thrown_and_leaves_no_job() {
        session.require(Feature.TARGET_CHECKS);
        Path nowhere = session.directory.resolve("missing").resolve("target.bin");
        assertThatThrownBy(() -> session.manager.download(session.server.uri("/x"), nowhere))
                .isInstanceOf(BackgroundCopyException.class);
        assertThat(jobs()).isEmpty();
    }

    @Test
    void what_cannot_be_meant_is_refused_before_there_is_a_job() {
        assertThatThrownBy(() -> session.manager.download(URI.create("relative"), target()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("remote: ");
        assertThatThrownBy(() -> session.manager.download(session.server.uri("/x"), Path.of("target.bin")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("local: ");
        assertThat(jobs()).isEmpty();
    }

    @Test
    void transient_errors_are_a_matter_of_the_options() throws Exception {
        session.require(Feature.PROPERTIES);
        ServedFile busy = session.server.file("/busy", CONTENT).onNext(2, Fault.status(503));
        session.manager.download(busy.uri(), target(),
                TransferOptions.defaults().withTransientErrors((error, count) -> Decision.RETRY_NOW)).get(60, TimeUnit.SECONDS);
        assertThat(target()).hasBinaryContent(CONTENT);
        busy.onNext(1, Fault.status(503));
        assertThat(reason(session.manager.download(busy.uri(), target(),
                TransferOptions.defaults().withTransientErrors((error, count) -> Decision.FAIL))))
                .isEqualTo(Reason.TRANSIENT_ERROR);
        assertThat(jobs()).isEmpty();
    }

    @Test
    void many_at_once_all_arrive() throws Exception {
        int count = service.isEmbedded() ? 100 : 20;
        List<CompletableFuture<TransferResult>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            futures.add(session.manager.download(session.server.file("/many-" + i, CONTENT).uri(),
                    session.directory.resolve("many-" + i)));
        }
        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);
        assertThat(futures).allSatisfy(future -> {
            assertThat(future.resultNow().state()).isEqualTo(JobState.ACKNOWLEDGED);
            assertThat(future.resultNow().files().getFirst()).hasBinaryContent(CONTENT);
        });
    }
}
