package io.github.bits4j.tests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.DeliveryOptimizationFile;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.SwarmStatistics;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.BitsExtension;
import io.github.bits4j.testkit.BitsTestKit;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a stored Delivery Optimization still knows after the process has ended. */
class DeliveryRestartTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(50_000, 4);
    private static final URI NOWHERE = URI.create("http://test.invalid/file");

    @RegisterExtension
    final BitsExtension bits = new BitsExtension(ServiceKind.DELIVERY_OPTIMIZATION).stored();

    private static BackgroundCopyJob job(BitsTestKit kit) {
        return kit.manager().createJob("restarted", JobType.DOWNLOAD);
    }

    @Test
    void files_keep_their_ids_and_properties(BitsTestKit kit) {
        BackgroundCopyJob job = job(kit);
        job.deliveryOptimization().addFile("first", NOWHERE, kit.directory().resolve("1"), List.of(), OptionalLong.of(77));
        DeliveryOptimizationFile second = job.deliveryOptimization().addFile("second", NOWHERE).deliveryOptimization();
        second.setSink(kit.directory().resolve("2"));
        second.setIntegrityCheckMandatory(true);
        second.setIntegrityCheckInfo("{}");
        job.deliveryOptimization().addFile("third", NOWHERE);
        UUID id = job.id();
        kit.restart();
        BackgroundCopyJob same = kit.manager().getJob(id);
        List<BackgroundCopyFile> files = same.files();
        assertThat(files).extracting(file -> file.deliveryOptimization().statistics().fileId())
                .containsExactly("first", "second", "third");
        assertThat(files.get(0).deliveryOptimization().totalSize()).hasValue(77);
        assertThat(files.get(1).deliveryOptimization().sink()).hasValue(kit.directory().resolve("2"));
        assertThat(files.get(1).deliveryOptimization().isIntegrityCheckMandatory()).isTrue();
        assertFails(HResult.DO_E_INTEGRITYCHECKINFO_UNAVAILABLE, same::resume);
        files.get(1).deliveryOptimization().setIntegrityCheckMandatory(false);
        assertFails(HResult.DO_E_FILE_DOWNLOADSINK_UNSPECIFIED, same::resume);
        same.cancel();
    }

    private static void assertFails(int hresult, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(BackgroundCopyException.class,
                e -> assertThat(HResult.name(e.hresult())).isEqualTo(HResult.name(hresult)));
    }

    @Test
    void a_channel_ends_with_its_process_and_the_job_asks_for_another(BitsTestKit kit) throws Exception {
        Gate gate = new Gate();
        ServedFile remote = kit.server().file("/held", CONTENT).onNext(1, Fault.holdAfter(20_000, gate));
        BackgroundCopyJob job = job(kit);
        BackgroundCopyFile file = job.deliveryOptimization().addFile("id", remote.uri());
        file.deliveryOptimization().setSink(Channels.newChannel(new ByteArrayOutputStream()));
        job.resume();
        gate.awaitReached();
        Await.until("some bytes", () -> file.progress().bytesTransferred() > 0);
        UUID id = job.id();
        kit.restart();
        gate.open(); // not before: the transfer must not come to its end
        BackgroundCopyJob same = kit.manager().getJob(id);
        kit.awaitState(same, JobState.ERROR);
        assertThat(same.readError().orElseThrow().hresult()).isEqualTo(HResult.DO_E_FILE_DOWNLOADSINK_UNSPECIFIED);
        assertThat(same.progress().bytesTransferred()).as("of the new channel").isZero();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        same.files().getFirst().deliveryOptimization().setSink(Channels.newChannel(bytes));
        same.resume();
        kit.awaitState(same, JobState.TRANSFERRED);
        assertThat(bytes.toByteArray()).isEqualTo(CONTENT);
        same.complete();
    }

    @Test
    void what_is_transferred_stays_so_and_its_statistics_too(BitsTestKit kit) {
        BackgroundCopyJob job = job(kit);
        job.deliveryOptimization().addFile("id", kit.server().file("/a", CONTENT).uri(), kit.directory().resolve("a"));
        job.resume();
        kit.awaitState(job, JobState.TRANSFERRED);
        UUID id = job.id();
        kit.restart();
        BackgroundCopyJob same = kit.manager().getJob(id);
        SwarmStatistics statistics = same.files().getFirst().deliveryOptimization().statistics();
        assertThat(statistics.http()).isEqualTo(new SwarmStatistics.Source(CONTENT.length, 1));
        same.complete();
    }

    @Test
    void the_30_days_count_on_meanwhile(BitsTestKit kit) {
        UUID id = job(kit).id();
        kit.restart(Duration.ofDays(29));
        assertThat(kit.manager().findJob(id)).isPresent();
        kit.restart(Duration.ofDays(1));
        Await.until("its end", () -> kit.manager().findJob(id).isEmpty());
    }
}
