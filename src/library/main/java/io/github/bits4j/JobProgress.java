package io.github.bits4j;

import io.github.bits4j.bindings.bits.BG_JOB_PROGRESS;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;

/**
 * How far a job has come.
 *
 * @param bytesTotal the size of all files together; empty while the service does not know the size of each (BG_SIZE_UNKNOWN)
 * @param bytesTransferred the bytes transferred so far
 * @param filesTotal the number of files
 * @param filesTransferred the number of files transferred in full
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/ns-bits-bg_job_progress">BG_JOB_PROGRESS</a>
 */
public record JobProgress(OptionalLong bytesTotal, long bytesTransferred, int filesTotal, int filesTransferred) {

    static JobProgress read(MemorySegment progress) {
        return new JobProgress(
                size(BG_JOB_PROGRESS.BytesTotal(progress)),
                BG_JOB_PROGRESS.BytesTransferred(progress),
                BG_JOB_PROGRESS.FilesTotal(progress),
                BG_JOB_PROGRESS.FilesTransferred(progress));
    }

    /** A size as the service gives it: BG_SIZE_UNKNOWN has all bits set. */
    static OptionalLong size(long size) {
        return size == -1 ? OptionalLong.empty() : OptionalLong.of(size);
    }
}
