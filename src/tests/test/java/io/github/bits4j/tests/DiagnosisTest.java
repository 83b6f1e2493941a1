package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.Diagnosis;
import io.github.bits4j.Finding;
import io.github.bits4j.Finding.Kind;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.JobTransferPolicy;
import io.github.bits4j.JobType;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.ProxySettings;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.embedded.EmbeddedOptions;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.ServiceTest;
import java.util.EnumSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Why a job does not move, in words. */
class DiagnosisTest extends ServiceTest {

    private static Diagnosis diagnose(BackgroundCopyJob job) {
        Diagnosis diagnosis = job.diagnose();
        assertThat(diagnosis.has(Kind.UNREADABLE)).as(diagnosis.toString()).isFalse();
        return diagnosis;
    }

    private static String text(Diagnosis diagnosis, Kind kind) {
        assertThat(diagnosis.findings()).as(diagnosis.toString()).extracting(Finding::kind).contains(kind);
        return diagnosis.findings().stream().filter(finding -> finding.kind() == kind).findFirst().orElseThrow().text();
    }

    @Test
    void a_job_without_files() {
        Diagnosis diagnosis = diagnose(session.job());
        assertThat(diagnosis.state()).isEqualTo(JobState.SUSPENDED);
        assertThat(text(diagnosis, Kind.EMPTY)).contains("add one");
        assertThat(text(diagnosis, Kind.SUSPENDED)).contains("does nothing until it is resumed");
        assertThat(diagnosis.toString()).startsWith("The job \"bits4j test\" is SUSPENDED.\n- The job has no files");
    }

    @Test
    void a_job_that_nobody_has_resumed() {
        Diagnosis diagnosis = diagnose(session.smallJob());
        assertThat(diagnosis.has(Kind.EMPTY)).isFalse();
        assertThat(text(diagnosis, Kind.SUSPENDED)).contains("nothing shows that this one has begun");
    }

    @Test
    void a_job_that_somebody_has_suspended() throws InterruptedException {
        session.require(Feature.SUSPEND);
        Gate gate = new Gate();
        BackgroundCopyJob job = session.job(session.server.file("/half", LoopbackServer.bytes(300_000, 1))
                .always(Fault.holdAfter(200_000, gate)), "half");
        job.resume();
        gate.awaitReached();
        awaitBytes(job);
        Diagnosis moving = diagnose(job);
        assertThat(text(moving, Kind.MOVES)).contains("of 300000 bytes, 0 of 1 files");
        job.suspend();
        gate.open();
        assertThat(text(diagnose(job), Kind.SUSPENDED)).contains("Somebody suspended the job after it had begun");
    }

    private static void awaitBytes(BackgroundCopyJob job) {
        Await.until("bytes", () -> job.progress().bytesTransferred() > 0);
    }

    @Test
    void a_job_that_waits_for_its_turn() throws InterruptedException {
        Assumptions.assumeTrue(service.isEmbedded() && service.kind() == ServiceKind.BITS,
                "Delivery Optimization has no queue, and what else the system's BITS does is not known");
        Gate gate = new Gate();
        BackgroundCopyJob high = session.job(session.server.file("/high", LoopbackServer.bytes(300_000, 1))
                .always(Fault.holdAfter(200_000, gate)), "high");
        high.setPriority(JobPriority.HIGH);
        high.resume();
        gate.awaitReached();
        BackgroundCopyJob normal = session.smallJob();
        normal.setPriority(JobPriority.NORMAL);
        normal.resume();
        BackgroundCopyJob low = session.smallJob();
        low.setPriority(JobPriority.LOW);
        low.resume();
        awaitState(low, JobState.QUEUED);

        Diagnosis diagnosis = diagnose(low);
        assertThat(text(diagnosis, Kind.QUEUE)).contains("2 come first by their priority, 0 take turns with it at the priority LOW");
        assertThat(text(diagnose(normal), Kind.QUEUE)).contains("1 come first").contains("1 are transferring now");
        assertThat(text(diagnosis, Kind.SESSION)).contains("logged on");
        gate.open();
        awaitState(low, JobState.TRANSFERRED);
    }

