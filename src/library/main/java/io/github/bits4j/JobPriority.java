package io.github.bits4j;

/**
 * How a job competes with others and with the machine's other traffic. Delivery Optimization has two priorities: the foreground and
 * the background, to which HIGH, NORMAL and LOW are one.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/ne-bits-bg_job_priority">BG_JOB_PRIORITY</a>
 */
public enum JobPriority {
    /** At once and at full speed. */
    FOREGROUND(0),
    /** In the background, before normal ones. */
    HIGH(1),
    /** In the background; what a new job has. */
    NORMAL(2),
    /** In the background, after all others. */
    LOW(3),
    /** A value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    JobPriority(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    public int code() {
        return code;
    }

    /** The constant of the given value; {@link #UNKNOWN} if there is none. */
    public static JobPriority of(int code) {
        for (JobPriority value : values()) {
            if (value.code == code) {
                return value;
            }
        }
        return UNKNOWN;
    }
}
