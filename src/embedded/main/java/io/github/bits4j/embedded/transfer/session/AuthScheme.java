package io.github.bits4j.embedded.transfer.session;

import java.util.Arrays;
import java.util.Optional;

/** How credentials are shown: BG_AUTH_SCHEME. The first two are known here; the others are accepted, and fail when asked for. */
public enum AuthScheme {
    BASIC(1),
    DIGEST(2),
    NTLM(3),
    NEGOTIATE(4),
    PASSPORT(5);

    private final int code;

    AuthScheme(int code) {
        this.code = code;
    }

    public static Optional<AuthScheme> of(int code) {
        return Arrays.stream(values()).filter(scheme -> scheme.code == code).findFirst();
    }

    public int code() {
        return code;
    }

    /** Whether it needs a name and a password; the others may do with the user's logon. */
    public boolean needsName() {
        return this == BASIC || this == DIGEST;
    }
}
