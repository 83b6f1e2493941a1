package io.github.bits4j;

/**
 * The state of a job.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/ne-bits-bg_job_state">BG_JOB_STATE</a>
 */
public enum JobState {
    /** Waits for its turn to transfer. */
    QUEUED(0),
    /** Contacts the server. Delivery Optimization never reports it. */
    CONNECTING(1),
    /** Moves bytes. */
    TRANSFERRING(2),
    /** Does nothing until it is resumed; the state of a new job. */
    SUSPENDED(3),
    /** Failed, and stays so until the application changes and resumes it. */
    ERROR(4),
    /** Failed, and is tried again by itself after the retry delay. */
    TRANSIENT_ERROR(5),
    /** All bytes are there; {@code complete()} gives the files their names. */
    TRANSFERRED(6),
    /** Completed; no longer in the queue. */
    ACKNOWLEDGED(7),
    /** Cancelled; no longer in the queue. */
    CANCELLED(8),
    /** A value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    JobState(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    public int code() {
        return code;
    }

    /** The constant of the given value; {@link #UNKNOWN} if there is none. */
    public static JobState of(int code) {
        for (JobState value : values()) {
            if (value.code == code) {
                return value;
            }
        }
        return UNKNOWN;
    }

    /** Whether the job has left the queue for good: {@link #ACKNOWLEDGED} or {@link #CANCELLED}. */
    public boolean isFinal() {
        return this == ACKNOWLEDGED || this == CANCELLED;
    }
}
