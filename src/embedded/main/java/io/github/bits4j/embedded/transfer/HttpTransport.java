package io.github.bits4j.embedded.transfer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 by the JDK's client. It follows redirects, but never from https to http, and uses the default proxy selector.
 *
 * <p>The request's own time limit of the JDK's client is not used: from JDK 26 on it covers the body too, and a large
 * file may take hours.
 */
public final class HttpTransport implements Transport, AutoCloseable {
    private static final String USER_AGENT = "bits4j/0.1";

    private final HttpClient client;
    private final Duration patience;

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
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(connectTimeout)
                .build();
    }

    @Override
    public TransportResponse send(TransportRequest request) throws TransferFailure, InterruptedException {
        CompletableFuture<HttpResponse<BodyStream>> pending =
                client.sendAsync(translate(request), _ -> new BodyStream());
        try {
            return new Response(pending.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException failure) {
            throw HttpFailures.ofRequest(failure.getCause());
        } catch (TimeoutException silence) {
            giveUp(pending);
            throw HttpFailures.ofRequest(new HttpTimeoutException("no response within " + patience));
        } catch (InterruptedException stop) {
            giveUp(pending);
            throw stop;
        }
    }

    private static void giveUp(CompletableFuture<HttpResponse<BodyStream>> pending) {
        if (!pending.cancel(true)) {
            pending.thenAccept(response -> response.body().close());
        }
    }

    private static HttpRequest translate(TransportRequest request) {
        // Characters beyond ASCII would go into the request line as they are.
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.uri().toASCIIString()))
                .method(request.method(), publisher(request.body()))
                .setHeader("User-Agent", USER_AGENT)
                .setHeader("Accept", "*/*")
                .setHeader("Accept-Encoding", "identity");
        request.headers().forEach(builder::setHeader);
        return builder.build();
    }

    private static BodyPublisher publisher(@Nullable RequestBody body) {
        return body == null || body.length() == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(body.source()), body.length());
    }

    /** Ends what still runs; its waiting threads get a failure. */
    @Override
    public void close() {
        client.shutdownNow();
    }

    private final class Response implements TransportResponse {
        private final HttpResponse<BodyStream> response;

        Response(HttpResponse<BodyStream> response) {
            this.response = response;
        }

        @Override
        public int status() {
            return response.statusCode();
        }

        @Override
        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        @Override
        public int read(byte[] buffer) throws TransferFailure, InterruptedException {
            try {
                return response.body().read(buffer, patience);
            } catch (IOException failure) {
                throw HttpFailures.ofBody(failure);
            }
        }

        @Override
        public void close() {
            response.body().close();
        }
    }
}
