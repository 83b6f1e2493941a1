package io.github.bits4j.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on the loopback interface that behaves as its handler does, and remembers what it was asked for. */
final class TestServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private TestServer(HttpHandler handler) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            try (exchange) {
                handler.handle(exchange);
            }
        });
        server.start();
    }

    static TestServer of(HttpHandler handler) throws IOException {
        return new TestServer(handler);
    }

    /** Answers each request with the bytes. */
    static TestServer serving(byte[] content) throws IOException {
        return of(exchange -> send(exchange, content));
    }

    /** Answers each request with an HTTP status. */
    static TestServer answering(int status) throws IOException {
        return of(exchange -> exchange.sendResponseHeaders(status, -1));
    }

    /** Sends a large file, a little at a time, for as long as anybody reads it; {@code dropped} counts those who left. */
    static TestServer slow(CountDownLatch begun, CountDownLatch dropped) throws IOException {
        return of(exchange -> {
            long size = 1L << 30;
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Long.toString(size));
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            exchange.sendResponseHeaders(200, size);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[1000]);
                    body.flush();
                    begun.countDown();
                    Thread.sleep(20);
                }
            } catch (IOException e) {
                dropped.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the server is closed
            }
        });
    }

    static void send(HttpExchange exchange, byte[] content) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Such as {@code GET /file}. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
