package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.embedded.transfer.Origin;
import io.github.bits4j.embedded.transfer.RequestBody;
import io.github.bits4j.embedded.transfer.TransportRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Writes requests. */
final class RequestWriter {
    private static final String USER_AGENT = "bits4j/0.1";
    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";
    private static final int CHUNK = 64 * 1024;

    private RequestWriter() {}

    static void write(TransportRequest request, boolean toProxy, HttpConnection connection, WriteWatch watch)
            throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("User-Agent", USER_AGENT);
        headers.put("Accept", "*/*");
        headers.put("Accept-Encoding", "identity");
        headers.putAll(request.headers());
        headers.put("Host", Origin.of(request.uri()).hostHeader());
        headers.remove("Transfer-Encoding");
        headers.remove("Content-Length");
        if (!toProxy) {
            headers.remove(PROXY_AUTHORIZATION);
        }
        RequestBody body = request.body();
        if (body != null) {
            headers.put("Content-Length", Long.toString(body.length()));
        }
        String target = toProxy ? RequestTarget.ofProxy(request.uri()) : RequestTarget.ofServer(request.uri());
        send(head(request.method(), target, headers), connection, watch);
        if (body != null) {
            send(body, connection, watch);
        }
    }

    /** Only what is meant for the proxy. */
    static void writeConnect(TransportRequest request, Origin origin, HttpConnection connection, WriteWatch watch)
            throws IOException {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Host", origin.authority());
        headers.put("User-Agent", USER_AGENT);
        String authorization = request.headers().get(PROXY_AUTHORIZATION);
        if (authorization != null) {
            headers.put(PROXY_AUTHORIZATION, authorization);
        }
        send(head("CONNECT", origin.authority(), headers), connection, watch);
    }

    private static byte[] head(String method, String target, Map<String, String> headers) {
        StringBuilder text = new StringBuilder(word(method)).append(' ').append(word(target)).append(" HTTP/1.1\r\n");
        headers.forEach((name, value) -> {
            if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("the header " + name + " has more than one line");
            }
            text.append(word(name)).append(": ").append(value).append("\r\n");
        });
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String word(String text) {
        if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c == 0x7F)) {
            throw new IllegalArgumentException("not a word of a request");
        }
        return text;
    }

    private static void send(byte[] bytes, HttpConnection connection, WriteWatch watch) throws IOException {
        if (bytes.length <= WriteWatch.SMALL) {
            connection.out().write(bytes); // the usual head: an alarm would wake a thread twice for each request
        } else {
            watch.guard(connection.channel(), () -> connection.out().write(bytes));
        }
    }

    private static void send(RequestBody body, HttpConnection connection, WriteWatch watch) throws IOException {
        byte[] buffer = new byte[CHUNK];
        try (InputStream source = body.source().get()) {
            for (long left = body.length(); left > 0; ) {
                int count = source.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new EOFException("the request's body is shorter than announced");
                }
                watch.guard(connection.channel(), () -> connection.out().write(buffer, 0, count));
                left -= count;
            }
        }
    }
}
