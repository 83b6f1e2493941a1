package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.session.ProxySettings;
import io.github.bits4j.embedded.transfer.session.ProxyUsage;
import org.jspecify.annotations.Nullable;

/** What may be proxy settings; whether the lists name proxies is seen when they are used, as documented. */
final class ProxyRules {
    private static final int MAXIMUM = 4000;

    private ProxyRules() {}

    static ProxySettings check(int code, @Nullable String list, @Nullable String bypass, String operation) {
        ProxyUsage usage = ProxyUsage.of(code).orElseThrow(() -> new ComException(HResult.E_NOTIMPL, operation));
        boolean own = usage == ProxyUsage.OVERRIDE;
        if (own && list == null || !own && (list != null || bypass != null)) {
            throw new ComException(HResult.E_INVALIDARG, operation, "lists go with BG_JOB_PROXY_USAGE_OVERRIDE only");
        }
        if (list != null && list.length() > MAXIMUM) {
            throw new ComException(HResult.BG_E_PROXY_LIST_TOO_LARGE, operation);
        }
        if (bypass != null && bypass.length() > MAXIMUM) {
            throw new ComException(HResult.BG_E_PROXY_BYPASS_LIST_TOO_LARGE, operation);
        }
        return new ProxySettings(usage, list, bypass);
    }
}
