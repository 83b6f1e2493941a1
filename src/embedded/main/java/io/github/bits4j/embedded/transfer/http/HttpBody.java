package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.embedded.transfer.ResponseHead;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A response's body, without the marks of its transfer. */
abstract class HttpBody {
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /** As {@link InputStream#read(byte[])}. */
    abstract int read(byte[] buffer) throws IOException;

    /** Whether nothing of it is left on the connection. */
    abstract boolean isFinished();

    /** The body that follows such a head. */
    static HttpBody of(ResponseHead head, String method, InputStream in) throws IOException {
        int status = head.status();
        if (method.equals("HEAD") || status == NO_CONTENT || status == NOT_MODIFIED) {
            return new Counted(in, 0);
        }
        List<String> codings = head.all("Transfer-Encoding");
        if (!codings.isEmpty()) {
            String coding = String.join(",", codings).strip().toLowerCase(Locale.ROOT);
            if (coding.equals("chunked")) {
                return new ChunkedBody(in);
            }
            if (!coding.equals("identity")) {
                throw new ProtocolException("a transfer coding that was not asked for");
            }
        }
        Set<String> lengths = new HashSet<>();
        head.all("Content-Length").forEach(value -> lengths.addAll(List.of(COMMA.split(value.strip()))));
        if (lengths.isEmpty()) {
            return new UntilClose(in);
        }
        String length = lengths.iterator().next();
        if (lengths.size() > 1 || !LENGTH.matcher(length).matches()) {
            throw new ProtocolException("a Content-Length that is no length");
        }
        return new Counted(in, Long.parseLong(length));
    }

    /** As long as announced. */
    private static final class Counted extends HttpBody {
        private final InputStream in;
        private long left;

        Counted(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        int read(byte[] buffer) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException(left + " bytes of the body are missing");
            }
            left -= count;
            return count;
        }

        @Override
        boolean isFinished() {
            return left == 0;
        }
    }

    /** All that comes. */
    private static final class UntilClose extends HttpBody {
        private final InputStream in;

        UntilClose(InputStream in) {
            this.in = in;
        }

        @Override
        int read(byte[] buffer) throws IOException {
            return in.read(buffer);
        }

        @Override
        boolean isFinished() {
            return false;
        }
    }
}
