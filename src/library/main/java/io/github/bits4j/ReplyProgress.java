package io.github.bits4j;

import io.github.bits4j.bindings.bits.BG_JOB_REPLY_PROGRESS;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;

/**
 * How far the reply to an upload has come.
 *
 * @param bytesTotal the reply's size; empty until its transfer begins (BG_SIZE_UNKNOWN), so that a job in error failed with the
 *     upload if it is empty
 * @param bytesTransferred the bytes transferred so far
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/ns-bits1_5-bg_job_reply_progress">BG_JOB_REPLY_PROGRESS</a>
 */
public record ReplyProgress(OptionalLong bytesTotal, long bytesTransferred) {

    static ReplyProgress read(MemorySegment progress) {
        return new ReplyProgress(
                JobProgress.size(BG_JOB_REPLY_PROGRESS.BytesTotal(progress)),
                BG_JOB_REPLY_PROGRESS.BytesTransferred(progress));
    }
}
