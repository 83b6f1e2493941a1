package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobEvent;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.Recorder;
import io.github.bits4j.tests.support.ServiceTest;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What the reference pages say of SetNotifyInterface, statement by statement.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-setnotifyinterface">bits.h</a>
 * @see <a href="https://learn.microsoft.com/windows/win32/delivery_optimization/ibackgroundcopyjob-setnotifyinterface">deliveryoptimization.h</a>
 */
class NotifyInterfaceTest extends ServiceTest {
    @Test
    void N1_a_callback_is_set_and_can_be_asked_for() {
        BackgroundCopyJob job = session.job();
        assertThat(job.notifyInterface()).isEmpty();
        job.setNotifyInterface(new Recorder());
        assertThat(ComObject.liveCount()).as("our callback").isPositive();
        try (ComPointer set = job.notifyInterface().orElseThrow(); ComPointer again = job.notifyInterface().orElseThrow();
                ComPointer identity = set.query(Guid.IUNKNOWN).orElseThrow();
                ComPointer sameIdentity = again.query(Guid.IUNKNOWN).orElseThrow()) {
            assertThat(identity.segment().address()).isEqualTo(sameIdentity.segment().address());
        }
    }

    @Test
    void N2_null_removes_the_callback_and_the_service_lets_go_of_it() {
        BackgroundCopyJob job = session.smallJob();
        long before = ComObject.liveCount();
        Recorder recorder = new Recorder();
        job.setNotifyInterface(recorder);
        job.clearNotifyInterface();
        Await.until("the service to release the callback", () -> ComObject.liveCount() == before);
        assertThat(job.notifyInterface()).isEmpty();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(recorder.calls).isEmpty();
    }

    @Test
    void N3_a_completed_job_refuses_a_callback() {
        BackgroundCopyJob job = session.smallJob();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertFails(service.invalidState(), () -> job.setNotifyInterface(new Recorder()));
        assertFails(service.invalidState(), job::clearNotifyInterface);
        assertThat(ComObject.liveCount()).as("the refused callback was released").isEqualTo(embeddedObjects());
    }

    @Test
    void N3_a_cancelled_job_refuses_a_callback() {
        BackgroundCopyJob job = session.smallJob();
        job.cancel();
        assertFails(service.invalidState(), () -> job.setNotifyInterface(new Recorder()));
        assertThat(ComObject.liveCount()).as("the refused callback was released").isEqualTo(embeddedObjects());
    }

    private long embeddedObjects() {
        return service.isEmbedded() ? session.embedded().counts().objects() : 0;
    }

