package io.github.bits4j.tests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyError;
import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.ErrorContext;
import io.github.bits4j.InvalidJobStateException;
import io.github.bits4j.JobEvent;
import io.github.bits4j.JobNotFoundException;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.NotifyOptions;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.TransferError;
import io.github.bits4j.com.HResult;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadState;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.BitsExtension;
import io.github.bits4j.testkit.BitsTestKit;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.Recorder;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Where the rules of Delivery Optimization are not those of BITS.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/delivery_optimization/do-interfaces">Delivery Optimization interfaces</a>
 */
class DeliveryRulesTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(50_000, 3);

    @RegisterExtension
    final BitsExtension bits = new BitsExtension(ServiceKind.DELIVERY_OPTIMIZATION);

    private static BackgroundCopyJob job(BitsTestKit kit, ServedFile... files) {
        BackgroundCopyJob job = kit.manager().createJob("of the rules", JobType.DOWNLOAD);
        for (ServedFile file : files) {
            job.addFile(file.uri(), kit.directory().resolve(file.uri().getPath().substring(1)));
        }
        return job;
    }

    private static void assertFails(int hresult, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BackgroundCopyException.class,
                e -> assertThat(HResult.name(e.hresult())).isEqualTo(HResult.name(hresult)));
    }

    @Test
    void resume_leads_to_transferring_at_once_and_connecting_is_never_seen(BitsTestKit kit) throws Exception {
        Gate gate = new Gate();
        BackgroundCopyJob job = job(kit, kit.server().file("/a", CONTENT).always(Fault.delay(Duration.ofMillis(50)),
                Fault.holdAfter(1000, gate)));
        List<JobState> states = new CopyOnWriteArrayList<>();
        job.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_MODIFICATION, NotifyFlag.JOB_TRANSFERRED));
        job.setNotifyInterface(new Recorder() {
            @Override
            public int jobModification(BackgroundCopyJob lent) {
                states.add(lent.state());
                return super.jobModification(lent);
            }
        });
        job.resume();
        assertThat(job.state()).isEqualTo(JobState.TRANSFERRING);
        gate.awaitReached();
        assertThat(job.state()).isEqualTo(JobState.TRANSFERRING);
        gate.open();
        kit.awaitState(job, JobState.TRANSFERRED);
        assertThat(states).doesNotContain(JobState.CONNECTING, JobState.QUEUED);
    }

    @Test
    void high_normal_and_low_are_one_priority(BitsTestKit kit) throws Exception {
        Gate gate = new Gate();
        BackgroundCopyJob low = job(kit, kit.server().file("/low", CONTENT).always(Fault.holdAfter(1000, gate)));
        low.setPriority(JobPriority.LOW);
        low.resume();
        gate.awaitReached();
        BackgroundCopyJob high = job(kit, kit.server().file("/high", CONTENT));
        high.setPriority(JobPriority.HIGH);
        assertThat(high.priority()).isEqualTo(JobPriority.HIGH);
        high.resume();
        BackgroundCopyJob foreground = job(kit, kit.server().file("/foreground", CONTENT));
        foreground.setPriority(JobPriority.FOREGROUND);
        foreground.resume();
        kit.awaitState(foreground, JobState.TRANSFERRED);
        assertThat(kit.server().requests()).as("the high one waits its turn").noneMatch(request -> request.path().equals("/high"));
        gate.open();
        kit.awaitState(low, JobState.TRANSFERRED);
        kit.awaitState(high, JobState.TRANSFERRED);
    }

    @Test
    void the_timeout_without_progress_is_an_hour_or_a_day(BitsTestKit kit) {
        BackgroundCopyJob job = job(kit, kit.server().file("/a", CONTENT).always(Fault.dropConnection()));
        for (JobPriority priority : List.of(JobPriority.HIGH, JobPriority.NORMAL, JobPriority.LOW)) {
            job.setPriority(priority);
            assertThat(job.noProgressTimeout()).hasHours(24);
        }
        job.setPriority(JobPriority.FOREGROUND);
        assertThat(job.noProgressTimeout()).hasHours(1);
        job.resume();
        kit.awaitState(job, JobState.TRANSIENT_ERROR);
        kit.clock().advance(Duration.ofMinutes(59));
        kit.awaitState(job, JobState.TRANSIENT_ERROR);
        kit.clock().advance(Duration.ofMinutes(1));
        kit.awaitState(job, JobState.ERROR);
        TransferError error = job.readError().orElseThrow();
        assertThat(HResult.name(error.hresult())).isEqualTo("DO_E_DOWNLOAD_NO_PROGRESS");
        assertThat(error.description()).as("the last error is told, too").contains("connection");
        assertThat(error.context()).isEqualTo(ErrorContext.NONE);
        job.setNoProgressTimeout(Duration.ofSeconds(7));
        job.setPriority(JobPriority.LOW);
        assertThat(job.noProgressTimeout()).as("what was set stays").hasSeconds(7);
    }

    @Test
    void only_a_forbidden_file_is_an_error_of_the_remote_file(BitsTestKit kit) {
        for (int status : new int[] {403, 404, 401}) {
            BackgroundCopyJob job = job(kit, kit.server().file("/" + status, CONTENT).always(Fault.status(status)));
            job.resume();
            kit.awaitState(job, JobState.ERROR);
            assertThat(job.readError().orElseThrow().context()).as("of %d", status)
                    .isEqualTo(status == 403 ? ErrorContext.REMOTE_FILE : ErrorContext.NONE);
            assertThat(job.readError().orElseThrow().hresult()).isEqualTo(HResult.ofHttpStatus(status));
        }
    }

    @Test
    void an_error_is_told_until_it_is_accepted(BitsTestKit kit) {
        BackgroundCopyJob job = job(kit, kit.server().file("/gone", CONTENT).always(Fault.status(404)));
        AtomicInteger attempts = new AtomicInteger();
        job.setNotifyInterface(new Recorder() {
            @Override
            public int jobError(BackgroundCopyJob lent, BackgroundCopyError error) {
                return attempts.incrementAndGet() < 3 ? HResult.E_FAIL : HResult.S_OK;
            }
        });
        job.resume();
        Await.until("three calls", () -> {
            kit.clock().advance(Duration.ofMinutes(1));
            return attempts.get() == 3;
        });
        kit.clock().advance(Duration.ofDays(1));
        assertThat(attempts).hasValue(3);
    }

    @Test
    void the_end_of_the_transfer_is_told_once(BitsTestKit kit) throws Exception {
        BackgroundCopyJob job = job(kit, kit.server().file("/a", CONTENT));
        AtomicInteger attempts = new AtomicInteger();
        job.setNotifyInterface(new Recorder() {
            @Override
            public int jobTransferred(BackgroundCopyJob lent) {
                attempts.incrementAndGet();
                return HResult.E_FAIL;
            }
        });
        job.resume();
        Await.until("the call", () -> attempts.get() == 1);
        kit.clock().advance(Duration.ofDays(1));
        Recorder next = new Recorder();
        job.setNotifyInterface(next);
        next.awaitCall("JobTransferred");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void an_executor_that_refuses_the_end_hears_of_it_by_polling(BitsTestKit kit) {
        BackgroundCopyJob job = job(kit, kit.server().file("/a", CONTENT));
        AtomicInteger attempts = new AtomicInteger();
        List<JobEvent> events = new CopyOnWriteArrayList<>();
        job.setNotifyInterface(events::add, NotifyOptions.defaults().withPollInterval(Duration.ofMillis(20)).withExecutor(task -> {
            if (attempts.incrementAndGet() == 1) {
                throw new RejectedExecutionException("test");
            }
            task.run();
        }));
        job.resume();
        Await.until("Transferred", () -> events.stream().anyMatch(JobEvent.Transferred.class::isInstance));
    }

    @Test
    void jobs_are_kept_for_30_days(BitsTestKit kit) {
        BackgroundCopyJob transferred = job(kit, kit.server().file("/a", CONTENT));
        transferred.resume();
        kit.awaitState(transferred, JobState.TRANSFERRED);
        kit.clock().advance(Duration.ofDays(1));
        BackgroundCopyJob younger = job(kit, kit.server().file("/b", CONTENT));
        kit.clock().advance(Duration.ofDays(29).minusSeconds(1));
        assertThat(kit.manager().jobs()).hasSize(2);
        assertThat(kit.directory()).isNotEmptyDirectory();
        kit.clock().advance(Duration.ofSeconds(1));
        Await.until("the end", () -> transferred.state() == JobState.CANCELLED);
        Await.until("its leaving the queue", () -> kit.manager().findJob(transferred.id()).isEmpty());
        assertThat(kit.directory()).as("the temporary file is deleted").isEmptyDirectory();
        assertThat(younger.state()).isEqualTo(JobState.SUSPENDED);
        younger.cancel();
        kit.clock().advance(Duration.ofDays(2));
    }

    @Test
    void downloads_by_its_own_interfaces_are_kept_for_30_days_too(BitsTestKit kit) {
        try (DeliveryOptimizationManager manager = kit.service().connectDeliveryOptimization();
                Download download = manager.createDownload()) {
            kit.clock().advance(Duration.ofDays(30).minusSeconds(1));
            assertThat(download.status().state()).isEqualTo(DownloadState.CREATED);
            kit.clock().advance(Duration.ofSeconds(1));
            Await.until("the end", () -> download.status().state() == DownloadState.ABORTED);
            Await.until("its leaving the list", () -> manager.downloads().isEmpty());
        }
    }

    @Test
    void failures_have_codes_of_their_own(BitsTestKit kit) {
        assertThatThrownBy(() -> kit.manager().getJob(UUID.randomUUID())).isInstanceOfSatisfying(JobNotFoundException.class,
                e -> assertThat(e.hresult()).isEqualTo(HResult.DO_E_JOB_NOT_FOUND));
        BackgroundCopyJob job = job(kit);
        assertFails(HResult.DO_E_JOB_EMPTY, job::resume);
        assertThat(job.error()).isEmpty();
        assertFails(HResult.E_NOTIMPL, () -> kit.manager().createJob("upload", JobType.UPLOAD));
        assertFails(HResult.E_NOTIMPL, () -> kit.manager().createJob("upload", JobType.UPLOAD_REPLY));
        job.cancel();
        for (ThrowingCallable call : List.<ThrowingCallable>of(job::resume, job::suspend, job::complete, job::cancel,
                () -> job.setPriority(JobPriority.LOW), () -> job.setNoProgressTimeout(Duration.ofSeconds(1)))) {
            assertThatThrownBy(call).isInstanceOf(InvalidJobStateException.class);
            assertFails(HResult.DO_E_INVALID_STATE, call);
        }
    }
}
