package io.github.bits4j;

/**
 * Which proxies a job takes.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/ne-bits-bg_job_proxy_usage">BG_JOB_PROXY_USAGE</a>
 */
public enum ProxyUsage {
    /** Those of the user's settings. */
    PRECONFIGURED(0),
    /** None. */
    NO_PROXY(1),
    /** Those that the application names. */
    OVERRIDE(2),
    /** Those that the network announces, looked for anew for each file. Needs BITS 2.0. */
    AUTODETECT(3),
    /** A value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    ProxyUsage(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    public int code() {
        return code;
    }

    /** The constant of the given value; {@link #UNKNOWN} if there is none. */
    public static ProxyUsage of(int code) {
        for (ProxyUsage value : values()) {
            if (value.code == code) {
                return value;
            }
        }
        return UNKNOWN;
    }
}
