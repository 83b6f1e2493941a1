package io.github.bits4j.embedded.transfer;

import io.github.bits4j.com.HResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The download of parts of a file. All of them are of one state of the file; if it changes, they are fetched anew. */
final class RangedDownload {
    private final Transport transport;
    private final DownloadMonitor monitor;
    private final DownloadState state;
    private final ByteSink file;
    private final BodyCopy copy;
    private final boolean oneByOne;
    private @Nullable Representation known;
    private long position;

    RangedDownload(
            Transport transport, DownloadMonitor monitor, DownloadState state, ByteSink file, DownloadRules rules) {
        this.transport = transport;
        this.monitor = monitor;
        this.state = state;
        this.file = file;
        this.copy = new BodyCopy(file, monitor, rules.limit());
        this.oneByOne = rules.oneByOne();
    }

    void run() throws TransferFailure, InterruptedException {
        Representation before = state.representation();
        if (before != null && file.size() >= state.position()) {
            known = before;
            position = state.position();
            if (position < state.ranges().total(before.size()) && before.ifRange().isEmpty()) {
                forget(); // a rest could be that of another state of the file
            }
        }
        if (!fetchAll()) {
            forget();
            if (!fetchAll()) {
                throw TransferFailure.passing(
                        HResult.BG_E_REMOTE_FILE_CHANGED, "the file changes faster than it can be fetched", null);
            }
        }
    }

    private void forget() {
        known = null;
        position = 0;
    }

    /** False if the file is no longer what it was. */
    private boolean fetchAll() throws TransferFailure, InterruptedException {
        while (true) {
            Representation present = known;
            if (present != null && position >= state.ranges().total(present.size())) {
                return true;
            }
            if (present != null && present.etag() == null && present.lastModified() == null && position > 0) {
                throw TransferFailure.lasting(HResult.BG_E_INSUFFICIENT_HTTP_SUPPORT,
                        "nothing tells whether the file stays the same between requests", null);
            }
            List<FileRange> rest = state.ranges().after(position, present == null ? -1 : present.size());
            if (!fetch(oneByOne ? rest.subList(0, 1) : RangeRequest.portion(rest), present)) {
                return false;
            }
        }
    }

    private boolean fetch(List<FileRange> batch, @Nullable Representation present)
            throws TransferFailure, InterruptedException {
        try (TransportResponse response = transport.send(RangeRequest.of(state.remote(), batch, present))) {
            monitor.answered(response.head());
            switch (response.status()) {
                case HttpStatus.PARTIAL_CONTENT -> {
                    Contents.requireIdentity(response);
                    return take(response, batch);
                }
                case HttpStatus.OK -> {
                    // Known validators that did not hold bring the whole file; without any the server cannot do parts.
                    long size = Contents.length(response).orElse(-1);
                    if (present != null && !present.agreesWith(Representation.of(size, response))) {
                        return false;
                    }
                    throw TransferFailure.lasting(
                            HResult.BG_E_INSUFFICIENT_RANGE_SUPPORT, "the whole file instead of a part", null);
                }
                case HttpStatus.PRECONDITION_FAILED -> {
                    return false;
                }
                case HttpStatus.RANGE_NOT_SATISFIABLE -> {
                    if (present != null) {
                        return false; // its parts were all within it before
                    }
                    throw outside();
                }
                default -> throw HttpStatus.failure(response.status());
            }
        }
    }

    private boolean take(TransportResponse response, List<FileRange> batch) throws TransferFailure, InterruptedException {
        Optional<MultipartReader> parts = MultipartReader.of(response);
        if (parts.isPresent()) {
            return takeParts(response, parts.get(), batch);
        }
        ContentRange range = response.header("Content-Range")
                .flatMap(ContentRange::parse)
                .orElseThrow(() -> MultipartReader.malformed("a part without its range"));
        if (!accept(response, range)) {
            return false;
        }
        if (batch.size() > 1) {
            throw MultipartReader.malformed("one part instead of " + batch.size());
        }
        require(range, batch.getFirst());
        BodyBytes body = new BodyBytes(response);
        takePart(body, range);
        if (!body.isAtEnd()) {
            monitor.discarded();
            throw MultipartReader.malformed("more bytes than announced");
        }
        return true;
    }

    private boolean takeParts(TransportResponse response, MultipartReader parts, List<FileRange> batch)
            throws TransferFailure, InterruptedException {
        for (FileRange asked : batch) {
            ContentRange range = parts.next();
            if (range == null) {
                throw MultipartReader.malformed("fewer parts than asked for");
            }
            if (!accept(response, range)) {
                return false;
            }
            require(range, asked);
            takePart(parts.body(), range);
        }
        if (parts.next() != null) {
            throw MultipartReader.malformed("more parts than asked for");
        }
        return true;
    }

    /** Whether the part is of the file that is known; the first one makes it known. */
    private boolean accept(TransportResponse response, ContentRange range) throws TransferFailure, InterruptedException {
        Representation now = Representation.of(range.size(), response);
        Representation present = known;
        if (present != null && !present.agreesWith(now)) {
            return false;
        }
        if (!state.ranges().areWithin(range.size())) {
            throw outside();
        }
        copy.requireAllowed(state.ranges().total(range.size()));
        if (present == null) {
            known = now;
            file.truncate(0);
        }
        return true;
    }

    private static void require(ContentRange range, FileRange asked) throws TransferFailure {
        boolean exact = range.first() == asked.offset() && range.last() + 1 == asked.offset() + asked.length(range.size());
        if (!exact) {
            throw MultipartReader.malformed("another part than the one asked for");
        }
    }

    private void takePart(BodyBytes body, ContentRange range) throws TransferFailure, InterruptedException {
        Representation present = known;
        if (present != null) {
            monitor.started(present, position);
        }
        long length = range.last() - range.first() + 1;
        copy.part(body, position, length);
        position += length;
    }

    private static TransferFailure outside() {
        return TransferFailure.lasting(HResult.BG_E_INVALID_RANGE, "a range outside of the file", null);
    }
}
