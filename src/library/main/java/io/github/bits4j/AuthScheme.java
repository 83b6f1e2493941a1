package io.github.bits4j;

/**
 * How credentials are shown to a server or proxy that asks for them.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/ne-bits1_5-bg_auth_scheme">BG_AUTH_SCHEME</a>
 */
public enum AuthScheme {
    /** Name and password go over the line as they are: for https only. */
    BASIC(1),
    /** A challenge is answered with a hash. */
    DIGEST(2),
    /** Windows' challenge and response. Can show the user's own logon. */
    NTLM(3),
    /** Kerberos or NTLM, as both sides agree. Can show the user's own logon. */
    NEGOTIATE(4),
    /** Microsoft's single logon; the user name is an email address. */
    PASSPORT(5);

    private final int code;

    AuthScheme(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    public int code() {
        return code;
    }
}
