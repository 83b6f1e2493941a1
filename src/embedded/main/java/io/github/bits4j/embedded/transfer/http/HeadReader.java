package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.embedded.transfer.Header;
import io.github.bits4j.embedded.transfer.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the heads of responses. */
final class HeadReader {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[0-9] ([1-9][0-9]{2})( .*)?");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final int LIMIT = 256 * 1024;
    private static final int SWITCHING_PROTOCOLS = 101;

    private HeadReader() {}

    /** The next final response; what only says "continue" is skipped. */
    static ResponseHead read(HttpConnection connection) throws IOException {
        int[] left = {LIMIT};
        while (true) {
            ResponseHead head = readOne(connection, left);
            if (head.status() == SWITCHING_PROTOCOLS) {
                throw new ProtocolException("the server changes the protocol unasked");
            }
            if (head.status() >= 200) {
                return head;
            }
        }
    }

    private static ResponseHead readOne(HttpConnection connection, int[] left) throws IOException {
        String statusLine = line(connection, left);
        Matcher status = STATUS_LINE.matcher(statusLine);
        if (!status.matches()) {
            throw new ProtocolException("not an HTTP/1 response");
        }
        List<Header> headers = new ArrayList<>();
        for (String line = line(connection, left); !line.isEmpty(); line = line(connection, left)) {
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                if (headers.isEmpty()) {
                    throw new ProtocolException("a header that begins with a continuation");
                }
                Header begun = headers.removeLast();
                headers.add(new Header(begun.name(), (begun.value() + " " + line.strip()).strip()));
                continue;
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon);
            if (colon < 0 || !NAME.matcher(name).matches()) {
                throw new ProtocolException("a malformed header");
            }
            headers.add(new Header(name, line.substring(colon + 1).strip()));
        }
        return new ResponseHead(statusLine, Integer.parseInt(status.group(1)), headers, connection.address());
    }

    private static String line(HttpConnection connection, int[] left) throws IOException {
        String line = line(connection.in(), left, connection);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static String line(InputStream in, int[] left, HttpConnection connection) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed before the response");
            }
            connection.answer();
            if (--left[0] < 0) {
                throw new ProtocolException("a head of more than " + LIMIT + " bytes");
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
