package io.github.bits4j.embedded.transfer.session;

import org.jspecify.annotations.Nullable;

/**
 * The proxy settings of a job.
 *
 * @param list proxies, for {@link ProxyUsage#OVERRIDE} only
 * @param bypass hosts that are reached without them, for {@link ProxyUsage#OVERRIDE} only; null for none
 */
public record ProxySettings(ProxyUsage usage, @Nullable String list, @Nullable String bypass) {
    public static final ProxySettings PRECONFIG = new ProxySettings(ProxyUsage.PRECONFIG, null, null);
}
