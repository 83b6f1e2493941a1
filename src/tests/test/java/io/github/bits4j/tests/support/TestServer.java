package io.github.bits4j.tests.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A web server on loopback, with files of known content and faults on demand. */
public final class TestServer implements AutoCloseable {
    private static final String LAST_MODIFIED = "Sat, 21 Nov 2026 12:00:00 GMT";

    private final HttpServer server;

    /** Holds back the second half of a file until it is opened. */
    public static final class Gate {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        public void open() {
            open.countDown();
        }

        /** Waits until the first half has been sent. */
        public void awaitReached() throws InterruptedException {
            if (!reached.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody asked for the file");
            }
        }
    }

    public TestServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.start();
    }

    /** Bytes that depend on the seed alone. */
    public static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    public URI file(String path, byte[] content) {
        return serve(path, exchange -> send(exchange, content, null));
    }

    public URI gated(String path, byte[] content, Gate gate) {
        return serve(path, exchange -> send(exchange, content, gate));
    }

    public URI status(String path, int status) {
        return serve(path, exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    public URI serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
        return uri(path);
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void send(HttpExchange exchange, byte[] content, Gate gate) throws IOException {
        try (exchange) {
            int from = 0;
            int to = content.length - 1;
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (range != null && range.matches("bytes=\\d+-\\d*") && content.length > 0) {
                String[] ends = range.substring("bytes=".length()).split("-", 2);
                from = Integer.parseInt(ends[0]);
                to = ends[1].isEmpty() ? to : Math.min(to, Integer.parseInt(ends[1]));
                exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(from, to, content.length));
            }
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
            exchange.getResponseHeaders().set("Last-Modified", LAST_MODIFIED);
            exchange.getResponseHeaders().set("ETag", '"' + Integer.toHexString(Arrays.hashCode(content)) + '"');
            int length = to - from + 1;
            int status = range == null ? 200 : 206;
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(length));
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
            try (OutputStream body = exchange.getResponseBody()) {
                int half = gate == null ? length : length / 2;
                body.write(content, from, half);
                if (gate != null) {
                    body.flush();
                    gate.reached.countDown();
                    if (!gate.open.await(120, TimeUnit.SECONDS)) {
                        throw new IOException("the gate was never opened");
                    }
                    body.write(content, from + half, length - half);
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
