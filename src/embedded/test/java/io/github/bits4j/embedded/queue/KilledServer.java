package io.github.bits4j.embedded.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Serves the content of the kill tests, and rests of it, in pieces with pauses, so that a kill finds transfers under way. */
final class KilledServer implements AutoCloseable {
    private static final int PIECE = 30_000;

    private final ServerSocket socket;

    KilledServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("killed-server").start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofPlatform().daemon().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket connection) {
        try (connection) {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            String request = in.readLine();
            int from = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.startsWith("Range: bytes=")) {
                    from = Integer.parseInt(line.substring("Range: bytes=".length(), line.length() - 1));
                }
            }
            if (request != null) {
                write(connection.getOutputStream(), request.split(" ")[1].substring(1), from);
            }
        } catch (IOException | InterruptedException gone) {
            System.getLogger("killed-server").log(System.Logger.Level.DEBUG, "client gone", gone);
        }
    }

    private static void write(OutputStream out, String name, int from) throws IOException, InterruptedException {
        byte[] content = KilledContent.of(name);
        String head = "HTTP/1.1 %d x\r\nConnection: close\r\nETag: \"%s\"\r\nContent-Length: %d\r\nContent-Range: bytes %d-%d/%d\r\n\r\n".formatted(
                from > 0 ? 206 : 200, name, content.length - from, from, content.length - 1, content.length);
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        for (int at = from; at < content.length; at += PIECE) {
            out.write(content, at, Math.min(PIECE, content.length - at));
            out.flush();
            Thread.sleep(1);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
