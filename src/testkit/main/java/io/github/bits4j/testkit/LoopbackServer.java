package io.github.bits4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A web server on the loopback interface, with files of known content and {@linkplain Fault faults} on demand. What it is not
 * told to do wrong it does right: HEAD, ranges, If-Range, validators. Each response ends its connection.
 *
 * <p>It may be used by any number of threads, and its own do not keep the JVM alive.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LoopbackServer.class.getName());
    private static final int BACKLOG = 200;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final ServerSocket socket;
    private final Thread acceptor = Thread.ofPlatform().daemon().name("bits4j-test-server").unstarted(this::accept);
    private final Map<String, ServedFile> files = new ConcurrentHashMap<>();
    private final List<LoggedRequest> requests = new CopyOnWriteArrayList<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    private LoopbackServer(ServerSocket socket) {
        this.socket = socket;
    }

    /** Starts a server without files, on a port of its own. */
    public static LoopbackServer start() {
        try {
            // By address: what the name means, and that it means the same to the service, is not certain.
            LoopbackServer server = new LoopbackServer(
                    new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
            server.acceptor.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that depend on the seed alone, for content. */
    public static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /**
     * Serves a file, in place of the one that was there.
     *
     * @param path from the slash on, encoded as in a URL, without a query; a client may add one
     */
    public ServedFile file(String path, byte[] content) {
        ServedFile file = new ServedFile(uri(path), content);
        files.put(path, file);
        return file;
    }

    /** The address of a path, whether there is a file or not; without one the answer is status 404. */
    public URI uri(String path) {
        if (!path.startsWith("/") || path.contains("?") || path.contains("#")) {
            throw new IllegalArgumentException("path must begin with a slash, and have no query or fragment: " + path);
        }
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    /** The requests so far, in the order in which they came. */
    public List<LoggedRequest> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                begin(socket.accept());
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.log(System.Logger.Level.WARNING, "a connection could not be accepted", e);
                    LockSupport.parkNanos(PAUSE.toNanos()); // no file handles, most likely: that may pass
                }
            }
        }
    }

    private void begin(Socket client) throws IOException {
        Connection connection = new Connection(client, this::answer);
        connections.add(connection);
        if (socket.isClosed()) {
            connection.close(); // close() may not have seen it
        }
        Thread.ofPlatform().daemon().name("bits4j-test-connection").start(() -> {
            try {
                connection.run();
            } finally {
                connections.remove(connection);
            }
        });
    }

    private ServedFile.@Nullable Answer answer(LoggedRequest request) {
        requests.add(request);
        ServedFile file = files.get(request.path());
        return file == null ? null : file.answer(request);
    }

    /** Ends the server and all connections; a second time it does nothing. */
    @Override
    public void close() {
        try {
            socket.close();
            for (Connection connection : connections) {
                connection.close();
            }
            // Until nobody waits at it any more, the port still takes connections.
            acceptor.join(CLOSE_LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
