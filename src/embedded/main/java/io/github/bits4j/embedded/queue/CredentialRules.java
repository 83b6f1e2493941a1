package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.session.AuthScheme;
import io.github.bits4j.embedded.transfer.session.AuthTarget;
import io.github.bits4j.embedded.transfer.session.Credential;
import org.jspecify.annotations.Nullable;

/** What may be credentials. No text of a refusal quotes them. */
final class CredentialRules {
    private static final int MAXIMUM_USER = 300;
    private static final int MAXIMUM_PASSWORD = 65_536;

    private CredentialRules() {}

    static AuthTarget target(int code, String operation) {
        return AuthTarget.of(code).orElseThrow(() -> new ComException(HResult.BG_E_INVALID_AUTH_TARGET, operation));
    }

    static AuthScheme scheme(int code, String operation) {
        return AuthScheme.of(code).orElseThrow(() -> new ComException(HResult.BG_E_INVALID_AUTH_SCHEME, operation));
    }

    static Credential check(
            int targetCode, int schemeCode, @Nullable String user, @Nullable String password, String operation) {
        AuthTarget target = target(targetCode, operation);
        AuthScheme scheme = scheme(schemeCode, operation);
        if (user != null && user.length() > MAXIMUM_USER) {
            throw new ComException(HResult.BG_E_USERNAME_TOO_LARGE, operation);
        }
        if (password != null && password.length() > MAXIMUM_PASSWORD) {
            throw new ComException(HResult.BG_E_PASSWORD_TOO_LARGE, operation);
        }
        if (scheme.needsName() && (user == null || password == null)) {
            throw new ComException(HResult.E_INVALIDARG, operation, "no name or no password");
        }
        // Basic joins name and password by a colon.
        if (scheme == AuthScheme.BASIC && user != null && user.indexOf(':') >= 0) {
            throw new ComException(HResult.E_INVALIDARG, operation, "a colon in the name");
        }
        if (hasControls(user) || hasControls(password)) {
            throw new ComException(HResult.E_INVALIDARG, operation, "control characters");
        }
        return new Credential(target, scheme, user, password);
    }

    private static boolean hasControls(@Nullable String text) {
        return text != null && text.chars().anyMatch(Character::isISOControl);
    }
}
