package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.transfer.DownloadState;
import io.github.bits4j.embedded.transfer.Representation;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of a job. */
public final class JobFile {
    private final QueueLock lock;
    private final String remoteName;
    private final String localName;
    final URI remote;
    final Path destination;

    // As JobData: guarded by the lock, changed by Job.change only.
    @Nullable Path temporary;
    @Nullable Representation representation;
    long position;
    boolean transferred;
    boolean completed;
    /** Whether the client has accepted the notification that it was transferred. */
    boolean notified;

    JobFile(QueueLock lock, FileInfo info, URI remote, Path destination) {
        this.lock = lock;
        this.remoteName = info.remoteUrl();
        this.localName = info.localName();
        this.remote = remote;
        this.destination = destination;
    }

    /** The URL as it was given. */
    public String remoteName() {
        return remoteName;
    }

    /** The path as it was given. */
    public String localName() {
        return localName;
    }

    public FileProgress progress() {
        return lock.call(() -> new FileProgress(size(), position, completed));
    }

    /** Where the bytes are until the job is completed; null before the transfer begins and after the job's end. */
    public @Nullable Path temporaryFile() {
        return lock.<@Nullable Path>call(() -> temporary);
    }

    /** The lock is held; -1 for unknown. */
    long size() {
        return representation == null ? -1 : representation.size();
    }

    DownloadState download(Path target) {
        return lock.call(() -> new DownloadState(remote, target, position, representation));
    }
}
