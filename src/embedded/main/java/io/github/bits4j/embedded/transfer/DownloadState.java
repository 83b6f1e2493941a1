package io.github.bits4j.embedded.transfer;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a download stands.
 *
 * @param remote the file on the server
 * @param place where its bytes go
 * @param ranges which of its bytes
 * @param position how many of them are there
 * @param representation what they are bytes of; null before the first response
 */
public record DownloadState(
        URI remote, ByteSink.Place place, FileRanges ranges, long position, @Nullable Representation representation) {}
