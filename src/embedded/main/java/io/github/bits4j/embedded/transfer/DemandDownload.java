package io.github.bits4j.embedded.transfer;

import io.github.bits4j.com.HResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The download of a file in the order in which its parts are wanted, each byte to its place in the local file.
 *
 * <p>All parts are of one state of the file: each further request is made under the condition that the file is unchanged, and
 * an answer of another state discards all that is there.
 */
public final class DemandDownload {
    private static final Pattern OUTSIDE = Pattern.compile("\\s*bytes\\s+\\*/(\\d{1,18})\\s*", Pattern.CASE_INSENSITIVE);
    /** So often in one attempt; a server whose files differ with each request would go on for ever. */
    private static final int MAXIMUM_CHANGES = 3;

    private final Transport transport;
    private final DemandMonitor monitor;
    private final DemandState state;
    private final byte[] buffer = new byte[BodyCopy.CHUNK];
    private @Nullable Representation known;
    /** Whether there are bytes of {@link #known}. */
    private boolean some;
    /** Whether the server has shown that it does not take several ranges at a time. */
    private boolean oneByOne;
    private int changes;

    public DemandDownload(Transport transport, DemandMonitor monitor, DemandState state) {
        this.transport = transport;
        this.monitor = monitor;
        this.state = state;
        this.known = state.representation();
        this.some = !state.filled().isEmpty();
    }

    /** Returns when nothing is wanted any more. */
    public void run() throws TransferFailure, InterruptedException {
        try (ByteSink file = state.place().open()) {
            Representation before = known;
            if (some && (before == null || before.ifRange().isEmpty() || file.size() < state.filled().end())) {
                forget();
            }
            if (known == null && monitor.next().isEmpty()) {
                askSize();
            }
            for (List<FileRange> wanted = monitor.next(); !wanted.isEmpty(); wanted = monitor.next()) {
                Representation present = known;
                if (some && present != null && present.ifRange().isEmpty() && !present.fresh()) {
                    if (state.partsOnly()) {
                        throw TransferFailure.lasting(HResult.BG_E_INSUFFICIENT_HTTP_SUPPORT,
                                "nothing tells whether the file stays the same between requests", null);
                    }
                    forget();
                    monitor.inOnePiece();
                } else if (!fetch(file, oneByOne ? wanted.subList(0, 1) : RangeRequest.portion(wanted))) {
                    forget();
                    if (++changes > MAXIMUM_CHANGES) {
                        throw TransferFailure.passing(
                                HResult.BG_E_REMOTE_FILE_CHANGED, "the file changes faster than it can be fetched", null);
                    }
                }
            }
        }
    }

    private void forget() throws InterruptedException {
        known = null;
        some = false;
        monitor.discarded();
    }

    /** Nobody wants a part yet, but who does needs to know of what. */
    private void askSize() throws TransferFailure, InterruptedException {
        TransportRequest request = new TransportRequest("HEAD", state.remote(), Map.of(), null);
        try (TransportResponse response = transport.send(request)) {
            monitor.answered(response.head());
            if (response.status() != HttpStatus.OK) {
                throw HttpStatus.failure(response.status());
            }
            Contents.requireIdentity(response);
            if (response.header("Accept-Ranges").map(String::strip).filter("none"::equalsIgnoreCase).isPresent()) {
                throw insufficient();
            }
            OptionalLong size = Contents.announcedLength(response);
            if (size.isEmpty()) {
                throw TransferFailure.lasting(HResult.BG_E_MISSING_FILE_SIZE, "no Content-Length", null);
            }
            find(Representation.of(size.getAsLong(), response));
        }
    }

    private void find(Representation now) throws TransferFailure, InterruptedException {
        monitor.found(now);
        known = now;
        some = false;
    }

    /** False if the file is no longer what it was. */
    private boolean fetch(ByteSink file, List<FileRange> asked) throws TransferFailure, InterruptedException {
        try (TransportResponse response = transport.send(RangeRequest.of(state.remote(), asked, some ? known : null))) {
            monitor.answered(response.head());
            return switch (response.status()) {
                case HttpStatus.PARTIAL_CONTENT -> {
                    Contents.requireIdentity(response);
                    yield take(response, file, asked);
                }
                case HttpStatus.OK -> takeWhole(response, file, asked);
                case HttpStatus.PRECONDITION_FAILED -> {
                    if (!some) {
                        throw HttpStatus.failure(response.status());
                    }
                    yield false;
                }
                case HttpStatus.RANGE_NOT_SATISFIABLE -> outside(response, asked);
                default -> throw HttpStatus.failure(response.status());
            };
        }
    }

