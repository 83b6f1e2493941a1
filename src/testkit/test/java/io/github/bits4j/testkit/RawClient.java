package io.github.bits4j.testkit;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Sees a response as it comes over the wire, right or wrong. */
final class RawClient {
    record Answer(String statusLine, Map<String, String> headers, byte[] body) {
        int status() {
            return Integer.parseInt(statusLine.split(" ")[1]);
        }

        String header(String name) {
            return headers.get(name);
        }
    }

    private RawClient() {}

    static Answer get(URI uri, String... headers) throws IOException {
        return send("GET", uri, headers);
    }

    static Answer send(String method, URI uri, String... headers) throws IOException {
        byte[] all = exchange(uri, "%s %s HTTP/1.1\r\nHost: %s\r\n%s\r\n".formatted(
                method, uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()), uri.getHost(),
                String.join("", Arrays.stream(headers).map(header -> header + "\r\n").toList())));
        String text = new String(all, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            String[] field = lines[i].split(": ", 2);
            fields.put(field[0], field[1]);
        }
        return new Answer(lines[0], fields, Arrays.copyOfRange(all, end + 4, all.length));
    }

    /** All that the server sends until it closes the connection. */
    static byte[] exchange(URI uri, String request) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return socket.getInputStream().readAllBytes();
        }
    }
}
