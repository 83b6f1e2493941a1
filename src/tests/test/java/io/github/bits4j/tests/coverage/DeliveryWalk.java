package io.github.bits4j.tests.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.DownloadMode;
import io.github.bits4j.FileRange;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.testkit.BitsExtension;
import io.github.bits4j.testkit.BitsTestKit;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Delivery Optimization has besides the interfaces of BITS. */
abstract class DeliveryWalk {
    @RegisterExtension
    final BitsExtension bits = new BitsExtension(ServiceKind.DELIVERY_OPTIMIZATION);

    @Test
    void files_have_ids_sinks_and_statistics(BitsTestKit kit) {
        ServedFile served = kit.server().file("/file", LoopbackServer.bytes(1_000, 1));
        BackgroundCopyJob job = kit.manager().createJob("of the walk", JobType.DOWNLOAD);
        job.deliveryOptimization().addFile("first", served.uri(), kit.directory().resolve("first"),
                List.of(FileRange.from(900)), OptionalLong.of(1_000));
        BackgroundCopyFile second = job.deliveryOptimization().addFile("second", served.uri());
        second.deliveryOptimization().setSink(kit.directory().resolve("second"));
        assertThat(second.deliveryOptimization().sink()).hasValue(kit.directory().resolve("second"));
        job.resume();
        kit.awaitState(job, JobState.TRANSFERRED);
        assertThat(second.deliveryOptimization().statistics().mode()).isEqualTo(DownloadMode.SIMPLE);
        assertThat(job.deliveryOptimization().extendedErrorInfo()).isEmpty();
        job.complete();
        assertThat(kit.directory().resolve("first")).hasSize(100);
        assertThat(kit.directory().resolve("second")).hasSize(1_000);
    }
}
