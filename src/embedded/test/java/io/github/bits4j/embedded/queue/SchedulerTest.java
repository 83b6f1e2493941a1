package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerTest {
    private static final int FOREGROUND = 0;
    private static final int HIGH = 1;
    private static final int NORMAL = 2;
    private static final int LOW = 3;

    @TempDir
    Path directory;

    private final FakeTransport transport = new FakeTransport();
    private QueueFixture fixture;

    @BeforeEach
    void open() {
        fixture = new QueueFixture(ServiceRules.BITS, QueueFixture.PATIENT, transport, directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Job resumed(String path, int priority) {
        Job job = fixture.job(path);
        job.setPriority(priority);
        job.resume();
        return job;
    }

    @Test
    void allForegroundJobsRunBesideOneOfTheBackground() throws Exception {
        List<String> paths = List.of("/f1", "/f2", "/f3", "/b1");
        List<FakeTransport.Gate> gates = paths.stream().map(transport::gateInBody).toList();
        FakeTransport.Gate waiting = transport.gateInBody("/b2");
        resumed("/b1", NORMAL);
        Job second = resumed("/b2", NORMAL);
        resumed("/f1", FOREGROUND);
        resumed("/f2", FOREGROUND);
        resumed("/f3", FOREGROUND);
        for (FakeTransport.Gate gate : gates) {
            Eventually.reached(gate.reached);
        }
        assertThat(second.state()).isEqualTo(JobState.QUEUED);
        gates.get(3).open.countDown();
        Eventually.reached(waiting.reached);
    }

    @Test
    void higherPrioritiesGoFirst() throws Exception {
        FakeTransport.Gate gate = transport.gateInBody("/first");
        resumed("/first", HIGH);
        Eventually.reached(gate.reached);
        Job low = resumed("/low", LOW);
        Job normal1 = resumed("/normal1", NORMAL);
        resumed("/high", HIGH);
        Job normal2 = resumed("/normal2", NORMAL);
        gate.open.countDown();
        QueueFixture.reach(low, JobState.TRANSFERRED);
        QueueFixture.reach(normal1, JobState.TRANSFERRED);
        QueueFixture.reach(normal2, JobState.TRANSFERRED);
        assertThat(transport.requests).containsExactly("/first", "/high", "/normal1", "/normal2", "/low");
    }

    @Test
    void aHigherPriorityInterruptsALowerOne() throws Exception {
        FakeTransport.Gate low = transport.gateInBody("/low");
        Job interrupted = resumed("/low", LOW);
        Eventually.reached(low.reached);
        FakeTransport.Gate high = transport.gateInBody("/high");
        Job higher = resumed("/high", HIGH);
        Eventually.reached(high.reached);
        assertThat(interrupted.state()).isEqualTo(JobState.QUEUED);
        transport.answer("/low", _ -> FakeTransport.content(null));
        high.open.countDown();
        QueueFixture.reach(higher, JobState.TRANSFERRED);
        QueueFixture.reach(interrupted, JobState.TRANSFERRED);
    }

    @Test
    void aRaisedPriorityCountsAtOnce() throws Exception {
        FakeTransport.Gate first = transport.gateInBody("/first");
        resumed("/first", NORMAL);
        Eventually.reached(first.reached);
        Job second = resumed("/second", NORMAL);
        assertThat(second.state()).isEqualTo(JobState.QUEUED);
        second.setPriority(FOREGROUND);
        QueueFixture.reach(second, JobState.TRANSFERRED);
    }

    @Test
    void aJobThatWaitsForARetryGivesWay() throws Exception {
        transport.failPassing("/a");
        Job failing = resumed("/a", HIGH);
        Job low = resumed("/low", LOW);
        QueueFixture.reach(low, JobState.TRANSFERRED);
        assertThat(failing.state()).isEqualTo(JobState.TRANSIENT_ERROR);
    }

    @Test
    void equalOnesTakeTurns() throws Exception {
        QueueSettings slices = new QueueSettings(
                Duration.ZERO,
                Duration.ofDays(1),
                Duration.ofDays(1),
                Duration.ofDays(1),
                Duration.ofMillis(20),
                Duration.ofSeconds(30));
        try (QueueFixture quick = new QueueFixture(ServiceRules.BITS, slices, transport, directory)) {
            // Each stops in its body for ever: only a time slice lets the others begin.
            Set<String> begun = ConcurrentHashMap.newKeySet();
            for (String path : List.of("/a", "/b", "/c")) {
                transport.answer(path, _ -> {
                    begun.add(path);
                    return FakeTransport.content(new FakeTransport.Gate());
                });
                quick.job(path).resume();
            }
            Eventually.becomes(begun::size, 3);
            begun.clear();
            Eventually.becomes(begun::size, 3);
        }
    }

    @Test
    void aClosedQueueStartsNothing() throws Exception {
        FakeTransport.Gate gate = transport.gateInBody("/a");
        resumed("/a", NORMAL);
        Eventually.reached(gate.reached);
        Job waiting = resumed("/b", NORMAL);
        fixture.close();
        assertThat(waiting.state()).isEqualTo(JobState.QUEUED);
        assertThat(transport.requests).containsExactly("/a");
    }

    @Test
    void deliveryOptimizationKnowsOneBackgroundOnly() throws Exception {
        try (QueueFixture other =
                new QueueFixture(ServiceRules.DELIVERY_OPTIMIZATION, QueueFixture.PATIENT, transport, directory)) {
            FakeTransport.Gate gate = transport.gateInBody("/low");
            Job low = other.job("/low");
            low.setPriority(LOW);
            low.resume();
            Eventually.reached(gate.reached);
            Job high = other.job("/high");
            high.setPriority(HIGH);
            high.resume();
            assertThat(transport.requests).containsExactly("/low");
            gate.open.countDown();
            QueueFixture.reach(high, JobState.TRANSFERRED);
        }
    }

    @Test
    void filesOfAJobGoInOrderAndAnErrorStopsTheRest() throws Exception {
        transport.fail("/b", 404);
        Job job = fixture.job("/a", "/b", "/c");
        job.resume();
        QueueFixture.reach(job, JobState.ERROR);
        assertThat(transport.requests).containsExactly("/a", "/b");
        assertThat(job.error().file()).isSameAs(job.files().get(1));
    }
}
