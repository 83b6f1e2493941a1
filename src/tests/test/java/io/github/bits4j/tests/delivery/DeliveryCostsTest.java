package io.github.bits4j.tests.delivery;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyError;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobState;
import io.github.bits4j.JobTransferPolicy;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.bindings.bits.IBackgroundCopyErrorVtbl;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.EmbeddedOptions;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.NoLeaks;
import io.github.bits4j.tests.support.RawInterface;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** BITS_JOB_PROPERTY_ID_COST_FLAGS in Delivery Optimization. */
@ExtendWith(NoLeaks.class)
class DeliveryCostsTest {
    @TempDir
    Path directory;

    @Test
    void a_job_that_may_not_use_the_network_waits_and_goes_on_when_it_may() {
        int always = JobTransferPolicy.ALWAYS.bits();
        EmbeddedOptions options = EmbeddedOptions.usual().withTransferPolicy(flags -> flags == always);
        try (LoopbackServer server = LoopbackServer.start();
                EmbeddedService service = EmbeddedService.inMemory(ServiceKind.DELIVERY_OPTIMIZATION, options);
                BackgroundCopyManager manager = service.connect()) {
            BackgroundCopyJob job = manager.createJob("costs", JobType.DOWNLOAD);
            job.addFile(server.file("/file", LoopbackServer.bytes(1000, 1)).uri(), directory.resolve("file"));
            job.properties().setTransferPolicy(JobTransferPolicy.UNRESTRICTED);
            assertThat(job.properties().transferPolicy()).isEqualTo(JobTransferPolicy.UNRESTRICTED);
            job.resume();
            Await.until("the job to wait", () -> job.state() == JobState.TRANSIENT_ERROR);
            assertThat(job.readError().orElseThrow().hresult()).isEqualTo(HResult.DO_E_BLOCKED_BY_COST_TRANSFER_POLICY);
            job.properties().setTransferPolicy(JobTransferPolicy.ALWAYS);
            Await.until("the transfer", () -> job.state() == JobState.TRANSFERRED);
            job.complete();
        }
    }

    @Test
    void another_policy_holds_up_a_transfer_at_once() throws Exception {
        int always = JobTransferPolicy.ALWAYS.bits();
        EmbeddedOptions options = EmbeddedOptions.usual().withTransferPolicy(flags -> flags == always);
        Gate gate = new Gate();
        try (LoopbackServer server = LoopbackServer.start();
                EmbeddedService service = EmbeddedService.inMemory(ServiceKind.DELIVERY_OPTIMIZATION, options);
                BackgroundCopyManager manager = service.connect()) {
            ServedFile remote = server.file("/held", LoopbackServer.bytes(50_000, 1)).onNext(1, Fault.holdAfter(10, gate));
            BackgroundCopyJob job = manager.createJob("costs", JobType.DOWNLOAD);
            job.addFile(remote.uri(), directory.resolve("held"));
            job.properties().setTransferPolicy(JobTransferPolicy.ALWAYS);
            job.resume();
            gate.awaitReached();
            job.properties().setTransferPolicy(JobTransferPolicy.UNRESTRICTED);
            Await.until("the job to wait", () -> job.state() == JobState.TRANSIENT_ERROR);
            assertThat(job.readError().orElseThrow().hresult()).isEqualTo(HResult.DO_E_BLOCKED_BY_COST_TRANSFER_POLICY);
            assertConcernsNoFile(job);
            gate.open();
            job.cancel();
        }
    }

    private static void assertConcernsNoFile(BackgroundCopyJob job) {
        try (BackgroundCopyError error = job.error().orElseThrow()) {
            assertThat(error.file()).isEmpty();
            int hresult = new RawInterface(error.pointer(), InterfaceIds.IBACKGROUND_COPY_ERROR).call((vtable, self, arena) ->
                    IBackgroundCopyErrorVtbl.GetFile.invoke(
                            IBackgroundCopyErrorVtbl.GetFile(vtable), self, arena.allocate(ADDRESS)));
            assertThat(HResult.name(hresult)).isEqualTo("DO_E_FILE_NOT_AVAILABLE");
        }
    }
}
