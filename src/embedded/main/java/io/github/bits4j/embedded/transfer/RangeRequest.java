package io.github.bits4j.embedded.transfer;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The request for parts of a file. */
final class RangeRequest {
    /** Servers take no endless headers. */
    private static final int MAXIMUM_RANGES = 100;
    private static final int MAXIMUM_HEADER = 3000;

    private RangeRequest() {}

    /** As many of the first ranges as one request may ask for, at least one. */
    static List<FileRange> portion(List<FileRange> ranges) {
        List<FileRange> portion = new ArrayList<>();
        int length = 0;
        for (FileRange range : ranges) {
            length += text(range).length() + 1;
            if (!portion.isEmpty() && (portion.size() == MAXIMUM_RANGES || length > MAXIMUM_HEADER)) {
                break;
            }
            portion.add(range);
        }
        return portion;
    }

    /** @param known what the file must still be, as far as it has a validator to ask by; null for anything */
    static TransportRequest of(URI remote, List<FileRange> ranges, @Nullable Representation known) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Range", "bytes=" + ranges.stream().map(RangeRequest::text).collect(Collectors.joining(",")));
        if (known != null) {
            known.ifRange().ifPresent(validator -> headers.put("If-Range", validator));
        }
        return TransportRequest.get(remote, headers);
    }

    private static String text(FileRange range) {
        return range.offset() + "-" + (range.length() == FileRange.TO_EOF ? "" : range.end() - 1);
    }
}
