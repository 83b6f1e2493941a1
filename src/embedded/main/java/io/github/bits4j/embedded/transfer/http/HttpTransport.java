package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.embedded.transfer.HttpStatus;
import io.github.bits4j.embedded.transfer.Origin;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.Transport;
import io.github.bits4j.embedded.transfer.TransportRequest;
import io.github.bits4j.embedded.transfer.TransportResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.security.KeyStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over blocking sockets, whose waits an interrupt ends.
 *
 * <p>The JDK's client is not used: it allows no Basic credentials for tunnels without a property of the whole JVM, has one
 * TLS configuration per client, and a client costs threads.
 */
public final class HttpTransport implements Transport, AutoCloseable {
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final Duration patience;
    private final Connector connector;
    private final ConnectionPool pool = new ConnectionPool();
    private final WriteWatch watch;

    /** A transport that waits as long as is usual: 30 s for a connection, 60 s for an answer or for more of it. */
    public HttpTransport() {
        this(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    /**
     * A transport with limits of its own.
     *
     * @param connectTimeout how long a connection may take
     * @param patience how long a server may be silent, before the response and within it
     */
    public HttpTransport(Duration connectTimeout, Duration patience) {
        this(connectTimeout, patience, null);
    }

    /** @param authorities those whose word counts for servers, instead of the platform's; null for the platform's */
    HttpTransport(Duration connectTimeout, Duration patience, @Nullable KeyStore authorities) {
        this.patience = patience;
        this.watch = new WriteWatch(patience);
        this.connector = new Connector(connectTimeout, patience, pool, watch, new TlsContexts(authorities));
    }

    @Override
    public TransportResponse send(TransportRequest request) throws TransferFailure, InterruptedException {
        try {
            while (true) {
                HttpConnection connection = pool.take(Endpoint.of(request));
                boolean reused = connection != null;
                if (connection == null) {
                    connection = connector.open(request);
                }
                try {
                    return exchange(connection, request);
                } catch (IOException failure) {
                    pool.discard(connection);
                    // A server may close an idle connection at any moment; nobody can know before. Repeating is harmless
                    // only where the request changes nothing.
                    boolean stale = reused && !connection.hasAnswered() && !(failure instanceof SocketTimeoutException);
                    boolean harmless = request.method().equals("GET") || request.method().equals("HEAD");
                    if (!stale || !harmless || Thread.currentThread().isInterrupted()) {
                        throw failure;
                    }
                } catch (RuntimeException | Error failure) {
                    pool.discard(connection);
                    throw failure;
                }
            }
        } catch (TunnelRefused refused) {
            if (refused.head().status() == PROXY_AUTHENTICATION_REQUIRED) {
                return HttpResponse.withoutBody(refused.head());
            }
            throw HttpStatus.failure(refused.head().status());
        } catch (IOException failure) {
            throwIfInterrupted(failure);
            throw HttpFailures.ofRequest(failure);
        }
    }

    private TransportResponse exchange(HttpConnection connection, TransportRequest request) throws IOException {
        boolean plainProxy = request.route().proxy() != null && !Origin.of(request.uri()).isSecure();
        try {
            RequestWriter.write(request, plainProxy, connection, watch);
        } catch (IOException broken) {
            if (request.body() == null
                    || broken instanceof SocketTimeoutException
                    || Thread.currentThread().isInterrupted()) {
                throw broken;
            }
            return refusal(connection, request, broken);
        }
        return HttpResponse.read(connection, request.method(), pool);
    }

    /** A server may refuse a body before it has read it, and its word is worth more than the broken pipe. */
    private TransportResponse refusal(HttpConnection connection, TransportRequest request, IOException broken)
            throws IOException {
        connection.closeAfterwards();
        try {
            return HttpResponse.read(connection, request.method(), pool);
        } catch (IOException silence) {
            broken.addSuppressed(silence);
            throw broken;
        }
    }

    /** Throws if it was an interrupt that broke the connection. */
    static void throwIfInterrupted(IOException failure) throws InterruptedException {
        if (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException)
                || failure instanceof ClosedByInterruptException
                || Thread.currentThread().isInterrupted()) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("stopped").initCause(failure);
        }
    }

    /** Ends what still runs; its waiting threads get a failure. */
    @Override
    public void close() {
        pool.close();
        watch.close();
    }

    @Override
    public String toString() {
        return "HttpTransport[patience=" + patience + "]";
    }
}