    @Test
    void a_job_that_has_failed_for_the_time_being() {
        session.require(Feature.PROPERTIES);
        BackgroundCopyJob job = session.job(
                session.server.file("/busy", LoopbackServer.bytes(10, 1)).always(Fault.status(503)), "busy");
        job.resume();
        awaitState(job, JobState.TRANSIENT_ERROR);
        Diagnosis diagnosis = diagnose(job);
        assertThat(text(diagnosis, Kind.ERROR)).contains("BG_E_HTTP_ERROR_503").contains("/busy");
        assertThat(text(diagnosis, Kind.RETRY)).contains("tries again by itself at ").contains("retry delay 10 min");
        assertThat(text(diagnosis, Kind.GIVES_UP)).startsWith("Without progress for ").contains("the error is final: by ");
    }

    @Test
    void a_job_that_has_failed_for_good() {
        BackgroundCopyJob job = session.job(session.server.uri("/404"), "404");
        job.resume();
        awaitState(job, JobState.ERROR);
        Diagnosis diagnosis = diagnose(job);
        assertThat(text(diagnosis, Kind.ERROR)).contains("BG_E_HTTP_ERROR_404").contains("Check the URL");
        assertThat(text(diagnosis, Kind.RETRY)).contains("nothing more by itself");
    }

    @Test
    void a_job_that_is_done() {
        BackgroundCopyJob job = session.smallJob();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(text(diagnose(job), Kind.WAITS_FOR_COMPLETION)).contains("complete the job");
        job.complete();
        assertThat(text(diagnose(job), Kind.ENDED)).contains("left the queue");
    }

    @Test
    void a_job_that_notifies_nobody() {
        session.require(Feature.DISABLE);
        BackgroundCopyJob job = session.job();
        boolean bits = service.kind() == ServiceKind.BITS;
        job.setNotifyFlags(bits ? EnumSet.of(NotifyFlag.DISABLE) : EnumSet.noneOf(NotifyFlag.class));
        assertThat(text(diagnose(job), Kind.NOTIFICATIONS)).contains(bits ? "[DISABLE]" : "[]");
    }

    @Test
    void a_job_whose_network_costs_too_much() {
        Assumptions.assumeTrue(service.isEmbedded() && service.kind() == ServiceKind.BITS, "needs a network of the test's own");
        EmbeddedOptions options = EmbeddedOptions.usual().withTransferPolicy(bits -> bits == JobTransferPolicy.ALWAYS.bits());
        try (EmbeddedService metered = EmbeddedService.inMemory(ServiceKind.BITS, options);
                BackgroundCopyManager manager = metered.connect()) {
            BackgroundCopyJob job = manager.createJob("cheap", JobType.DOWNLOAD);
            job.addFile(session.server.file("/cheap", LoopbackServer.bytes(10, 1)).uri(), session.directory.resolve("cheap"));
            job.properties().setTransferPolicy(JobTransferPolicy.UNRESTRICTED);
            job.network().setProxy(ProxySettings.none());
            job.resume();
            awaitState(job, JobState.TRANSIENT_ERROR);
            Diagnosis diagnosis = diagnose(job);
            assertThat(text(diagnosis, Kind.BLOCKED)).contains("BG_E_BLOCKED_BY_COST_TRANSFER_POLICY");
            assertThat(text(diagnosis, Kind.COST_POLICY)).contains("UNRESTRICTED | OVERCAP_THROTTLED");
            assertThat(text(diagnosis, Kind.PROXY)).contains("NO_PROXY");
            job.cancel();
        }
    }

    @Test
    void a_job_whose_service_is_gone() {
        Assumptions.assumeTrue(service.isEmbedded(), "the system's service is not ours to stop");
        BackgroundCopyJob job = session.smallJob();
        session.embedded().close();
        Diagnosis diagnosis = job.diagnose();
        assertThat(diagnosis.findings()).singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(Kind.SERVICE_GONE));
        assertThat(diagnosis.state()).isEqualTo(JobState.UNKNOWN);
        assertThat(diagnosis.toString()).startsWith("The job's state could not be read.\n- ");
    }

    @Test
    void a_closed_job_is_not_diagnosed() {
        BackgroundCopyJob job = session.smallJob();
        job.close();
        assertThatThrownBy(job::diagnose).isInstanceOf(IllegalStateException.class);
    }
}
