package io.github.bits4j;

/**
 * Who asks for credentials.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/ne-bits1_5-bg_auth_target">BG_AUTH_TARGET</a>
 */
public enum AuthTarget {
    /** The server that has the file (HTTP status 401). */
    SERVER(1),
    /** The proxy on the way to it (HTTP status 407). */
    PROXY(2);

    private final int code;

    AuthTarget(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    public int code() {
        return code;
    }
}
