package io.github.bits4j.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a request is answered with, before its connection does anything to it. */
final class Response {
    private final int status;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private byte[] content = {};
    private int from;
    private int length;

    private Response(int status) {
        this.status = status;
        headers.put("Connection", "close");
        headers.put("Content-Length", "0");
    }

    /** Without content. */
    static Response of(int status) {
        return new Response(status);
    }

    static Response of(LoggedRequest request, FileVersion version, FaultPlan plan) {
        Response response = plan.status == 0 ? right(request, version, plan) : new Response(plan.status);
        if (plan.contentRange != null && response.status == 206) {
            response.headers.put("Content-Range", plan.contentRange);
        }
        plan.headers.forEach((name, value) -> {
            response.headers.remove(name);
            value.ifPresent(text -> response.headers.put(name, text));
        });
        return response;
    }

    private static Response right(LoggedRequest request, FileVersion version, FaultPlan plan) {
        boolean get = request.method().equals("GET");
        if (!get && !request.method().equals("HEAD")) {
            Response refusal = new Response(405);
            refusal.headers.put("Allow", "GET, HEAD");
            return refusal;
        }
        if (!version.fulfils(request)) {
            return new Response(412);
        }
        int size = version.content().length;
        // HEAD has no ranges: its answer tells the size of the whole file.
        ByteRange range = get && plan.ranges && version.isUnchanged(request) ? range(request, size) : null;
        if (range != null && range.isEmpty()) {
            Response refusal = new Response(416);
            refusal.headers.put("Content-Range", "bytes */" + size);
            return refusal;
        }
        Response response = new Response(range == null ? 200 : 206);
        response.content = version.content();
        response.from = range == null ? 0 : range.first();
        response.length = range == null ? size : range.length();
        response.headers.put("Content-Length", Integer.toString(response.length));
        response.headers.put("ETag", version.entityTag());
        response.headers.put("Last-Modified", version.lastModified());
        if (plan.ranges) {
            response.headers.put("Accept-Ranges", "bytes");
        }
        if (range != null) {
            response.headers.put("Content-Range", "bytes %d-%d/%d".formatted(range.first(), range.last(), size));
        }
        return response;
    }

    private static @Nullable ByteRange range(LoggedRequest request, int size) {
        String header = request.headers().get("Range");
        return header == null ? null : ByteRange.parse(header, size);
    }

    /** The length of the body. */
    int length() {
        return length;
    }

    /** Bytes of the body. */
    void writeBody(OutputStream out, int begin, int end) throws IOException {
        out.write(content, from + begin, end - begin);
    }

    /** Status line and headers. */
    byte[] head() {
        StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append(' ').append(reason()).append("\r\n");
        headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 206 -> "Partial Content";
            case 404 -> "Not Found";
            default -> "Status " + status;
        };
    }
}
