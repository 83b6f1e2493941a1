package io.github.bits4j.embedded.transfer.session;

import java.util.Arrays;
import java.util.Optional;

/** Whence the proxy is known: BG_JOB_PROXY_USAGE. */
public enum ProxyUsage {
    PRECONFIG,
    NO_PROXY,
    OVERRIDE,
    AUTODETECT;

    public static Optional<ProxyUsage> of(int code) {
        return Arrays.stream(values()).filter(usage -> usage.code() == code).findFirst();
    }

    public int code() {
        return ordinal();
    }
}
