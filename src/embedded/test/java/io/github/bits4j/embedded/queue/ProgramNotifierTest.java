package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramNotifierTest {
    private static final int TRANSFERRED = 1;
    private static final int ERROR = 2;
    private static final int DISABLE = 4;
    private static final int MODIFICATION = 8;
    private static final int FILE = 0x10;

    @TempDir
    Path directory;

    private final FakeTransport transport = new FakeTransport();
    private final FakeLauncher launcher = new FakeLauncher();
    private final RecordingTarget target = new RecordingTarget();
    private QueueFixture fixture;

    @BeforeEach
    void open() {
        fixture = new QueueFixture(ServiceRules.BITS, QueueFixture.QUICK, transport, launcher, directory);
    }

    @AfterEach
    void close() {
        fixture.close();
        assertThat(target.violations).isEmpty();
    }

    private Job job(String path) {
        Job job = fixture.job(path);
        job.setCommandLine("/p", null);
        return job;
    }

    private Job transferred(Job job) throws InterruptedException {
        job.resume();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        return job;
    }

    private void runs(String... programs) throws InterruptedException {
        Eventually.becomes(() -> List.copyOf(launcher.runs), List.of(programs));
    }

    /** Long enough for another run, were there one. */
    private void noMoreRuns() throws InterruptedException {
        int runs = launcher.runs.size();
        Thread.sleep(QueueFixture.QUICK.retryDelay().multipliedBy(5));
        assertThat(launcher.runs).hasSize(runs);
    }

    @Test
    void itRunsOnceWhenTheJobIsTransferred() throws Exception {
        Job job = job("/a");
        assertThat(job.commandLine()).isEqualTo(new CommandLine("/p", ""));
        transferred(job);
        runs("/p");
        noMoreRuns();
    }

    @Test
    void itRunsForEachError() throws Exception {
        transport.fail("/a", 404);
        Job job = job("/a");
        job.resume();
        runs("/p");
        job.resume();
        runs("/p", "/p");
        noMoreRuns();
    }

    @Test
    void itRunsForWhatHappenedBefore() throws Exception {
        Job job = transferred(fixture.job("/a"));
        job.setCommandLine("/p", null);
        runs("/p");
        job.setCommandLine("/q", "q a");
        runs("/p", "/q");
        job.setCommandLine(null, null);
        assertThat(job.commandLine()).isNull();
        noMoreRuns();
    }

    @Test
    void flagsChooseTheEvents() throws Exception {
        Job job = job("/a");
        job.setNotifyFlags(ERROR | MODIFICATION | FILE);
        transferred(job);
        job.setDescription("changed");
        noMoreRuns();
        job.setNotifyFlags(TRANSFERRED | DISABLE);
        noMoreRuns();
        assertThat(launcher.runs).isEmpty();
        job.setNotifyFlags(TRANSFERRED);
        runs("/p");
    }

    @Test
    void aFailedProgramIsRunAgainAfterTheRetryDelay() throws Exception {
        AtomicInteger count = new AtomicInteger();
        launcher.becomes(() -> count.incrementAndGet() < 3 ? 1 : 0);
        long start = System.nanoTime();
        transferred(job("/a"));
        runs("/p", "/p", "/p");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(QueueFixture.QUICK.retryDelay().multipliedBy(2));
        noMoreRuns();
    }

    @Test
    void theJob_sOwnRetryDelayCounts() throws Exception {
        launcher.becomes(() -> 1);
        Job job = job("/a");
        job.setMinimumRetryDelay(-1);
        transferred(job);
        runs("/p");
        noMoreRuns();
        job.setCommandLine("/q", null);
        runs("/p", "/q");
    }

    @Test
    void whatCannotBeStartedOrThrowsIsTriedAgain() throws Exception {
        AtomicInteger count = new AtomicInteger();
        launcher.becomes(() -> {
            switch (count.incrementAndGet()) {
                case 1 -> throw new IOException("scripted");
                case 2 -> throw new IllegalStateException("scripted");
                default -> {
                    return 0;
                }
            }
        });
        transferred(job("/a"));
        runs("/p", "/p", "/p");
        noMoreRuns();
    }

    @Test
    void afterTheJob_sEndAFailedProgramIsNotRunAgain() throws Exception {
        Job completed = job("/a");
        launcher.becomes(() -> {
            completed.complete();
            return 1;
        });
        completed.resume();
        QueueFixture.reach(completed, JobState.ACKNOWLEDGED);
        noMoreRuns();
        assertThat(completed.state()).isEqualTo(JobState.ACKNOWLEDGED);

        Job waiting = job("/b");
        launcher.becomes(() -> 1);
        transferred(waiting);
        Eventually.becomes(() -> launcher.runs.size() > 2, true);
        waiting.cancel();
        Thread.sleep(20);
        noMoreRuns();
    }

    @Test
    void aCallbackThatAcceptsIsInsteadOfTheProgram() throws Exception {
        Job job = job("/a");
        job.setNotifyTarget(target);
        transferred(job);
        Eventually.becomes(() -> List.copyOf(target.calls), List.of("transferred"));
        job.setNotifyTarget(null);
        noMoreRuns();
        assertThat(launcher.runs).as("the event was told").isEmpty();
    }

    @Test
    void aCallbackThatRefusesIsNotCalledAgain() throws Exception {
        Job job = job("/a");
        job.setNotifyFlags(TRANSFERRED | FILE);
        AtomicBoolean files = new AtomicBoolean();
        job.setNotifyTarget(target.answering(call -> call.startsWith("file") && files.getAndSet(true) ? 0 : HResult.E_FAIL));
        launcher.becomes(() -> launcher.runs.size() < 3 ? 1 : 0);
        transferred(job);
        runs("/p", "/p", "/p");
        noMoreRuns();
        assertThat(target.calls).containsExactly("file:a", "file:a", "transferred");
    }

    @Test
    void aRefusedEventOfAnotherTimeIsTriedWithTheCallbackFirst() throws Exception {
        transport.fail("/a", 404);
        Job job = job("/a");
        job.setNotifyTarget(target.answering(_ -> target.calls.size() == 1 ? HResult.E_FAIL : 0));
        job.resume();
        runs("/p");
        job.resume();
        Eventually.becomes(() -> List.copyOf(target.calls), List.of("error", "error"));
        noMoreRuns();
        assertThat(launcher.runs).hasSize(1);
    }

    @Test
    void whenBothFailTheNotificationIsRepeated() throws Exception {
        List<String> order = new ArrayList<>();
        Job job = job("/a");
        job.setNotifyTarget(target.answering(_ -> {
            order.add("callback");
            return order.size() < 5 ? HResult.E_FAIL : HResult.S_OK;
        }));
        launcher.becomes(() -> {
            order.add("program");
            throw new IOException("scripted");
        });
        transferred(job);
        Eventually.becomes(target.calls::size, 3);
        noMoreRuns();
        assertThat(order).containsExactly("callback", "program", "callback", "program", "callback");
    }

    @Test
    void withoutTheProgramTheCallbackIsRepeatedAgain() throws Exception {
        Job job = job("/a");
        job.setMinimumRetryDelay(-1);
        launcher.becomes(() -> 1);
        job.setNotifyTarget(target.answering(_ -> target.calls.size() == 1 ? HResult.E_FAIL : 0));
        transferred(job);
        runs("/p");
        job.setCommandLine(null, null);
        Eventually.becomes(() -> List.copyOf(target.calls), List.of("transferred", "transferred"));
    }

    @Test
    void aCallbackSetLaterTakesTheRepetitionOver() throws Exception {
        launcher.becomes(() -> 1);
        Job job = transferred(job("/a"));
        Eventually.becomes(() -> launcher.runs.size() > 1, true);
        job.setNotifyTarget(target);
        Eventually.becomes(() -> List.copyOf(target.calls), List.of("transferred"));
        Thread.sleep(20);
        noMoreRuns();
    }

    @Test
    void longProgramsHoldNobodyUp() throws Exception {
        CountDownLatch leave = new CountDownLatch(1);
        launcher.becomes(() -> {
            leave.await();
            return 1;
        });
        for (int i = 0; i < 2 * EngineThreads.NOTIFIERS; i++) {
            transferred(job("/" + i));
        }
        Eventually.becomes(launcher.runs::size, 2 * EngineThreads.NOTIFIERS);
        Job job = fixture.job("/z");
        job.setNotifyTarget(target);
        transferred(job);
        Eventually.becomes(() -> List.copyOf(target.calls), List.of("transferred"));
        fixture.close();
        leave.countDown();
        noMoreRuns();
    }

    @Test
    void closeStopsTheRepetition() throws Exception {
        launcher.becomes(() -> 1);
        Job job = transferred(job("/a"));
        Eventually.becomes(() -> launcher.runs.size() > 1, true);
        fixture.close();
        Thread.sleep(20);
        noMoreRuns();
        JobPropertiesTest.refused(HResult.RPC_E_DISCONNECTED, () -> job.setCommandLine("/p", null));
    }

    @Test
    void anotherProgramDoesNotWaitForTheOneThatRuns() throws Exception {
        CountDownLatch leave = new CountDownLatch(1);
        launcher.becomes(() -> {
            leave.await();
            return 1;
        });
        Job job = transferred(job("/a"));
        runs("/p");
        launcher.becomes(() -> 0);
        job.setCommandLine("/q", null);
        runs("/p", "/q");
        leave.countDown();
        noMoreRuns();
    }

    @Test
    void setCommandLineRefuses() {
        Job job = fixture.job("/a");
        JobPropertiesTest.refused(HResult.E_INVALIDARG, () -> job.setCommandLine(null, "p"));
        JobPropertiesTest.refused(HResult.E_INVALIDARG, () -> job.setCommandLine("", null));
        JobPropertiesTest.refused(HResult.BG_E_STRING_TOO_LONG, () -> job.setCommandLine("p".repeat(261), null));
        JobPropertiesTest.refused(HResult.BG_E_STRING_TOO_LONG, () -> job.setCommandLine("p", "p".repeat(4001)));
        assertThat(job.commandLine()).isNull();
        job.setCommandLine("p".repeat(260), "p".repeat(4000));
        job.takeOwnership(job.owner());
        assertThat(job.commandLine()).isNull();
        job.cancel();
        JobPropertiesTest.refused(HResult.BG_E_INVALID_STATE, () -> job.setCommandLine("/p", null));
        JobPropertiesTest.refused(HResult.BG_E_INVALID_STATE, () -> job.setCommandLine(null, null));
        JobPropertiesTest.refused(HResult.BG_E_INVALID_STATE, () -> job.takeOwnership(job.owner()));
    }
}
