package io.github.bits4j.embedded.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A server on the loopback that answers each request as told, right or wrong, and then closes the connection. */
public final class ScriptedServer implements AutoCloseable {
    /** Writes a response, or a part of one. */
    public interface Reply {
        void write(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    public record Request(String method, String path, Map<String, String> headers, byte[] body) {
        /** The offset that a range request begins at; 0 without a range. */
        public int offset() {
            String range = headers.get("range");
            return range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        }
    }

    private final ServerSocket socket;
    private final String scheme;
    private final BlockingQueue<Reply> script = new LinkedBlockingQueue<>();
    private volatile Reply last = status(500);
    public final List<Request> requests = new CopyOnWriteArrayList<>();

    public ScriptedServer() throws IOException {
        this("http", new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** A server of https. */
    public ScriptedServer(SSLContext tls) throws IOException {
        this(tls, false);
    }

    /** @param clientCertificates whether it speaks with those only who show a certificate that it believes */
    public ScriptedServer(SSLContext tls, boolean clientCertificates) throws IOException {
        this("https", socket(tls, clientCertificates));
    }

    private static ServerSocket socket(SSLContext tls, boolean clientCertificates) throws IOException {
        SSLServerSocket socket = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(clientCertificates); // before it waits for the first client, for whom it would not count
        return socket;
    }

    private ScriptedServer(String scheme, ServerSocket socket) {
        this.scheme = scheme;
        this.socket = socket;
        Thread.ofPlatform().daemon().name("scripted-server").start(this::accept);
    }

    /** The replies to the next requests; the last one goes on for all later ones. */
    public ScriptedServer replies(Reply... replies) {
        last = replies[replies.length - 1];
        script.addAll(List.of(replies));
        return this;
    }

    public String url(String path) {
        return scheme + "://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort() + path;
    }

    /** The same server by the name that certificates have. */
    public String localhost(String path) {
        return scheme + "://localhost:" + socket.getLocalPort() + path;
    }

    public int port() {
        return socket.getLocalPort();
    }

    public URI uri(String path) {
        return URI.create(url(path));
    }

    public static Reply status(int status) {
        return (_, out) -> head(out, status, "Content-Length: 0");
    }

    /** These lines, an empty one and the body; nothing else. */
    public static Reply raw(String head, byte[] body) {
        return (_, out) -> {
            out.write((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
        };
    }

    /** The whole file, or the rest if a range was asked for with the right validator. */
    public static Reply file(byte[] content, String... validators) {
        return (request, out) -> {
            String condition = request.headers().get("if-range");
            boolean same = condition != null && String.join("\n", validators).contains(condition);
            int from = same ? request.offset() : 0;
            String[] headers = java.util.Arrays.copyOf(validators, validators.length + 2);
            headers[validators.length] = "Content-Length: " + (content.length - from);
            headers[validators.length + 1] =
                    "Content-Range: bytes " + from + "-" + (content.length - 1) + "/" + content.length;
            head(out, from > 0 ? 206 : 200, headers);
            out.write(content, from, content.length - from);
        };
    }

    /** Headers that promise the whole file, of which only the first bytes follow. */
    public static Reply broken(byte[] content, int count, String... validators) {
        return (_, out) -> {
            String[] headers = java.util.Arrays.copyOf(validators, validators.length + 1);
            headers[validators.length] = "Content-Length: " + content.length;
            head(out, 200, headers);
            out.write(content, 0, count);
        };
    }

    public static void head(OutputStream out, int status, String... headers) throws IOException {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\nConnection: close\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
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
            InputStream in = connection.getInputStream();
            Request request = read(in);
            if (request != null) {
                requests.add(request);
                Reply next = script.poll();
                OutputStream out = connection.getOutputStream();
                (next == null ? last : next).write(request, out);
                out.flush();
                // An orderly end: a reset would take away what the client has not read yet.
                connection.shutdownOutput();
                in.readAllBytes();
            }
        } catch (IOException | InterruptedException gone) {
            System.getLogger("scripted-server").log(System.Logger.Level.DEBUG, "client gone", gone);
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            bytes.write(next);
        }
        String[] lines = bytes.toString(StandardCharsets.ISO_8859_1).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), lines[i].substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        String[] words = lines[0].split(" ");
        return new Request(words[0], words[1], headers, body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
