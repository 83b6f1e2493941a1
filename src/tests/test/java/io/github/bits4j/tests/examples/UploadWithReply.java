package io.github.bits4j.tests.examples;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobType;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An upload to a BITS server, and what its application answers. */
final class UploadWithReply {
    private UploadWithReply() {}

    // README begins
    static Optional<byte[]> upload(BackgroundCopyManager manager, Path file, URI server) throws Exception {
        try (BackgroundCopyJob job = manager.newJob("report").type(JobType.UPLOAD_REPLY).file(server, file).start()) {
            job.whenTransferred().get(1, TimeUnit.HOURS);
            Optional<byte[]> reply = job.reply().data(); // up to 1 MB; a larger one is in the reply file
            job.complete();
            return reply;
        }
    }
    // README ends
}
