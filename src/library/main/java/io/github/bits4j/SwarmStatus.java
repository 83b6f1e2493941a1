package io.github.bits4j;

/**
 * What Delivery Optimization does with a file.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/delivery_optimization/swarmstatus">SwarmStatus</a>
 */
public enum SwarmStatus {
    /** It is being downloaded. */
    DOWNLOADING(0),
    /** It is there. */
    COMPLETE(1),
    /** It is being cached. */
    CACHING(2),
    /** The download rests. */
    PAUSED(3),
    /** A value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    SwarmStatus(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    public int code() {
        return code;
    }

    /** The constant of the given value; {@link #UNKNOWN} if there is none. */
    public static SwarmStatus of(int code) {
        for (SwarmStatus value : values()) {
            if (value.code == code) {
                return value;
            }
        }
        return UNKNOWN;
    }
}
