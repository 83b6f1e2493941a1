package io.github.bits4j.embedded.transfer;

import org.jspecify.annotations.Nullable;

/**
 * How a server is reached. Connections are shared only among requests of equal routes.
 *
 * @param proxy the proxy in between, or null
 * @param trust which servers are believed to be who they say, and who we say we are
 */
public record Route(@Nullable ProxyServer proxy, TlsTrust trust) {
    /** Without a proxy, with the usual trust. */
    public static final Route DIRECT = new Route(null, TlsTrust.USUAL);
}
