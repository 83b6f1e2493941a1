package io.github.bits4j.embedded.transfer.session;

import org.jspecify.annotations.Nullable;

/** A name and password for one target and scheme; its text shows neither. */
public record Credential(AuthTarget target, AuthScheme scheme, @Nullable String user, @Nullable String password) {

    /** Whether the other one would be in its place. */
    public boolean isFor(AuthTarget otherTarget, AuthScheme otherScheme) {
        return target == otherTarget && scheme == otherScheme;
    }

    @Override
    public String toString() {
        return "Credential[" + target + ", " + scheme + "]";
    }
}
