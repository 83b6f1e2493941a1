package io.github.bits4j;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import java.util.List;

/**
 * The notify interface itself, shaped as COM has it: for those who want to answer with an HRESULT of their own. Most want a
 * {@link JobListener} instead.
 *
 * <p>The methods run on the service's threads (RPC threads; at most four notifications per user are under way at a time, so
 * whoever blocks here holds up the user's other jobs). A value other than S_OK from {@link #jobTransferred}, {@link #jobError}
 * or {@link #fileTransferred} makes the service notify again; Delivery Optimization promises it of {@code jobError} alone. What a method throws becomes an HRESULT: a {@link ComException}
 * its own, all else E_FAIL.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nn-bits-ibackgroundcopycallback">IBackgroundCopyCallback</a>
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits3_0/nn-bits3_0-ibackgroundcopycallback2">IBackgroundCopyCallback2</a>
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits10_1/nn-bits10_1-ibackgroundcopycallback3">IBackgroundCopyCallback3</a>
 */
public interface BackgroundCopyCallback {
    /** All files have been transferred. */
    default int jobTransferred(BackgroundCopyJob job) {
        return HResult.S_OK;
    }

    /** The job failed. The error is open during the call only. */
    default int jobError(BackgroundCopyJob job, BackgroundCopyError error) {
        return HResult.S_OK;
    }

    /** A property, the state or the progress changed. The service ignores the result. */
    default int jobModification(BackgroundCopyJob job) {
        return HResult.S_OK;
    }

    /** One file has been transferred. The file is open during the call only. */
    default int fileTransferred(BackgroundCopyJob job, BackgroundCopyFile file) {
        return HResult.S_OK;
    }

    /**
     * Parts of a file asked for on demand have been transferred: all that came since the last call, which need not be the ranges
     * asked for. They are in the temporary file, at their offsets. The file is open during the call only.
     */
    default int fileRangesTransferred(BackgroundCopyJob job, BackgroundCopyFile file, List<FileRange> ranges) {
        return HResult.S_OK;
    }
}
