package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierTest {
    private static final int TRANSFERRED = 1;
    private static final int ERROR = 2;
    private static final int DISABLE = 4;
    private static final int MODIFICATION = 8;
    private static final int FILE = 0x10;

    @TempDir
    Path directory;

    private final FakeTransport transport = new FakeTransport();
    private final RecordingTarget target = new RecordingTarget();
    private QueueFixture fixture;

    @BeforeEach
    void open() {
        fixture = new QueueFixture(ServiceRules.BITS, QueueFixture.QUICK, transport, directory);
    }

    @AfterEach
    void close() {
        fixture.close();
        assertThat(target.violations).isEmpty();
    }

    private Job job(int flags, String... paths) {
        Job job = fixture.job(paths);
        job.setNotifyFlags(flags);
        job.setNotifyTarget(target);
        return job;
    }

    private Job transferred(String... paths) throws InterruptedException {
        Job job = fixture.job(paths);
        job.resume();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        return job;
    }

    private static void eventually(RecordingTarget target, String... calls) throws InterruptedException {
        Eventually.becomes(() -> List.copyOf(target.calls), List.of(calls));
    }

    @Test
    void filesInOrderThenTheJobThenRelease() throws Exception {
        Job job = job(TRANSFERRED | FILE, "/a", "/b", "/c");
        job.resume();
        eventually(target, "file:a", "file:b", "file:c", "transferred");
        job.complete();
        eventually(target, "file:a", "file:b", "file:c", "transferred", "released");
    }

    @Test
    void errorIsToldWithItsError() throws Exception {
        transport.fail("/a", 404);
        List<JobError> errors = new ArrayList<>();
        RecordingTarget listening = new RecordingTarget() {
            @Override
            public int jobError(Job job, JobError error) {
                errors.add(error);
                return super.jobError(job, error);
            }
        };
        Job job = fixture.job("/a");
        job.setNotifyTarget(listening);
        job.resume();
        eventually(listening, "error");
        assertThat(errors).containsExactly(job.error());
        assertThat(errors.getFirst().hresult()).isEqualTo(0x80190194);
        // A second failure is another event.
        job.resume();
        eventually(listening, "error", "error");
    }

    @Test
    void transientErrorsAreNotTold() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        transport.answer("/a", _ -> {
            if (attempts.incrementAndGet() < 4) {
                throw io.github.bits4j.embedded.transfer.TransferFailure.passing(
                        HResult.BG_E_CONNECT_FAILURE, "scripted", null);
            }
            return FakeTransport.content(null);
        });
        Job job = job(TRANSFERRED | ERROR, "/a");
        job.resume();
        eventually(target, "transferred");
        assertThat(job.errorCount()).isEqualTo(3);
    }

    @Test
    void whatIsNotAcceptedIsRepeated() throws Exception {
        AtomicInteger count = new AtomicInteger();
        target.answering(_ -> count.incrementAndGet() % 3 == 0 ? HResult.S_OK : HResult.S_FALSE);
        Job job = job(TRANSFERRED | FILE, "/a", "/b");
        job.resume();
        eventually(
                target,
                "file:a", "file:a", "file:a", "file:b", "file:b", "file:b", "transferred", "transferred", "transferred");
    }

    @Test
    void whatHappenedBeforeRegistrationIsTold() throws Exception {
        Job job = transferred("/a");
        job.setNotifyTarget(target);
        eventually(target, "transferred");
    }

    @Test
    void aNewTargetIsToldAgainAndTheOldOneReleased() throws Exception {
        Job job = job(TRANSFERRED, "/a");
        job.resume();
        eventually(target, "transferred");
        RecordingTarget second = new RecordingTarget();
        job.setNotifyTarget(second);
        eventually(second, "transferred");
        assertThat(target.calls).containsExactly("transferred", "released");
        job.setNotifyTarget(null);
        assertThat(second.calls).containsExactly("transferred", "released");
        assertThat(job.notifyTarget()).isNull();
    }

    @Test
    void flagsSetLaterDeliverWhatWasNot() throws Exception {
        Job job = job(DISABLE | TRANSFERRED | FILE, "/a");
        job.resume();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        job.setNotifyFlags(0);
        assertThat(target.calls).isEmpty();
        job.setNotifyFlags(FILE);
        eventually(target, "file:a");
        job.setNotifyFlags(FILE | TRANSFERRED);
        eventually(target, "file:a", "transferred");
        job.setNotifyFlags(TRANSFERRED);
        job.cancel();
        eventually(target, "file:a", "transferred", "released");
    }

    @Test
    void completeInsideJobTransferred() throws Exception {
        Job job = fixture.job("/a");
        List<Integer> results = new ArrayList<>();
        job.setNotifyTarget(target.answering(_ -> {
            results.add(job.complete());
            return HResult.S_OK;
        }));
        job.resume();
        eventually(target, "transferred", "released");
        assertThat(results).containsExactly(HResult.S_OK);
        assertThat(job.state()).isEqualTo(JobState.ACKNOWLEDGED);
        assertThat(directory.resolve("a")).hasBinaryContent(FakeTransport.CONTENT);
    }

    @Test
    void cancelInsideJobErrorAndRemovalInsideACall() throws Exception {
        transport.fail("/a", 404);
        Job failing = fixture.job("/a");
        failing.setNotifyTarget(target.answering(_ -> failing.cancel()));
        failing.resume();
        eventually(target, "error", "released");
        assertThat(failing.state()).isEqualTo(JobState.CANCELLED);

        RecordingTarget removing = new RecordingTarget();
        Job job = fixture.job("/b");
        job.setNotifyTarget(removing.answering(_ -> {
            job.setNotifyTarget(null);
            return HResult.E_FAIL;
        }));
        job.resume();
        eventually(removing, "transferred", "released");
        assertThat(removing.violations).isEmpty();
    }

    @Test
    void releaseWaitsForTheCallUnderWay() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Job job = fixture.job("/a");
        job.setNotifyTarget(target.answering(_ -> {
            inside.countDown();
            try {
                leave.await();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            return HResult.S_OK;
        }));
        job.resume();
        Eventually.reached(inside);
        assertThat(job.complete()).isEqualTo(HResult.S_OK);
        assertThat(target.calls).containsExactly("transferred");
        leave.countDown();
        eventually(target, "transferred", "released");
    }

    @Test
    void aLentTargetIsNotReleased() {
        Job job = job(TRANSFERRED, "/a");
        job.<Void>withNotifyTarget(lent -> {
            assertThat(lent).isSameAs(target);
            job.setNotifyTarget(null);
            assertThat(target.calls).isEmpty();
            return null;
        });
        assertThat(target.calls).containsExactly("released");
    }

    @Test
    void aTargetThatIsRefusedStaysTheCallers() {
        Job job = fixture.job("/a");
        job.cancel();
        JobPropertiesTest.refused(HResult.BG_E_INVALID_STATE, () -> job.setNotifyTarget(target));
        fixture.close();
        assertThat(target.calls).isEmpty();
    }

    @Test
    void closeReleasesAllTargetsOnce() {
        job(TRANSFERRED, "/a");
        fixture.close();
        fixture.close();
        assertThat(target.calls).containsExactly("released");
    }

    @Test
    void modificationsAreToldWhateverTheAnswer() throws Exception {
        Job job = job(MODIFICATION, "/a");
        target.answering(_ -> HResult.E_FAIL);
        int told = target.modifications.get();
        job.setDescription("new");
        Eventually.becomes(() -> target.modifications.get() > told, true);
        assertThat(target.calls).isEmpty();
    }

    @Test
    void manyModificationsAreToldSeldom() throws Exception {
        try (QueueFixture patient = new QueueFixture(ServiceRules.BITS, QueueFixture.PATIENT, transport, directory)) {
            Job job = patient.job("/a");
            job.setNotifyFlags(MODIFICATION | TRANSFERRED);
            job.setNotifyTarget(target);
            job.setDescription("0");
            Eventually.becomes(target.modifications::get, 1);
            for (int i = 0; i < 100; i++) {
                job.setDescription("" + i);
            }
            job.resume();
            eventually(target, "transferred");
            assertThat(target.modifications).hasValue(1);
        }
    }

    @Test
    void noMoreThanFourAreUnderWay() throws Exception {
        AtomicInteger present = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch four = new CountDownLatch(4);
        CountDownLatch leave = new CountDownLatch(1);
        List<RecordingTarget> targets = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Job job = fixture.job("/" + i);
            RecordingTarget its = new RecordingTarget().answering(_ -> {
                most.accumulateAndGet(present.incrementAndGet(), Math::max);
                four.countDown();
                try {
                    leave.await();
                } catch (InterruptedException stop) {
                    throw new IllegalStateException(stop);
                }
                present.decrementAndGet();
                return HResult.S_OK;
            });
            targets.add(its);
            job.setNotifyTarget(its);
            job.resume();
        }
        Eventually.reached(four);
        leave.countDown();
        for (RecordingTarget its : targets) {
            eventually(its, "transferred");
        }
        assertThat(most).hasValue(4);
    }

    @Test
    void aTargetThatThrowsIsAskedAgain() throws Exception {
        AtomicInteger count = new AtomicInteger();
        target.answering(_ -> {
            if (count.incrementAndGet() == 1) {
                throw new IllegalStateException("scripted");
            }
            return HResult.S_OK;
        });
        Job job = job(TRANSFERRED, "/a");
        job.resume();
        eventually(target, "transferred", "transferred");
    }
}
