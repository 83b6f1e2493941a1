package io.github.bits4j.tests.examples;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** A file that is read here and there, while no more of it is fetched than that. */
final class ReadOnDemand {
    private ReadOnDemand() {}

    // README begins
    static ByteBuffer read(BackgroundCopyManager manager, URI remote, Path local, long offset, int count) throws IOException {
        BackgroundCopyJob job = manager.newJob("here and there").onDemand().file(remote, local).create();
        try (SeekableByteChannel channel = job.openChannel(job.files().getFirst())) {
            ByteBuffer bytes = ByteBuffer.allocate(count);
            channel.position(offset);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) { }
            return bytes.flip();
        } finally {
            job.cancel(); // or job.complete(), once all of it has been read
        }
    }
    // README ends
}
