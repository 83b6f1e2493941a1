package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobStatesTest {
    private static final int OK = HResult.S_OK;
    private static final Set<JobState> STATES = EnumSet.complementOf(EnumSet.of(JobState.UNKNOWN));

    @TempDir
    Path directory;

    private interface Action {
        int on(Job job);
    }

    /** What a method does in each of the states. */
    private record Row(
            String method, Action action, int inActive, int suspended, int inError, int transferred, int inFinal) {
        int expected(JobState state) {
            return switch (state) {
                case QUEUED, CONNECTING, TRANSFERRING -> inActive;
                case SUSPENDED -> suspended;
                case ERROR, TRANSIENT_ERROR -> inError;
                case TRANSFERRED -> transferred;
                default -> inFinal;
            };
        }
    }

    private static Action does(java.util.function.Consumer<Job> method) {
        return job -> {
            method.accept(job);
            return OK;
        };
    }

    private List<Row> table(ServiceRules rules) {
        int f = rules.invalidState();
        int partial = HResult.BG_S_PARTIAL_COMPLETE;
        int none = rules.errorUnavailable();
        return List.of(
                new Row("Suspend", does(Job::suspend), OK, OK, OK, OK, f),
                new Row("Resume", does(Job::resume), OK, OK, OK, OK, f),
                new Row("Complete", Job::complete, partial, partial, partial, OK, f),
                new Row("Cancel", Job::cancel, OK, OK, OK, OK, f),
                new Row("AddFile", does(job -> job.addFile("http://test.invalid/x", local("x"))), OK, OK, OK, OK, f),
                new Row("AddFileSet", does(job -> job.addFiles(List.of())), OK, OK, OK, OK, f),
                new Row("SetDisplayName", does(job -> job.setDisplayName("n")), OK, OK, OK, OK, f),
                new Row("SetDescription", does(job -> job.setDescription("d")), OK, OK, OK, OK, f),
                new Row("SetPriority", does(job -> job.setPriority(2)), OK, OK, OK, OK, f),
                new Row("SetNotifyFlags", does(job -> job.setNotifyFlags(1)), OK, OK, OK, OK, f),
                new Row("SetNotifyInterface", does(job -> job.setNotifyTarget(null)), OK, OK, OK, OK, f),
                new Row("SetMinimumRetryDelay", does(job -> job.setMinimumRetryDelay(9)), OK, OK, OK, OK, f),
                new Row("SetNoProgressTimeout", does(job -> job.setNoProgressTimeout(9)), OK, OK, OK, OK, f),
                new Row("GetError", does(Job::error), none, none, OK, none, none),
                new Row("getters", does(JobStatesTest::readAll), OK, OK, OK, OK, OK));
    }

    private String local(String name) {
        return directory.resolve(name).toString();
    }

    private static void readAll(Job job) {
        job.displayName();
        job.description();
        job.files().forEach(JobFile::progress);
        job.progress();
        job.times();
        job.notifyTarget();
        job.minimumRetryDelay();
        job.noProgressTimeout();
        job.errorCount();
        job.priority();
        job.notifyFlags();
    }

    @TestFactory
    Stream<DynamicTest> methodsInStates() {
        return Stream.of(ServiceRules.values()).flatMap(rules -> table(rules).stream().flatMap(row -> STATES.stream()
                // Delivery Optimization says TRANSFERRING while a resumed job waits.
                .filter(state -> rules == ServiceRules.BITS
                        || state != JobState.CONNECTING && state != JobState.QUEUED)
                .map(state -> DynamicTest.dynamicTest(
                        rules + " " + row.method + " in " + state, () -> check(rules, row, state)))));
    }

    private void check(ServiceRules rules, Row row, JobState state) throws Exception {
        FakeTransport transport = new FakeTransport();
        try (QueueFixture fixture = new QueueFixture(rules, QueueFixture.PATIENT, transport, directory)) {
            Job job = bring(fixture, transport, state);
            assertThat(HResult.format(result(row.action, job))).isEqualTo(HResult.format(row.expected(state)));
        }
    }

    private static int result(Action action, Job job) {
        try {
            return action.on(job);
        } catch (ComException failure) {
            return failure.hresult();
        }
    }

    private static Job bring(QueueFixture fixture, FakeTransport transport, JobState state) throws Exception {
        Job job = fixture.job("/a");
        switch (state) {
            case SUSPENDED, UNKNOWN -> {
                return job;
            }
            case QUEUED -> {
                FakeTransport.Gate gate = transport.gateInBody("/b");
                Job higher = fixture.job("/b");
                higher.setPriority(1);
                higher.resume();
                Eventually.reached(gate.reached);
                job.resume();
            }
            case CONNECTING -> {
                transport.gateBeforeResponse("/a");
                job.resume();
            }
            case TRANSFERRING -> {
                transport.gateInBody("/a");
                job.resume();
            }
            case ERROR -> {
                transport.fail("/a", 404);
                job.resume();
            }
            case TRANSIENT_ERROR -> {
                transport.failPassing("/a");
                job.setNoProgressTimeout(-1);
                job.resume();
            }
            case TRANSFERRED -> job.resume();
            case ACKNOWLEDGED -> job.complete();
            case CANCELLED -> job.cancel();
        }
        QueueFixture.reach(job, state);
        return job;
    }

    @ParameterizedTest
    @EnumSource(ServiceRules.class)
    void resumeWithoutFilesIsRefused(ServiceRules rules) {
        try (QueueFixture fixture =
                new QueueFixture(rules, QueueFixture.PATIENT, new FakeTransport(), directory)) {
            Job job = fixture.queue.createJob("empty", 0);
            assertThat(result(does(Job::resume), job)).isEqualTo(rules.empty());
            assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
        }
    }

    @Test
    void aTransferredJobTakesMoreFiles() throws Exception {
        FakeTransport transport = new FakeTransport();
        try (QueueFixture fixture = new QueueFixture(ServiceRules.BITS, QueueFixture.PATIENT, transport, directory)) {
            Job job = fixture.job("/a");
            job.resume();
            QueueFixture.reach(job, JobState.TRANSFERRED);
            job.resume();
            assertThat(job.state()).isEqualTo(JobState.TRANSFERRED);
            job.addFile("http://test.invalid/b", fixture.local("/b"));
            job.resume();
            Eventually.becomes(() -> job.progress().filesTransferred(), 2);
            QueueFixture.reach(job, JobState.TRANSFERRED);
            assertThat(transport.requests).containsExactly("/a", "/b");
        }
    }

    @Test
    void aSuspendedTransferGoesOnWhenResumed() throws Exception {
        FakeTransport transport = new FakeTransport();
        FakeTransport.Gate gate = transport.gateInBody("/a");
        try (QueueFixture fixture = new QueueFixture(ServiceRules.BITS, QueueFixture.PATIENT, transport, directory)) {
            Job job = fixture.job("/a");
            job.resume();
            Eventually.reached(gate.reached);
            job.suspend();
            assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
            transport.answer("/a", _ -> FakeTransport.content(null));
            job.resume();
            QueueFixture.reach(job, JobState.TRANSFERRED);
        }
    }

    @Test
    void deliveryOptimizationTransfersDirectly() throws Exception {
        FakeTransport transport = new FakeTransport();
        FakeTransport.Gate gate = transport.gateBeforeResponse("/a");
        try (QueueFixture fixture =
                new QueueFixture(ServiceRules.DELIVERY_OPTIMIZATION, QueueFixture.PATIENT, transport, directory)) {
            Job job = fixture.job("/a");
            job.resume();
            assertThat(job.state()).isEqualTo(JobState.TRANSFERRING);
            Eventually.reached(gate.reached);
            assertThat(job.state()).isEqualTo(JobState.TRANSFERRING);
        }
    }
}
