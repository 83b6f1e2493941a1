package io.github.bits4j.cli;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves one file on the loopback interface, as BITS wants it: HEAD, sizes, ranges and validators. */
final class DemoServer implements AutoCloseable {
    private static final String PATH = "/bits4j-demo.bin";
    private static final String ETAG = "\"demo\"";
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);
    private static final int BLOCK = 1 << 16;
    /** So slow that there is progress to see, yet no file takes much longer than {@link #LONGEST_SECONDS}. */
    private static final long BYTES_PER_SECOND = 10 << 20;
    private static final long LONGEST_SECONDS = 10;

    private final Path file;
    private final long size;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("bits4j-demo-server-", 1).factory());

    private DemoServer(Path file) throws IOException {
        this.file = file;
        this.size = Files.size(file);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    static DemoServer start(Path file) throws IOException {
        DemoServer server = new DemoServer(file);
        server.server.createContext("/", server::answer);
        server.server.setExecutor(server.threads);
        server.server.start();
        return server;
    }

    URI url() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + PATH);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (method.equals("HEAD")) {
                describe(exchange).set("Content-Length", Long.toString(size));
                exchange.sendResponseHeaders(200, -1);
            } else if (method.equals("GET")) {
                get(exchange);
            } else {
                exchange.sendResponseHeaders(405, -1);
            }
        }
    }

    private Headers describe(HttpExchange exchange) throws IOException {
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Accept-Ranges", "bytes");
        headers.set("ETag", ETAG);
        headers.set("Last-Modified", HTTP_DATE.format(modified));
        headers.set("Content-Type", "application/octet-stream");
        return headers;
    }

    /** The file never changes, so the validators of a request always hold. */
    private void get(HttpExchange exchange) throws IOException {
        Headers headers = describe(exchange);
        Optional<ByteRange> asked = ByteRange.parse(exchange.getRequestHeaders().getFirst("Range"), size);
        if (asked.isPresent() && asked.get().isEmpty()) {
            headers.set("Content-Range", "bytes */" + size);
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        ByteRange range = asked.orElse(new ByteRange(0, size));
        if (asked.isPresent()) {
            headers.set("Content-Range", "bytes %d-%d/%d".formatted(range.first(), range.end() - 1, size));
        }
        // To this server a length of 0 means that it is not known, -1 that there is no body.
        exchange.sendResponseHeaders(asked.isPresent() ? 206 : 200, range.isEmpty() ? -1 : range.length());
        send(range, exchange.getResponseBody());
    }

    private void send(ByteRange range, OutputStream body) throws IOException {
        long perSecond = Math.max(BYTES_PER_SECOND, size / LONGEST_SECONDS);
        long started = System.nanoTime();
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        try (FileChannel channel = FileChannel.open(file)) {
            for (long position = range.first(); position < range.end(); position += block.limit()) {
                block.clear().limit((int) Math.min(BLOCK, range.end() - position));
                if (channel.read(block, position) < block.limit()) {
                    throw new IOException("the file is shorter than it was");
                }
                body.write(block.array(), 0, block.limit());
                body.flush();
                pace(started + (position - range.first()) * 1_000_000_000L / perSecond);
            }
        }
    }

    private static void pace(long due) throws IOException {
        try {
            Thread.sleep(Math.max(0, due - System.nanoTime()) / 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is closed", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
