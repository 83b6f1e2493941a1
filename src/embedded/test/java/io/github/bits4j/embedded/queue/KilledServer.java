package io.github.bits4j.embedded.queue;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Serves the content of the kill tests, and rests of it, in pieces with pauses, so that a kill finds transfers under way; and
 * takes uploads of it.
 */
final class KilledServer implements AutoCloseable {
    private static final int PIECE = 30_000;

    final KilledUploads uploads = new KilledUploads();
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

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            String[] request = line(in).split(" ");
            Map<String, String> headers = new TreeMap<>();
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                int colon = header.indexOf(':');
                headers.put(header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
            }
            if (request.length > 1) {
                String name = request[1].substring(1);
                OutputStream out = connection.getOutputStream();
                if (request[0].equals("BITS_POST")) {
                    out.write(uploads.answer(name, headers, in).getBytes(StandardCharsets.ISO_8859_1));
                } else {
                    write(out, name, from(headers.getOrDefault("range", "bytes=0-")));
                }
            }
        } catch (IOException | InterruptedException gone) {
            System.getLogger("killed-server").log(System.Logger.Level.DEBUG, "client gone", gone);
        }
    }

    /** Empty at the end too. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private static int from(String range) {
        return Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    }

    private void write(OutputStream out, String name, int from) throws IOException, InterruptedException {
        byte[] content = KilledContent.of(name);
        String head = "HTTP/1.1 %d x\r\nConnection: close\r\nETag: \"%s\"\r\nContent-Length: %d\r\nContent-Range: bytes %d-%d/%d\r\n\r\n".formatted(
                from > 0 ? 206 : 200, name, content.length - from, from, content.length - 1, content.length);
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        for (int at = from; at < content.length; at += PIECE) {
            if (at + PIECE >= content.length) {
                uploads.fetched(name); // the client may have it before this thread goes on
            }
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
