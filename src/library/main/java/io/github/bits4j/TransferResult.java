package io.github.bits4j;

import java.util.UUID;

/**
 * What {@link BackgroundCopyJob#whenTransferred()} ends with.
 *
 * @param jobId the job
 * @param state {@link JobState#TRANSFERRED}, or {@link JobState#ACKNOWLEDGED} if somebody has completed the job already
 * @param progress the sizes and counts at the end
 */
public record TransferResult(UUID jobId, JobState state, JobProgress progress) {}