    private boolean take(TransportResponse response, ByteSink file, List<FileRange> asked)
            throws TransferFailure, InterruptedException {
        Optional<MultipartReader> parts = MultipartReader.of(response);
        if (parts.isPresent()) {
            return takeParts(response, parts.get(), file, asked);
        }
        ContentRange range = response.header("Content-Range")
                .flatMap(ContentRange::parse)
                .orElseThrow(() -> MultipartReader.malformed("a part without its range"));
        if (!accept(response, file, range)) {
            return false;
        }
        OptionalLong length = Contents.length(response);
        boolean exact = isExact(range, asked.getFirst())
                && (length.isEmpty() || length.getAsLong() == range.last() - range.first() + 1);
        if (asked.size() > 1) {
            oneByOne = true;
            return true;
        }
        if (!exact) {
            throw MultipartReader.malformed("another part than the one asked for");
        }
        BodyBytes body = new BodyBytes(response);
        if (takePart(body, file, range.first(), range.last() + 1) && !body.isAtEnd()) {
            monitor.discarded(); // whatever has come, it was not what the headers said
            throw MultipartReader.malformed("more bytes than announced");
        }
        monitor.paused();
        return true;
    }

    private boolean takeParts(TransportResponse response, MultipartReader parts, ByteSink file, List<FileRange> asked)
            throws TransferFailure, InterruptedException {
        boolean wanted = true;
        for (int i = 0; i < asked.size() && wanted; i++) {
            ContentRange range = parts.next();
            if (range == null) {
                throw MultipartReader.malformed("fewer parts than asked for");
            }
            if (!accept(response, file, range)) {
                return false;
            }
            if (!isExact(range, asked.get(i))) {
                if (asked.size() == 1) {
                    throw MultipartReader.malformed("another part than the one asked for");
                }
                oneByOne = true; // it joins or sorts them, as servers may
                break;
            }
            wanted = takePart(parts.body(), file, range.first(), range.last() + 1);
        }
        if (wanted && !oneByOne && parts.next() != null) {
            throw MultipartReader.malformed("more parts than asked for");
        }
        monitor.paused();
        return true;
    }

    /** Whether the part is of the file that is known; the first one makes it known. */
    private boolean accept(TransportResponse response, ByteSink file, ContentRange range)
            throws TransferFailure, InterruptedException {
        Representation now = Representation.of(range.size(), response);
        Representation present = known;
        if (present != null && !present.agreesWith(now)) {
            return false;
        }
        if (!some) {
            find(now);
            file.truncate(0);
        }
        return true;
    }

    private static boolean isExact(ContentRange range, FileRange asked) {
        return range.first() == asked.offset() && range.last() + 1 == Math.min(asked.end(), range.size());
    }

    /** Whether it was wanted to the end. */
    private boolean takePart(BodyBytes body, ByteSink file, long from, long end)
            throws TransferFailure, InterruptedException {
        monitor.receiving();
        boolean wanted = true;
        for (long position = from; position < end && wanted; ) {
            int count = body.read(buffer, (int) Math.min(buffer.length, end - position));
            file.write(buffer, count, position);
            some = true;
            wanted = monitor.filled(position, count);
            position += count;
        }
        return wanted;
    }

    /** The server has answered with the whole file, because it is another one or because it knows no better. */
    private boolean takeWhole(TransportResponse response, ByteSink file, List<FileRange> asked)
            throws TransferFailure, InterruptedException {
        Contents.requireIdentity(response);
        OptionalLong size = Contents.length(response);
        Representation now = Representation.of(size.orElse(-1), response);
        Representation present = known;
        if (some && present != null && !present.agreesWith(now)) {
            return false;
        }
        if (asked.size() > 1) {
            oneByOne = true;
            return true;
        }
        if (state.partsOnly()) {
            throw insufficient();
        }
        if (size.isEmpty()) {
            throw TransferFailure.lasting(HResult.BG_E_MISSING_FILE_SIZE, "no Content-Length", null);
        }
        find(now);
        file.truncate(0);
        monitor.receiving();
        BodyBytes body = new BodyBytes(response);
        for (long position = 0; position < now.size(); ) {
            int count = body.read(buffer, (int) Math.min(buffer.length, now.size() - position));
            file.write(buffer, count, position);
            some = true;
            monitor.filled(position, count); // nothing is sooner there by asking such a server again
            position += count;
        }
        monitor.paused();
        return true;
    }

    /** Of an empty file the server has no part either, though all of it is there then. */
    private boolean outside(TransportResponse response, List<FileRange> asked) throws TransferFailure, InterruptedException {
        if (some) {
            return false;
        }
        Matcher matcher = OUTSIDE.matcher(response.header("Content-Range").orElse(""));
        long size = matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
        if (size == 0 && asked.getFirst().equals(new FileRange(0, FileRange.TO_EOF))) {
            find(Representation.of(0, response));
            return true;
        }
        monitor.refused(asked, size);
        throw TransferFailure.lasting(HResult.BG_E_INVALID_RANGE, "a range outside of the file", null);
    }

    private static TransferFailure insufficient() {
        return TransferFailure.lasting(HResult.BG_E_INSUFFICIENT_RANGE_SUPPORT, "the server does not do parts of files", null);
    }
}
