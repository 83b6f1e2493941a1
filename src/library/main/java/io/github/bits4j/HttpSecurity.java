package io.github.bits4j;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A job's security flags: which checks of certificates it leaves out or adds, and what it does when it is redirected.
 *
 * <p>Bits without a name here stay as they are when a value that was read is changed and set again:
 * {@code http.setSecurity(http.security().with(HttpSecurityFlag.ENABLE_CRL_CHECK))}.
 *
 * @param bits BG_SSL_… and BG_HTTP_REDIRECT_POLICY_…, as the service has them
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nf-bits2_5-ibackgroundcopyjobhttpoptions-setsecurityflags">SetSecurityFlags</a>
 */
public record HttpSecurity(int bits) {

    /** What a new job has: the usual checks, and redirects that are followed. */
    public static HttpSecurity defaults() {
        return new HttpSecurity(0);
    }

    /** These flags and no others. */
    public static HttpSecurity of(Set<HttpSecurityFlag> flags, RedirectPolicy redirects) {
        return defaults().with(flags.toArray(HttpSecurityFlag[]::new)).withRedirects(redirects);
    }

    /** The flags that are set. */
    public EnumSet<HttpSecurityFlag> flags() {
        return BitFlags.setOf(HttpSecurityFlag.class, bits);
    }

    /** What is done about redirects. */
    public RedirectPolicy redirects() {
        return RedirectPolicy.of(bits & RedirectPolicy.MASK);
    }

    /** The same with these flags set. */
    public HttpSecurity with(HttpSecurityFlag... flags) {
        return new HttpSecurity(bits | BitFlags.bits(List.of(flags)));
    }

    /** The same without these flags. */
    public HttpSecurity without(HttpSecurityFlag... flags) {
        return new HttpSecurity(bits & ~BitFlags.bits(List.of(flags)));
    }

    /** The same with another policy. */
    public HttpSecurity withRedirects(RedirectPolicy policy) {
        if (policy == RedirectPolicy.UNKNOWN) {
            throw new IllegalArgumentException("policy: must be one that the service knows, is UNKNOWN");
        }
        return new HttpSecurity(bits & ~RedirectPolicy.MASK | policy.code());
    }

    /** Flags and policy by name, and all bits. */
    @Override
    public String toString() {
        return "HttpSecurity[flags=%s, redirects=%s, bits=0x%X]".formatted(flags(), redirects(), bits);
    }
}
