package io.github.bits4j;

import io.github.bits4j.internal.Arguments;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of a job. The factories make what a job takes; a value that was read from a job is what somebody has set there.
 *
 * @param usage which proxies
 * @param proxies the proxies of {@link ProxyUsage#OVERRIDE}, else empty
 * @param bypass the hosts that are reached without them; may be empty
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-setproxysettings">SetProxySettings</a>
 */
public record ProxySettings(ProxyUsage usage, List<String> proxies, List<String> bypass) {
    /** The most characters that either list has, with a blank between two entries. */
    public static final int MAX_LIST = 4000;

    /** Copies the lists. */
    public ProxySettings {
        Objects.requireNonNull(usage, "usage");
        proxies = List.copyOf(proxies);
        bypass = List.copyOf(bypass);
    }

    /** The user's settings: what a new job has. */
    public static ProxySettings preconfigured() {
        return new ProxySettings(ProxyUsage.PRECONFIGURED, List.of(), List.of());
    }

    /** No proxy. */
    public static ProxySettings none() {
        return new ProxySettings(ProxyUsage.NO_PROXY, List.of(), List.of());
    }

    /** What the network announces, looked for anew for each file. Needs BITS 2.0. */
    public static ProxySettings autodetect() {
        return new ProxySettings(ProxyUsage.AUTODETECT, List.of(), List.of());
    }

    /** One proxy for all; see {@link #of(List, List)}. */
    public static ProxySettings of(String proxy, String... bypass) {
        return of(List.of(proxy), List.of(bypass));
    }

    /**
     * The application's own proxies.
     *
     * @param proxies one at least, each as {@code [http=|https=][http://|https://]host[:port]}; one without {@code http=} or
     *     {@code https=} serves the protocols that have none of their own. What is wrong beyond blanks and length the service
     *     finds out when the job runs: BG_E_INVALID_PROXY_INFO
     * @param bypass hosts and addresses that are reached without a proxy; {@code *} at the left end stands for anything, and
     *     {@code <local>} for all names without a dot
     */
    public static ProxySettings of(List<String> proxies, List<String> bypass) {
        return new ProxySettings(ProxyUsage.OVERRIDE, proxies, bypass).requireSettable();
    }

    /** What a job has; either list is null if it has none. */
    static ProxySettings read(int usage, @Nullable String proxies, @Nullable String bypass) {
        return new ProxySettings(ProxyUsage.of(usage), split(proxies), split(bypass));
    }

    private static List<String> split(@Nullable String list) {
        return list == null || list.isBlank() ? List.of() : List.of(list.strip().split("\\s+"));
    }

    /** This, if a job takes it. */
    ProxySettings requireSettable() {
        if (usage == ProxyUsage.UNKNOWN) {
            throw new IllegalArgumentException("usage: must be one that the service knows, is UNKNOWN");
        }
        if (usage != ProxyUsage.OVERRIDE && !(proxies.isEmpty() && bypass.isEmpty())) {
            throw new IllegalArgumentException("proxies: go with the usage OVERRIDE only, is " + usage);
        }
        if (usage == ProxyUsage.OVERRIDE && proxies.isEmpty()) {
            throw new IllegalArgumentException("proxies: must name one at least, is empty");
        }
        check("proxies", proxies);
        check("bypass", bypass);
        return this;
    }

    private static void check(String name, List<String> entries) {
        for (String entry : entries) {
            if (entry.isEmpty() || entry.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
                throw new IllegalArgumentException(name + ": each must be a text without blanks, is \"" + entry + "\"");
            }
        }
        Arguments.text(name, String.join(" ", entries), MAX_LIST);
    }

    /** The list as the service takes it; null for none. */
    static @Nullable String list(List<String> entries) {
        return entries.isEmpty() ? null : String.join(" ", entries);
    }
}
