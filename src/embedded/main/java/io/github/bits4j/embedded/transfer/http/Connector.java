package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.Origin;
import io.github.bits4j.embedded.transfer.ProxyServer;
import io.github.bits4j.embedded.transfer.ResponseHead;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.TransportRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/** Opens connections: name, socket, the proxy's tunnel, TLS. */
final class Connector {
    private final Duration connectTimeout;
    private final int patienceMillis;
    private final ConnectionPool pool;
    private final WriteWatch watch;
    private final NameLookup lookup = new NameLookup();
    private final TlsContexts tls;

    Connector(Duration connectTimeout, Duration patience, ConnectionPool pool, WriteWatch watch, TlsContexts tls) {
        this.tls = tls;
        this.connectTimeout = connectTimeout;
        this.patienceMillis = Math.toIntExact(patience.toMillis());
        this.pool = pool;
        this.watch = watch;
    }

    /** A connection in use by the pool's count. */
    HttpConnection open(TransportRequest request) throws IOException, TransferFailure, InterruptedException {
        Origin origin = Origin.of(request.uri());
        ProxyServer proxy = request.route().proxy();
        HttpConnection connection = proxy == null
                ? connect(Endpoint.of(request), addresses(origin.bareHost()), origin.port())
                : connect(Endpoint.of(request), proxyAddresses(proxy), proxy.port());
        try {
            connection.use(connection.channel().socket());
            if (origin.isSecure()) {
                if (proxy != null) {
                    tunnel(connection, request, origin);
                }
                connection.use(tls.secure(connection.channel().socket(), origin, request.route().trust()));
            }
            return connection;
        } catch (IOException | TransferFailure | RuntimeException | Error failure) {
            pool.discard(connection);
            throw failure;
        }
    }

    private List<InetAddress> addresses(String host) throws UnknownHostException, InterruptedException {
        return lookup.find(host, connectTimeout);
    }

    private List<InetAddress> proxyAddresses(ProxyServer proxy) throws TransferFailure, InterruptedException {
        try {
            return addresses(proxy.host());
        } catch (UnknownHostException unknown) {
            throw TransferFailure.passing(
                    HResult.BG_E_PROXY_NAME_RESOLUTION_FAILURE, "no address of the proxy " + proxy.host(), unknown);
        }
    }

    private HttpConnection connect(Endpoint endpoint, List<InetAddress> addresses, int port)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + connectTimeout.toNanos();
        IOException failure = new ConnectException("no address");
        for (InetAddress address : addresses) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            HttpConnection connection = new HttpConnection(endpoint, SocketChannel.open());
            pool.add(connection);
            try {
                connection.channel().setOption(StandardSocketOptions.TCP_NODELAY, true);
                connection.channel().socket().connect(new InetSocketAddress(address, port), Math.toIntExact(left));
                connection.channel().socket().setSoTimeout(patienceMillis);
                return connection;
            } catch (IOException unreachable) {
                pool.discard(connection);
                HttpTransport.throwIfInterrupted(unreachable);
                failure = unreachable;
            }
        }
        throw failure;
    }

    private void tunnel(HttpConnection connection, TransportRequest request, Origin origin) throws IOException {
        RequestWriter.writeConnect(request, origin, connection, watch);
        ResponseHead head = HeadReader.read(connection);
        if (head.status() / 100 != 2) {
            throw new TunnelRefused(head);
        }
    }
}
