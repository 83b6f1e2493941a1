package io.github.bits4j.embedded.transfer.session;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.Origin;
import io.github.bits4j.embedded.transfer.ProxyServer;
import io.github.bits4j.embedded.transfer.Route;
import io.github.bits4j.embedded.transfer.TlsTrust;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.Transport;
import io.github.bits4j.embedded.transfer.TransportRequest;
import io.github.bits4j.embedded.transfer.TransportResponse;
import io.github.bits4j.embedded.transfer.http.RequestTarget;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a job's transfer: adds what the job's settings say to each request, and answers demands for credentials,
 * each server's and proxy's by itself. For one thread.
 */
public final class HttpSession {
    /** Demands for credentials that one request meets: the proxy's, the server's, and each once more for a stale nonce. */
    private static final int MAXIMUM_DEMANDS = 5;

    private final Transport transport;
    private final HttpOptions options;
    private final TlsTrust trust;
    private final Map<Origin, Authentication> servers = new HashMap<>();
    private final Map<ProxyServer, Authentication> proxies = new HashMap<>();
    /** Servers that have asked for credentials, and so get the headers that answer. */
    private final Set<Origin> challengers = new HashSet<>();

    /** Throws CRYPT_E_NOT_FOUND if the job's certificate is no longer where it was. */
    public HttpSession(Transport transport, HttpOptions options, ClientCertificates certificates) throws TransferFailure {
        this.transport = transport;
        this.options = options;
        this.trust = new TlsTrust(
                options.securityFlags() & TlsTrust.MASK, options.approval(), identity(options, certificates));
    }

    private static @Nullable X509ExtendedKeyManager identity(HttpOptions options, ClientCertificates certificates)
            throws TransferFailure {
        ClientCertificate wanted = options.clientCertificate();
        if (wanted == null) {
            return null;
        }
        Optional<ClientIdentity> found = certificates.find(wanted);
        if (found.isEmpty()) {
            throw TransferFailure.lasting(HResult.CRYPT_E_NOT_FOUND, "the client certificate is gone", null);
        }
        return found.get().keys();
    }

    /**
     * The way to a download, redirects included.
     *
     * @param home where the application said that the file is: only there are its server credentials shown
     */
    public Transport downloads(URI home, RedirectListener listener) {
        return request -> {
            Redirects redirects = new Redirects(RedirectPolicy.of(options.securityFlags()), listener);
            TransportRequest next = request;
            while (true) {
                TransportResponse response = sendOnce(next, Origin.of(home));
                Optional<TransportRequest> further;
                try {
                    further = redirects.next(next, response.head());
                } catch (TransferFailure | InterruptedException | RuntimeException failure) {
                    response.close();
                    throw failure;
                }
                if (further.isEmpty()) {
                    try {
                        redirects.arrived(next.uri());
                    } catch (InterruptedException | RuntimeException stop) {
                        response.close();
                        throw stop;
                    }
                    return response;
                }
                response.close();
                next = further.get();
            }
        };
    }

    /** The way to an upload: redirects are answers as any. */
    public Transport uploads(URI home) {
        return request -> sendOnce(request, Origin.of(home));
    }

    private TransportResponse sendOnce(TransportRequest request, Origin home) throws TransferFailure, InterruptedException {
        Origin origin = Origin.of(request.uri());
        ProxyServer proxy = ProxyChoice.of(options.proxy(), request.uri()).orElse(null);
        boolean atHome = origin.equals(home);
        TransportRequest routed = new TransportRequest(request.method(), request.uri(),
                options.headers().addTo(request.headers(), atHome), request.body(), new Route(proxy, trust));
        boolean answers = challengers.contains(origin);
        routed = answers ? answered(routed, atHome) : routed;
        Authentication atServer = atHome
                ? servers.computeIfAbsent(origin, _ -> new Authentication(AuthTarget.SERVER, options.credentials()))
                : null;
        Authentication atProxy = proxy == null
                ? null
                : proxies.computeIfAbsent(proxy, _ -> new Authentication(AuthTarget.PROXY, options.credentials()));
        for (int demands = 0; ; demands++) {
            TransportResponse response = transport.send(authorized(routed, atServer, atProxy));
            if (!answers && isChallenge(response, atHome) && !options.answers().isEmpty()) {
                response.close();
                answers = true;
                challengers.add(origin);
                routed = answered(routed, atHome);
                continue;
            }
            try {
                if (demands == MAXIMUM_DEMANDS || !isToBeRepeated(response, atServer, atProxy)) {
                    return response;
                }
            } catch (TransferFailure | RuntimeException failure) {
                response.close();
                throw failure;
            }
            response.close();
        }
    }

    /** Elsewhere than at home, what they are for the server is nobody's business. */
    private TransportRequest answered(TransportRequest request, boolean atHome) {
        CustomHeaders answers = options.answers();
        return request.with(atHome ? answers.addTo(request.headers(), true) : answers.addForProxy(request.headers()));
    }

    private static boolean isChallenge(TransportResponse response, boolean atHome) {
        return atHome && response.status() == AuthTarget.SERVER.status() || response.status() == AuthTarget.PROXY.status();
    }

    private static boolean isToBeRepeated(
            TransportResponse response, @Nullable Authentication atServer, @Nullable Authentication atProxy)
            throws TransferFailure {
        if (response.status() == AuthTarget.PROXY.status()) {
            return atProxy != null && atProxy.answered(response.head());
        }
        if (atProxy != null) {
            atProxy.answered(response.head());
        }
        return atServer != null && atServer.answered(response.head());
    }

    private static TransportRequest authorized(
            TransportRequest request, @Nullable Authentication atServer, @Nullable Authentication atProxy) {
        TransportRequest result = request;
        boolean tunnel = Origin.of(request.uri()).isSecure();
        if (atServer != null) {
            String target = atProxy != null && !tunnel
                    ? RequestTarget.ofProxy(request.uri())
                    : RequestTarget.ofServer(request.uri());
            result = add(result, AuthTarget.SERVER, atServer.header(request.method(), target));
        }
        if (atProxy != null) {
            result = add(result, AuthTarget.PROXY, tunnel
                    ? atProxy.header("CONNECT", Origin.of(request.uri()).authority())
                    : atProxy.header(request.method(), RequestTarget.ofProxy(request.uri())));
        }
        return result;
    }

    private static TransportRequest add(TransportRequest request, AuthTarget target, Optional<String> value) {
        return value.map(present -> request.with(target.answerHeader(), present)).orElse(request);
    }
}
