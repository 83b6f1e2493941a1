package io.github.bits4j.embedded.transfer;

import io.github.bits4j.com.HResult;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The download of one file: one attempt, which goes on where the last one ended if the server still has the same file.
 *
 * <p>Bytes of two versions of a file are never mixed: a rest is asked for under the condition that the file is
 * unchanged (If-Range), its answer must be exactly the part that was asked for, and anything else begins anew.
 */
public final class Download {
    private final Transport transport;
    private final DownloadMonitor monitor;
    private final DownloadRules rules;

    public Download(Transport transport, DownloadMonitor monitor, DownloadRules rules) {
        this.transport = transport;
        this.monitor = monitor;
        this.rules = rules;
    }

    /** Returns when the file is complete and on the disk. */
    public void run(DownloadState state) throws TransferFailure, InterruptedException {
        try (ByteSink file = state.place().open()) {
            if (LocalCopy.isFor(state.remote())) {
                new LocalCopy(monitor, state, file, rules).run();
            } else if (state.ranges().isWhole()) {
                whole(state, file);
            } else {
                new RangedDownload(transport, monitor, state, file, rules).run();
            }
            file.force();
        }
    }

    private void whole(DownloadState state, ByteSink file) throws TransferFailure, InterruptedException {
        Representation known = state.representation();
        boolean written = known != null && rules.resumes() && file.size() >= state.position();
        boolean complete = written && state.position() == known.size();
        if (!complete && !(written && resume(state, known, file))) {
            restart(state, file);
        }
    }

    /** Whether the rest could be had; if not, nothing has been written. */
    private boolean resume(DownloadState state, Representation known, ByteSink file)
            throws TransferFailure, InterruptedException {
        long position = state.position();
        Optional<String> validator = known.ifRange();
        if (position == 0 || validator.isEmpty()) {
            return false;
        }
        Map<String, String> headers = Map.of("Range", "bytes=" + position + "-", "If-Range", validator.get());
        try (TransportResponse response = transport.send(TransportRequest.get(state.remote(), headers))) {
            monitor.answered(response.head());
            switch (response.status()) {
                case HttpStatus.PARTIAL_CONTENT -> {
                    if (!isRest(response, position, known)) {
                        return false;
                    }
                    BodyCopy copy = new BodyCopy(file, monitor, rules.limit());
                    copy.requireAllowed(known.size());
                    // What lies behind the position was never counted.
                    file.truncate(position);
                    monitor.started(known, position);
                    copy.rest(response, position, known.size());
                }
                case HttpStatus.OK -> take(state, response, file);
                case HttpStatus.RANGE_NOT_SATISFIABLE, HttpStatus.PRECONDITION_FAILED -> {
                    return false;
                }
                default -> throw HttpStatus.failure(response.status());
            }
            return true;
        }
    }

    private static boolean isRest(TransportResponse response, long position, Representation known) {
        boolean range = response.header("Content-Range")
                .flatMap(ContentRange::parse)
                .filter(part -> part.isRest(position, known.size()))
                .isPresent();
        OptionalLong length = Contents.length(response);
        boolean fits = length.isEmpty() || length.getAsLong() == known.size() - position;
        return range && fits && Contents.isIdentity(response) && known.agreesWith(response);
    }

    private void restart(DownloadState state, ByteSink file) throws TransferFailure, InterruptedException {
        TransportRequest request = new TransportRequest(rules.method(), state.remote(), Map.of(), null);
        try (TransportResponse response = transport.send(request)) {
            monitor.answered(response.head());
            if (response.status() != HttpStatus.OK) {
                throw HttpStatus.failure(response.status());
            }
            take(state, response, file);
        }
    }

    private void take(DownloadState state, TransportResponse response, ByteSink file)
            throws TransferFailure, InterruptedException {
        Contents.requireIdentity(response);
        OptionalLong length = Contents.length(response);
        BodyCopy copy = new BodyCopy(file, monitor, rules.limit());
        if (length.isEmpty() && rules.dynamic()) {
            Representation open = Representation.of(-1, response);
            monitor.started(open, 0);
            file.truncate(0);
            long size = copy.all(response);
            monitor.started(open.ofSize(size), size);
            return;
        }
        long size = length.isPresent() ? length.getAsLong() : askSize(state, response);
        copy.requireAllowed(size);
        monitor.started(Representation.of(size, response), 0);
        file.truncate(0);
        copy.rest(response, 0, size);
    }

    /** By a request of its own, while the body waits. */
    private long askSize(DownloadState state, TransportResponse content) throws TransferFailure, InterruptedException {
        TransportRequest request = new TransportRequest("HEAD", state.remote(), Map.of(), null);
        if (rules.method().equals("GET")) {
            try (TransportResponse response = transport.send(request)) {
                OptionalLong size = Contents.announcedLength(response);
                boolean same = Representation.of(-1, content).agreesWith(response);
                if (response.status() == HttpStatus.OK && size.isPresent() && same && Contents.isIdentity(response)) {
                    return size.getAsLong();
                }
            }
        }
        throw TransferFailure.lasting(HResult.BG_E_MISSING_FILE_SIZE, "no Content-Length", null);
    }
}
