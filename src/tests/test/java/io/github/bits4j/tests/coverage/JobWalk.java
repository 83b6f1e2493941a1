package io.github.bits4j.tests.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.Completion;
import io.github.bits4j.ErrorContext;
import io.github.bits4j.FileInfo;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.TransferError;
import io.github.bits4j.testkit.BitsExtension;
import io.github.bits4j.testkit.BitsTestKit;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The methods of a job that downloads, of its files and of its error. */
@ExtendWith(BitsExtension.class)
abstract class JobWalk {
    @Test
    void a_job_goes_its_way(BitsTestKit kit) {
        ServedFile first = kit.server().file("/first", LoopbackServer.bytes(1_000, 1));
        ServedFile second = kit.server().file("/old/second", LoopbackServer.bytes(2_000, 2));
        kit.server().file("/new/second", second.content());
        BackgroundCopyJob job = kit.manager().createJob("of the walk", JobType.DOWNLOAD);
        job.addFile(first.uri(), kit.directory().resolve("first"));
        job.addFiles(List.of(new FileInfo(second.uri(), kit.directory().resolve("second"))));
        assertThat(job.replaceRemotePrefix(kit.server().uri("/old/").toString(), kit.server().uri("/new/").toString())).isTrue();
        List<BackgroundCopyFile> files = job.files();
        assertThat(files.get(0).remoteName()).isEqualTo(first.uri().toString());
        assertThat(files.get(1).remoteName()).endsWith("/new/second");
        assertThat(files.get(1).localName()).isEqualTo(kit.directory().resolve("second").toString());
        job.resume();
        kit.awaitState(job, JobState.TRANSFERRED);
        assertThat(files.get(1).progress().bytesTransferred()).isEqualTo(2_000);
        assertThat(job.progress().filesTransferred()).isEqualTo(2);
        assertThat(job.times().transferred()).isPresent();
        assertThat(job.complete()).isEqualTo(Completion.FULL);
        assertThat(job.state()).isEqualTo(JobState.ACKNOWLEDGED);
    }

    @Test
    void its_settings_are_kept(BitsTestKit kit) {
        BackgroundCopyJob job = kit.manager().createJob("of the walk", JobType.DOWNLOAD);
        assertThat(job.type()).isEqualTo(JobType.DOWNLOAD);
        job.setDisplayName("name");
        assertThat(job.displayName()).isEqualTo("name");
        job.setDescription("description");
        assertThat(job.description()).isEqualTo("description");
        job.setPriority(JobPriority.HIGH);
        assertThat(job.priority()).isEqualTo(JobPriority.HIGH);
        job.setMinimumRetryDelay(Duration.ofSeconds(7));
        assertThat(job.minimumRetryDelay()).isEqualTo(Duration.ofSeconds(7));
        job.setNoProgressTimeout(Duration.ofSeconds(8));
        assertThat(job.noProgressTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(job.cancel()).isTrue();
    }

    @Test
    void it_says_why_it_failed(BitsTestKit kit) {
        ServedFile busy = kit.server().file("/busy", LoopbackServer.bytes(1_000, 1)).always(Fault.status(503));
        BackgroundCopyJob job = kit.manager().createJob("of the walk", JobType.DOWNLOAD);
        job.addFile(busy.uri(), kit.directory().resolve("busy"));
        job.resume();
        kit.awaitState(job, JobState.TRANSIENT_ERROR);
        assertThat(job.errorCount()).isEqualTo(1);
        TransferError error = job.readError().orElseThrow();
        assertThat(error.context()).isEqualTo(ErrorContext.REMOTE_FILE);
        assertThat(error.remoteName()).contains(busy.uri().toString());
        assertThat(error.description()).isNotEmpty();
        assertThat(error.contextDescription()).isNotEmpty();
        assertThat(job.error().orElseThrow().protocol()).isEqualTo("http");
        job.suspend();
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
    }
}
