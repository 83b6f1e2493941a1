package io.github.bits4j.embedded.transfer;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a download by parts stands.
 *
 * @param remote the file on the server
 * @param place where its bytes go, each to its offset
 * @param filled which of them are there
 * @param representation what they are bytes of; null if that is unknown
 * @param partsOnly whether a server that has no ranges is an error; otherwise the file may come as a whole
 */
public record DemandState(
        URI remote, ByteSink.Place place, RangeSet filled, @Nullable Representation representation, boolean partsOnly) {}
