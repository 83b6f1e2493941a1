package io.github.bits4j.embedded.transfer.session;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ProxyServer;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list of proxies as WinHTTP writes it: {@code [protocol=][protocol://]server[:port]}, separated by spaces or semicolons. */
final class ProxyList {
    private static final Pattern ENTRY = Pattern.compile(
            "(?:(http|https)=)?(?:(http|https)://)?(\\[[0-9a-f:.]+]|[^\\s/:=@\\[\\]]+)(?::(\\d{1,5}))?/?",
            Pattern.CASE_INSENSITIVE);
    private static final String ANY = "";

    private final Map<String, ProxyServer> servers;

    private ProxyList(Map<String, ProxyServer> servers) {
        this.servers = servers;
    }

    static ProxyList parse(String list) throws TransferFailure {
        Map<String, ProxyServer> servers = new HashMap<>();
        for (String entry : list.strip().split("[\\s;]+")) {
            Matcher matcher = ENTRY.matcher(entry);
            if (!matcher.matches()) {
                throw invalid("an entry of the proxy list is not a proxy");
            }
            String scheme = matcher.group(1) == null ? ANY : matcher.group(1).toLowerCase(Locale.ROOT);
            int usual = "https".equalsIgnoreCase(matcher.group(2)) ? 443 : 80;
            int port = matcher.group(4) == null ? usual : Integer.parseInt(matcher.group(4));
            if (port == 0 || port > 65535) {
                throw invalid("a proxy's port is none");
            }
            String host = matcher.group(3);
            servers.putIfAbsent(scheme, new ProxyServer(host.replaceAll("[\\[\\]]", ""), port));
        }
        return new ProxyList(servers);
    }

    /** The proxy for such URLs: the protocol's own, else that for all. */
    Optional<ProxyServer> server(String scheme) {
        ProxyServer own = servers.get(scheme);
        return Optional.ofNullable(own != null ? own : servers.get(ANY));
    }

    static TransferFailure invalid(String why) {
        return TransferFailure.lasting(HResult.BG_E_INVALID_PROXY_INFO, why, null);
    }
}
