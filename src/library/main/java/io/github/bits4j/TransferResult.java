package io.github.bits4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What {@link BackgroundCopyJob#whenTransferred()} and {@link BackgroundCopyManager#download} end with.
 *
 * @param jobId the job
 * @param state {@link JobState#TRANSFERRED}, or {@link JobState#ACKNOWLEDGED} if the job has been completed
 * @param progress the sizes and counts at the end
 * @param completion what completing the job achieved; empty if it was not asked for, or somebody else did it
 * @param files the local files, if the job was completed here; empty otherwise
 */
public record TransferResult(UUID jobId, JobState state, JobProgress progress, Optional<Completion> completion,
        List<Path> files) {
    /** Keeps a copy of the list. */
    public TransferResult {
        files = List.copyOf(files);
    }
}