    @Test
    void N4_the_flags_choose_what_the_callback_gets() {
        BackgroundCopyJob silent = session.smallJob();
        Recorder none = new Recorder();
        silent.setNotifyInterface(none);
        silent.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_ERROR));
        BackgroundCopyJob loud = session.smallJob();
        Recorder transferred = new Recorder();
        loud.setNotifyInterface(transferred);
        loud.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_TRANSFERRED));
        silent.resume();
        awaitState(silent, JobState.TRANSFERRED);
        loud.resume();
        transferred.awaitCall("JobTransferred");
        session.complete(silent);
        assertThat(none.calls).isEmpty();
        assertThat(transferred.calls).containsOnly("JobTransferred");
    }

    @Test
    void N5_the_callback_ends_with_its_client_and_is_set_anew_on_existing_jobs() {
        UUID id;
        Recorder first = new Recorder();
        try (BackgroundCopyManager client = session.connectAgain()) {
            BackgroundCopyJob job = client.getJob(session.smallJob().id());
            id = job.id();
            job.setNotifyInterface(first);
        }
        BackgroundCopyJob job = session.manager.getJob(id);
        assertThat(job.notifyInterface()).isEmpty();
        Recorder second = new Recorder();
        job.setNotifyInterface(second);
        job.resume();
        second.awaitCall("JobTransferred");
        assertThat(first.calls).isEmpty();
    }

    @Test
    void N6_what_happened_since_is_found_by_reading_the_state() {
        UUID id = session.smallJob().id();
        BackgroundCopyJob job = session.manager.getJob(id);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        List<JobEvent> events = new CopyOnWriteArrayList<>();
        try (BackgroundCopyJob attached = session.connectAgain().attach(id, events::add)) {
            Await.until("an event", () -> !events.isEmpty());
            assertThat(events.getFirst()).isInstanceOf(JobEvent.Transferred.class);
            assertThat(events.getFirst().job()).isSameAs(attached);
            session.settle();
        }
    }

    @Test
    void N6_a_job_under_way_reports_its_state_first() throws InterruptedException {
        Gate gate = new Gate();
        byte[] content = LoopbackServer.bytes(200_000, 6);
        BackgroundCopyJob job = session.job(session.server.file("/n6", content)
                .always(Fault.holdAfter(100_000, gate)), "n6");
        job.resume();
        gate.awaitReached();
        List<JobEvent> events = new CopyOnWriteArrayList<>();
        try (BackgroundCopyJob attached = session.connectAgain().attach(job.id(), events::add)) {
            Await.until("the first event", () -> !events.isEmpty());
            assertThat(events.getFirst()).isInstanceOfSatisfying(JobEvent.StateChanged.class, first -> {
                assertThat(first.job()).isSameAs(attached);
                assertThat(first.from()).isEmpty();
                assertThat(first.to()).isIn(JobState.CONNECTING, JobState.TRANSFERRING);
                assertThat(first.origin()).isEqualTo(JobEvent.Origin.POLL);
            });
            gate.open();
            Await.until("Transferred", () -> events.getLast() instanceof JobEvent.Transferred);
            session.settle();
        }
    }

    @Test
    void N7_the_callback_comes_also_for_what_had_happened_before_it_was_set() {
        session.require(Feature.NOTIFIES_OF_THE_PAST);
        BackgroundCopyJob job = session.smallJob();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        Recorder late = new Recorder();
        job.setNotifyInterface(late);
        late.awaitCall("JobTransferred");
        Recorder later = new Recorder();
        job.setNotifyInterface(later);
        later.awaitCall("JobTransferred");
    }

    @Test
    void N7_an_error_of_before_is_notified_too() {
        session.require(Feature.NOTIFIES_OF_THE_PAST);
        BackgroundCopyJob job = session.job(session.server.uri("/n7"), "n7");
        job.resume();
        awaitState(job, JobState.ERROR);
        Recorder late = new Recorder();
        job.setNotifyInterface(late);
        late.awaitCall("JobError");
        assertThat(late.error.hresult()).isEqualTo(HResult.ofHttpStatus(404));
    }

    @Test
    void N9_the_last_to_set_the_callback_gets_the_notifications_and_the_others_none() {
        BackgroundCopyJob job = session.smallJob();
        long before = ComObject.liveCount();
        Recorder first = new Recorder();
        job.setNotifyInterface(first);
        Recorder last = new Recorder();
        BackgroundCopyJob same = session.connectAgain().getJob(job.id());
        long objects = ComObject.liveCount();
        same.setNotifyInterface(last);
        Await.until("the first callback to be released", () -> ComObject.liveCount() == objects);
        assertThat(objects).isGreaterThan(before);
        job.resume();
        last.awaitCall("JobTransferred");
        assertThat(first.calls).isEmpty();
    }

    @Test
    void N10_the_service_s_reference_alone_keeps_the_callback_alive() throws Exception {
        byte[] content = LoopbackServer.bytes(20_000_000, 10);
        BackgroundCopyJob job = session.job(session.server.file("/n10", content), "n10");
        List<Thread> threads = new CopyOnWriteArrayList<>();
        job.setNotifyInterface(new Recorder() { // SetNotifyInterface, then SetNotifyFlags, as in the page's example
            @Override
            public int jobTransferred(BackgroundCopyJob j) {
                threads.add(Thread.currentThread());
                return HResult.S_OK;
            }
        });
        job.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_TRANSFERRED, NotifyFlag.JOB_ERROR));
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(20);
        }
        job.resume();
        Await.until("JobTransferred", () -> !threads.isEmpty());
        if (!service.isEmbedded()) {
            assertThat(threads.getFirst().getName()).as("a thread of the service's calls, not ours").doesNotStartWith("bits4j");
            assertThat(threads.getFirst()).isNotSameAs(Thread.currentThread());
        }
        session.complete(job);
        assertThat(Files.readAllBytes(session.directory.resolve("n10"))).isEqualTo(content);
    }

    @Test
    void N11_only_the_owner_or_an_administrator_can_register() {
        Assumptions.assumeTrue(service.isEmbedded(), "needs a second user, whom only the embedded service makes up");
        BackgroundCopyJob mine = session.smallJob();
        try (BackgroundCopyManager stranger = session.embedded().connectAs("somebody else")) {
            BackgroundCopyJob theirs = stranger.getJob(mine.id());
            assertFails(HResult.E_ACCESSDENIED, () -> theirs.setNotifyInterface(new Recorder()));
            assertFails(HResult.E_ACCESSDENIED, theirs::clearNotifyInterface);
            assertFails(HResult.E_ACCESSDENIED, () -> theirs.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_ERROR)));
            assertFails(HResult.E_ACCESSDENIED, theirs::cancel);
            BackgroundCopyJob own = stranger.createJob("own", JobType.DOWNLOAD);
            own.setNotifyInterface(new Recorder());
            assertThat(stranger.jobs()).hasSize(1);
            own.cancel();
        }
        mine.setNotifyInterface(new Recorder());
        Recorder recorder = new Recorder();
        try (BackgroundCopyManager administrator = session.embedded().connectAsAdministrator("somebody else")) {
            BackgroundCopyJob theirs = administrator.getJob(mine.id());
            theirs.setNotifyInterface(recorder);
            theirs.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_TRANSFERRED));
            mine.resume();
            recorder.awaitCall("JobTransferred");
        }
    }

    @Test
    void F1_transferred_is_flag_1_and_error_is_flag_2() {
        assertThat(NotifyFlag.bits(EnumSet.of(NotifyFlag.JOB_TRANSFERRED))).isEqualTo(1);
        assertThat(NotifyFlag.bits(EnumSet.of(NotifyFlag.JOB_ERROR))).isEqualTo(2);
        BackgroundCopyJob job = session.smallJob();
        assertThat(job.notifyFlags()).as("of a new job").containsExactly(NotifyFlag.JOB_TRANSFERRED, NotifyFlag.JOB_ERROR);
        job.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_TRANSFERRED));
        assertThat(job.notifyFlags()).containsExactly(NotifyFlag.JOB_TRANSFERRED);
        Recorder recorder = new Recorder();
        job.setNotifyInterface(recorder);
        job.resume();
        recorder.awaitCall("JobTransferred");
    }

    @Test
    void F1_an_error_is_notified() {
        session.require(Feature.JOB_ERROR);
        BackgroundCopyJob job = session.job(session.server.uri("/f1"), "f1");
        Recorder recorder = new Recorder();
        job.setNotifyInterface(recorder);
        job.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_ERROR));
        job.resume();
        recorder.awaitCall("JobError");
        assertThat(recorder.calls).containsOnly("JobError");
        assertThat(recorder.error.httpStatus()).hasValue(404);
        assertThat(recorder.error.remoteName()).hasValue(session.server.uri("/f1").toString());
    }

    @Test
    void F2_disable_silences_everything_on_bits() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no such flag");
        session.require(Feature.DISABLE);
        BackgroundCopyJob job = session.smallJob();
        Recorder recorder = new Recorder();
        job.setNotifyInterface(recorder);
        job.setNotifyFlags(EnumSet.of(NotifyFlag.DISABLE, NotifyFlag.JOB_TRANSFERRED, NotifyFlag.FILE_TRANSFERRED,
                NotifyFlag.JOB_MODIFICATION));
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(job.notifyFlags()).contains(NotifyFlag.DISABLE);
        assertThat(recorder.calls).isEmpty();
        job.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_TRANSFERRED));
        recorder.awaitCall("JobTransferred");
        assertThat(recorder.calls).containsOnly("JobTransferred");
    }

    @Test
    void F2_F5_delivery_optimization_refuses_disable_and_file_ranges() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.DELIVERY_OPTIMIZATION, "BITS has these flags");
        BackgroundCopyJob job = session.job();
        for (NotifyFlag flag : EnumSet.of(NotifyFlag.DISABLE, NotifyFlag.FILE_RANGES_TRANSFERRED)) {
            assertThatThrownBy(() -> job.setNotifyFlags(EnumSet.of(flag)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("flags: " + flag + " is not supported by Delivery Optimization");
            assertThat(Raw.setNotifyFlags(job.pointer(), flag.code())).as("the service itself")
                    .isEqualTo(HResult.E_NOTIMPL);
        }
        assertThat(job.notifyFlags()).containsExactly(NotifyFlag.JOB_TRANSFERRED, NotifyFlag.JOB_ERROR);
    }

    @Test
    void F3_changes_are_notified() {
        session.require(Feature.JOB_MODIFICATION);
        BackgroundCopyJob job = session.smallJob();
        Recorder recorder = new Recorder();
        job.setNotifyInterface(recorder);
        job.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_MODIFICATION));
        job.setDescription("changed");
        recorder.awaitCall("JobModification");
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(recorder.calls).containsOnly("JobModification");
    }

    @Test
    void F4_each_file_is_notified_before_the_job() {
        session.require(Feature.FILE_TRANSFERRED);
        BackgroundCopyJob job = session.job();
        for (int i = 0; i < 3; i++) {
            job.addFile(session.server.file("/f4-" + i, LoopbackServer.bytes(1000, i)).uri(),
                    session.directory.resolve("f4-" + i));
        }
        Recorder recorder = new Recorder();
        job.setNotifyInterface(recorder);
        job.setNotifyFlags(EnumSet.of(NotifyFlag.FILE_TRANSFERRED, NotifyFlag.JOB_TRANSFERRED));
        job.resume();
        recorder.awaitCall("JobTransferred");
        assertThat(recorder.calls)
                .containsExactly("FileTransferred", "FileTransferred", "FileTransferred", "JobTransferred");
        assertThat(recorder.files).containsExactly(session.directory.resolve("f4-0").toString(),
                session.directory.resolve("f4-1").toString(), session.directory.resolve("f4-2").toString());
    }

    @Test
    void F5_bits_accepts_the_flag_for_ranges() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no such flag");
        session.require(Feature.FILE_RANGES_FLAG);
        BackgroundCopyJob job = session.smallJob();
        Recorder recorder = new Recorder();
        job.setNotifyInterface(recorder);
        job.setNotifyFlags(EnumSet.of(NotifyFlag.FILE_RANGES_TRANSFERRED, NotifyFlag.JOB_TRANSFERRED));
        assertThat(job.notifyFlags()).contains(NotifyFlag.FILE_RANGES_TRANSFERRED);
        job.resume();
        recorder.awaitCall("JobTransferred");
        assertThat(recorder.calls).as("no job that is not on demand sends it").containsOnly("JobTransferred");
    }

    @Test
    void F6_flags_of_an_ended_job_cannot_be_changed() {
        BackgroundCopyJob cancelled = session.smallJob();
        cancelled.cancel();
        assertFails(service.invalidState(), () -> cancelled.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_ERROR)));
        BackgroundCopyJob completed = session.smallJob();
        completed.resume();
        awaitState(completed, JobState.TRANSFERRED);
        completed.complete();
        assertFails(service.invalidState(), () -> completed.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_ERROR)));
    }

    @Test
    void an_unknown_flag_is_refused_by_the_service() {
        BackgroundCopyJob job = session.job();
        assertThat(Raw.setNotifyFlags(job.pointer(), 0x8000)).isEqualTo(HResult.E_NOTIMPL);
    }

    @Test
    void what_is_no_callback_is_refused() {
        BackgroundCopyJob job = session.job();
        assertFails(HResult.E_NOINTERFACE, () -> job.setNotifyInterface(session.manager.pointer()));
        Optional<ComPointer> none = job.notifyInterface();
        assertThat(none).isEmpty();
    }
}
