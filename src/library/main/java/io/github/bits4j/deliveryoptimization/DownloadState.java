package io.github.bits4j.deliveryoptimization;

/**
 * The state of a download.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/ne-deliveryoptimization-dodownloadstate">DODownloadState</a>
 */
public enum DownloadState {
    /** Never started. */
    CREATED(0),
    /** In progress. */
    TRANSFERRING(1),
    /** All that was asked for is there; {@link Download#finalizeDownload()} gives the file its name, a start fetches more. */
    TRANSFERRED(2),
    /** Ended well, for good. */
    FINALIZED(3),
    /** Ended for good, without a file. */
    ABORTED(4),
    /** Stands still: somebody paused it, or it failed. With a passing error the service goes on by itself. */
    PAUSED(5),
    /** A value that this version does not know; {@link DownloadStatus#stateCode()} has it. */
    UNKNOWN(-1);

    private final int code;

    DownloadState(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    public int code() {
        return code;
    }

    /** The constant of the given value; {@link #UNKNOWN} if there is none. */
    public static DownloadState of(int code) {
        for (DownloadState value : values()) {
            if (value.code == code) {
                return value;
            }
        }
        return UNKNOWN;
    }

    /** Whether the download has ended for good: {@link #FINALIZED} or {@link #ABORTED}. */
    public boolean isFinal() {
        return this == FINALIZED || this == ABORTED;
    }
}
