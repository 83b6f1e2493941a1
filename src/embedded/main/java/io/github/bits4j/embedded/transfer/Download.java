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
    private static final int CHUNK = 64 * 1024;

    private final Transport transport;
    private final DownloadMonitor monitor;

    public Download(Transport transport, DownloadMonitor monitor) {
        this.transport = transport;
        this.monitor = monitor;
    }

    /** Returns when the file is complete and on the disk. */
    public void run(DownloadState state) throws TransferFailure, InterruptedException {
        try (PartialFile file = PartialFile.open(state.temporary())) {
            Representation known = state.representation();
            boolean written = known != null && file.size() >= state.position();
            boolean complete = written && state.position() == known.size();
            if (!complete && !(written && resume(state, known, file))) {
                restart(state, file);
            }
            file.force();
        }
    }

    /** Whether the rest could be had; if not, nothing has been written. */
    private boolean resume(DownloadState state, Representation known, PartialFile file)
            throws TransferFailure, InterruptedException {
        long position = state.position();
        Optional<String> validator = known.ifRange();
        if (position == 0 || validator.isEmpty()) {
            return false;
        }
        Map<String, String> headers = Map.of("Range", "bytes=" + position + "-", "If-Range", validator.get());
        try (TransportResponse response = transport.send(TransportRequest.get(state.remote(), headers))) {
            switch (response.status()) {
                case HttpStatus.PARTIAL_CONTENT -> {
                    if (!isRest(response, position, known)) {
                        return false;
                    }
                    // What lies behind the position was never counted.
                    file.truncate(position);
                    monitor.started(known, position);
                    copy(response, file, position, known.size());
                }
                case HttpStatus.OK -> whole(response, file);
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
        OptionalLong length = length(response);
        boolean fits = length.isEmpty() || length.getAsLong() == known.size() - position;
        return range && fits && isIdentity(response) && known.agreesWith(response);
    }

    private void restart(DownloadState state, PartialFile file) throws TransferFailure, InterruptedException {
        try (TransportResponse response = transport.send(TransportRequest.get(state.remote(), Map.of()))) {
            if (response.status() != HttpStatus.OK) {
                throw HttpStatus.failure(response.status());
            }
            whole(response, file);
        }
    }

    private void whole(TransportResponse response, PartialFile file) throws TransferFailure, InterruptedException {
        if (!isIdentity(response)) {
            throw TransferFailure.lasting(
                    HResult.BG_E_INVALID_SERVER_RESPONSE, "the server encoded the content unasked", null);
        }
        OptionalLong size = length(response);
        if (size.isEmpty()) {
            throw TransferFailure.lasting(HResult.BG_E_MISSING_FILE_SIZE, "no Content-Length", null);
        }
        monitor.started(Representation.of(size.getAsLong(), response), 0);
        file.truncate(0);
        copy(response, file, 0, size.getAsLong());
    }

    private void copy(TransportResponse response, PartialFile file, long from, long size)
            throws TransferFailure, InterruptedException {
        byte[] buffer = new byte[CHUNK];
        long position = from;
        for (int count = response.read(buffer); count >= 0; count = response.read(buffer)) {
            if (count > size - position) {
                monitor.discarded();
                throw TransferFailure.lasting(
                        HResult.BG_E_INVALID_SERVER_RESPONSE, "more bytes than the " + size + " announced", null);
            }
            file.write(buffer, count, position);
            position += count;
            monitor.advanced(position);
        }
        if (position < size) {
            throw TransferFailure.passing(
                    HResult.BG_E_CONNECTION_CLOSED, "only " + position + " of " + size + " bytes came", null);
        }
    }

    private static boolean isIdentity(TransportResponse response) {
        return response.header("Content-Encoding").map(String::strip)
                .filter(encoding -> !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity"))
                .isEmpty();
    }

    private static OptionalLong length(TransportResponse response) {
        return response.header("Content-Length").map(String::strip)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }
}
