package io.github.bits4j;

/**
 * What a download does when the server redirects it. Needs BITS 3.0.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nf-bits2_5-ibackgroundcopyjobhttpoptions-setsecurityflags">SetSecurityFlags</a>
 */
public enum RedirectPolicy {
    /** Follows; the file's remote name stays. */
    ALLOW_SILENT(0),
    /** Follows; the file's remote name becomes that where it ends. */
    ALLOW_REPORT(0x100),
    /** Fails with the HTTP status of the redirect; the file's remote name becomes that to which it was to go. */
    DISALLOW(0x200),
    /** A value that this version does not know. */
    UNKNOWN(-1);

    /** BG_HTTP_REDIRECT_POLICY_MASK: the bits that the policy has. */
    static final int MASK = 0x700;

    private final int code;

    RedirectPolicy(int code) {
        this.code = code;
    }

    /** The value in the Windows headers: BG_HTTP_REDIRECT_POLICY_…. */
    public int code() {
        return code;
    }

    /** The constant of the given value; {@link #UNKNOWN} if there is none. */
    public static RedirectPolicy of(int code) {
        for (RedirectPolicy value : values()) {
            if (value.code == code) {
                return value;
            }
        }
        return UNKNOWN;
    }
}
