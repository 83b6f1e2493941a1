package io.github.bits4j.embedded.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobType;
import io.github.bits4j.ServerCertificateCheck;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.embedded.queue.JobQueue;
import io.github.bits4j.embedded.queue.QueueHooks;
import io.github.bits4j.embedded.queue.QueueSettings;
import io.github.bits4j.embedded.queue.ServiceRules;
import io.github.bits4j.embedded.store.BrokenDisk;
import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.time.SystemClock;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate callback that a client sets while the store cannot be written. */
class UnstoredCheckTest {
    private static final ServerCertificateCheck CHECK = (_, _, _) -> {};

    @Test
    void is_held_until_the_job_ends(@TempDir Path directory) throws Exception {
        BrokenDisk disk = new BrokenDisk();
        try (SystemClock clock = new SystemClock(); HttpTransport transport = new HttpTransport();
                JobStore store = disk.open(directory);
                ServiceFace face = new ServiceFace(JobQueue.restore(ServiceRules.BITS, QueueSettings.defaults(), transport, clock,
                        store, QueueHooks.NONE), NotificationClasses.NONE);
                BackgroundCopyManager manager = BackgroundCopyManager.of(face.managerPointer(), ServiceKind.BITS);
                BackgroundCopyJob job = manager.createJob("unstored", JobType.DOWNLOAD)) {
            disk.breakAt(1);
            assertThatThrownBy(() -> job.http().setServerCertificateCheck(CHECK)).isInstanceOf(BackgroundCopyException.class);
            disk.mend();
            assertThat(face.callbackCount()).isEqualTo(1);
            job.cancel();
            assertThat(face.callbackCount()).isZero();
        }
    }
}
