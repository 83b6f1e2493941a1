package io.github.bits4j;

import io.github.bits4j.com.HResult;

/** What {@link BackgroundCopyJob#complete()} achieved. */
public enum Completion {
    /** All files have their names (S_OK). */
    FULL,
    /** The files transferred so far have their names, the others were deleted (BG_S_PARTIAL_COMPLETE). */
    PARTIAL,
    /** The job is complete, but temporary files of it could not be deleted (BG_S_UNABLE_TO_DELETE_FILES). */
    FILES_LEFT_BEHIND;

    static Completion of(int hresult) {
        return switch (hresult) {
            case HResult.BG_S_PARTIAL_COMPLETE -> PARTIAL;
            case HResult.BG_S_UNABLE_TO_DELETE_FILES -> FILES_LEFT_BEHIND;
            default -> FULL;
        };
    }
}
