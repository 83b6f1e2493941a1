package io.github.bits4j.tests.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.JobEvent;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.NotifyCommandLine;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.BitsExtension;
import io.github.bits4j.testkit.BitsTestKit;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a job notifies, and whom. */
@ExtendWith(BitsExtension.class)
abstract class NotificationWalk {
    private final List<JobEvent> events = new CopyOnWriteArrayList<>();

    private <E extends JobEvent> void await(Class<E> kind) {
        Await.until(kind.getSimpleName(), () -> events.stream()
                .anyMatch(event -> kind.isInstance(event) && event.origin() == JobEvent.Origin.NOTIFICATION));
    }

    @Test
    void a_listener_is_told_of_success(BitsTestKit kit) {
        ServedFile file = kit.server().file("/file", LoopbackServer.bytes(1_000, 1));
        BackgroundCopyJob job = kit.manager().createJob("of the walk", JobType.DOWNLOAD);
        job.addFile(file.uri(), kit.directory().resolve("file"));
        EnumSet<NotifyFlag> flags = EnumSet.of(
                NotifyFlag.JOB_TRANSFERRED, NotifyFlag.JOB_MODIFICATION, NotifyFlag.FILE_TRANSFERRED);
        job.setNotifyFlags(flags);
        assertThat(job.notifyFlags()).isEqualTo(flags);
        job.setNotifyInterface(events::add);
        assertThat(job.notifyInterface()).isPresent();
        job.setDisplayName("another");
        kit.clock().advance(Duration.ofSeconds(1));
        await(JobEvent.Modified.class);
        job.resume();
        await(JobEvent.FileTransferred.class);
        await(JobEvent.Transferred.class);
        job.complete();
    }

    @Test
    void a_listener_is_told_of_failure(BitsTestKit kit) {
        ServedFile missing = kit.server().file("/missing", new byte[0]).always(Fault.status(404));
        BackgroundCopyJob job = kit.manager().createJob("of the walk", JobType.DOWNLOAD);
        job.addFile(missing.uri(), kit.directory().resolve("missing"));
        job.setNotifyInterface(events::add);
        job.resume();
        await(JobEvent.Failed.class);
        kit.awaitState(job, JobState.ERROR);
        job.clearNotifyInterface();
        job.cancel();
    }

    @Test
    void a_program_is_named(BitsTestKit kit) {
        BackgroundCopyJob job = kit.manager().createJob("of the walk", JobType.DOWNLOAD);
        NotifyCommandLine line = new NotifyCommandLine(kit.directory().resolve("program"), "program argument");
        job.setNotifyCommandLine(line);
        assertThat(job.notifyCommandLine()).contains(line);
        job.clearNotifyCommandLine();
        assertThat(job.notifyCommandLine()).isEmpty();
    }
}
