package io.github.bits4j.tests.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.upload.BitsUploadServer;
import io.github.bits4j.testkit.BitsExtension;
import io.github.bits4j.testkit.BitsTestKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An upload and its reply. */
@ExtendWith(BitsExtension.class)
abstract class UploadWalk {
    @Test
    void a_reply_comes_back(BitsTestKit kit) throws IOException {
        byte[] reply = {1, 2, 3};
        Path file = Files.write(kit.directory().resolve("upload"), new byte[1_000]);
        try (ScriptedServer server = new ScriptedServer().replies(new BitsUploadServer().replying(reply, "/reply"))) {
            BackgroundCopyJob job = kit.manager().createJob("of the walk", JobType.UPLOAD_REPLY);
            job.addFile(server.uri("/up"), file);
            Path target = kit.directory().resolve("reply");
            job.reply().setFileName(target);
            assertThat(job.reply().fileName()).contains(target);
            job.resume();
            kit.awaitState(job, JobState.TRANSFERRED);
            assertThat(job.reply().progress().bytesTransferred()).isEqualTo(3);
            assertThat(job.reply().data()).hasValueSatisfying(data -> assertThat(data).isEqualTo(reply));
            job.complete();
            assertThat(target).hasBinaryContent(reply);
        }
    }
}
