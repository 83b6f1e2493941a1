package io.github.bits4j.embedded.transfer.session;

import io.github.bits4j.embedded.transfer.Origin;
import io.github.bits4j.embedded.transfer.ProxyServer;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Which proxy a request goes through. */
final class ProxyChoice {
    private ProxyChoice() {}

    static Optional<ProxyServer> of(ProxySettings settings, URI uri) throws TransferFailure {
        return switch (settings.usage()) {
            case NO_PROXY -> Optional.empty();
            case OVERRIDE -> listed(settings, Origin.of(uri));
            // There is no discovery here; what the platform knows is what it has discovered or was told.
            case PRECONFIG, AUTODETECT -> platform(uri);
        };
    }

    private static Optional<ProxyServer> listed(ProxySettings settings, Origin origin) throws TransferFailure {
        String bypass = settings.bypass();
        String list = settings.list();
        ProxyList proxies = ProxyList.parse(list == null ? "" : list);
        if (bypass != null && ProxyBypass.parse(bypass).covers(origin.bareHost())) {
            return Optional.empty();
        }
        return proxies.server(origin.scheme());
    }

    private static Optional<ProxyServer> platform(URI uri) throws TransferFailure {
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> proxies = selector == null ? List.of() : selector.select(uri);
        for (Proxy proxy : proxies) {
            switch (proxy.type()) {
                case DIRECT -> {
                    return Optional.empty();
                }
                case HTTP -> {
                    InetSocketAddress address = (InetSocketAddress) proxy.address();
                    return Optional.of(new ProxyServer(address.getHostString(), address.getPort()));
                }
                case SOCKS -> {}
            }
        }
        if (!proxies.isEmpty()) {
            throw ProxyList.invalid("the platform names SOCKS proxies only, which are not supported");
        }
        return Optional.empty();
    }
}
