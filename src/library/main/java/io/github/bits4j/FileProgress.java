package io.github.bits4j;

import io.github.bits4j.bindings.bits.BG_FILE_PROGRESS;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;

/**
 * How far a file has come.
 *
 * @param bytesTotal the file's size; empty while it is not known (BG_SIZE_UNKNOWN)
 * @param bytesTransferred the bytes transferred so far
 * @param completed for a download: whether the file has its final name; for an upload: whether the server has all of it
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/ns-bits-bg_file_progress">BG_FILE_PROGRESS</a>
 */
public record FileProgress(OptionalLong bytesTotal, long bytesTransferred, boolean completed) {

    static FileProgress read(MemorySegment progress) {
        return new FileProgress(
                JobProgress.size(BG_FILE_PROGRESS.BytesTotal(progress)),
                BG_FILE_PROGRESS.BytesTransferred(progress),
                BG_FILE_PROGRESS.Completed(progress) != 0);
    }
}
