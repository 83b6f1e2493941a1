package io.github.bits4j.embedded.transfer.session;

import java.util.Arrays;
import java.util.Optional;

/** Who asks for credentials: BG_AUTH_TARGET. */
public enum AuthTarget {
    SERVER(1, 401, "WWW-Authenticate", "Authorization"),
    PROXY(2, 407, "Proxy-Authenticate", "Proxy-Authorization");

    private final int code;
    private final int status;
    private final String challengeHeader;
    private final String answerHeader;

    AuthTarget(int code, int status, String challengeHeader, String answerHeader) {
        this.code = code;
        this.status = status;
        this.challengeHeader = challengeHeader;
        this.answerHeader = answerHeader;
    }

    public static Optional<AuthTarget> of(int code) {
        return Arrays.stream(values()).filter(target -> target.code == code).findFirst();
    }

    public int code() {
        return code;
    }

    /** The status by which it asks. */
    int status() {
        return status;
    }

    String challengeHeader() {
        return challengeHeader;
    }

    String answerHeader() {
        return answerHeader;
    }
}
