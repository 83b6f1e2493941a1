package io.github.bits4j.embedded.transfer;

import io.github.bits4j.com.HResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a multipart/byteranges body (RFC 9110, 14.6). Each part's length is known before it comes, so its bytes are never
 * searched for the boundary.
 */
final class MultipartReader {
    private static final Pattern TYPE = Pattern.compile(
            "\\s*multipart/byteranges\\s*;(?:.*;)?\\s*boundary=(?:\"([^\"]{1,200})\"|([^\\s;\"]{1,200}))\\s*(?:;.*)?",
            Pattern.CASE_INSENSITIVE);
    /** As documented: what a part's head may hold beside type and range. */
    private static final int OTHER_HEADERS = 180;
    private static final int LINE_LIMIT = 1024;
    private static final int LEADING_LINES = 2;

    private final BodyBytes body;
    private final String delimiter;
    private boolean first = true;

    private MultipartReader(BodyBytes body, String boundary) {
        this.body = body;
        this.delimiter = "--" + boundary;
    }

    /** Empty if the response is not of this type. */
    static Optional<MultipartReader> of(TransportResponse response) {
        return response.header("Content-Type")
                .map(TYPE::matcher)
                .filter(Matcher::matches)
                .map(type -> new MultipartReader(
                        new BodyBytes(response), type.group(1) != null ? type.group(1) : type.group(2)));
    }

    BodyBytes body() {
        return body;
    }

    /** The range of the next part, whose bytes follow; null behind the last one. */
    @Nullable ContentRange next() throws TransferFailure, InterruptedException {
        String line = line();
        if (first) {
            for (int i = 0; i < LEADING_LINES && line.isEmpty(); i++) {
                line = line();
            }
        } else {
            if (!line.isEmpty()) {
                throw malformed("a part is longer than its range");
            }
            line = line();
        }
        first = false;
        String trimmed = line.stripTrailing();
        if (trimmed.equals(delimiter + "--")) {
            return null;
        }
        if (!trimmed.equals(delimiter)) {
            throw malformed("no boundary where one must be");
        }
        return head();
    }

    private ContentRange head() throws TransferFailure, InterruptedException {
        Optional<ContentRange> range = Optional.empty();
        int others = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-range:")) {
                range = ContentRange.parse(line.substring(line.indexOf(':') + 1));
            } else if (!lower.startsWith("content-type:")) {
                others += line.length() + 2;
            }
            if (others > OTHER_HEADERS) {
                throw malformed("too many headers in a part");
            }
        }
        return range.orElseThrow(() -> malformed("a part without its range"));
    }

    private String line() throws TransferFailure, InterruptedException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (!isLastLine(line)) {
            int next = body.next();
            if (next == '\n') {
                break;
            }
            if (line.size() >= LINE_LIMIT) {
                throw malformed("a line without an end");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Behind the last boundary the body may end at once; anywhere else its end has come too early. */
    private boolean isLastLine(ByteArrayOutputStream line) throws TransferFailure, InterruptedException {
        return body.isAtEnd() && line.toString(StandardCharsets.ISO_8859_1).stripTrailing().equals(delimiter + "--");
    }

    static TransferFailure malformed(String what) {
        return TransferFailure.lasting(HResult.BG_E_INVALID_SERVER_RESPONSE, what, null);
    }
}
