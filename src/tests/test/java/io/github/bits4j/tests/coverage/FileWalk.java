package io.github.bits4j.tests.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.FileRange;
import io.github.bits4j.JobEvent;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.PeerDownloadStats;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.BitsExtension;
import io.github.bits4j.testkit.BitsTestKit;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a job's file is besides its names. */
@ExtendWith(BitsExtension.class)
abstract class FileWalk {
    @Test
    void parts_of_it_are_fetched_and_judged(BitsTestKit kit) {
        ServedFile served = kit.server().file("/file", LoopbackServer.bytes(1_000, 1));
        List<FileRange> ranges = List.of(FileRange.from(900));
        BackgroundCopyJob job = kit.manager().createJob("of the walk", JobType.DOWNLOAD);
        job.addFile(kit.server().uri("/elsewhere"), kit.directory().resolve("file"), ranges);
        BackgroundCopyFile file = job.files().getFirst();
        file.setRemoteName(served.uri());
        assertThat(file.ranges()).isEqualTo(ranges);
        job.resume();
        kit.awaitState(job, JobState.TRANSFERRED);
        assertThat(file.temporaryName().orElseThrow()).hasSize(100);
        assertThat(file.isDownloadedFromPeer()).isFalse();
        assertThat(file.peerDownloadStats()).isEqualTo(new PeerDownloadStats(100, 0));
        assertThat(file.responseHeaders().orElseThrow().statusLine()).contains("206");
        file.setValid(true);
        assertThat(file.isValid()).isTrue();
    }

    @Test
    void parts_of_it_are_asked_for(BitsTestKit kit) {
        ServedFile served = kit.server().file("/file", LoopbackServer.bytes(1_000, 1));
        BackgroundCopyJob job = kit.manager().createJob("of the walk", JobType.DOWNLOAD);
        job.properties().setOnDemand(true);
        job.addFile(served.uri(), kit.directory().resolve("file"));
        List<JobEvent> events = new CopyOnWriteArrayList<>();
        job.setNotifyFlags(EnumSet.of(NotifyFlag.FILE_RANGES_TRANSFERRED));
        job.setNotifyInterface(events::add);
        BackgroundCopyFile file = job.files().getFirst();
        assertThat(file.filledRanges()).isEmpty();
        file.requestRanges(List.of(FileRange.of(100, 10)));
        job.resume();
        Await.until("the range", () -> file.filledRanges().equals(List.of(FileRange.of(100, 10))));
        Await.until("the news of it", () -> {
            kit.clock().advance(Duration.ofSeconds(1));
            return events.stream().anyMatch(event -> event instanceof JobEvent.RangesTransferred ranges
                    && ranges.ranges().equals(List.of(FileRange.of(100, 10))));
        });
        file.requestRanges(List.of(FileRange.from(0)));
        file.updateDownloadPosition(500);
        job.resume();
        kit.awaitState(job, JobState.TRANSFERRED);
        assertThat(file.filledRanges()).containsExactly(FileRange.of(0, 1_000));
        job.complete();
    }
}
