package io.github.bits4j.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * A download under way.
 *
 * @param bytes its end: how many bytes the file has; cancelling it ends the download
 * @param progress asks the service how many there are so far
 */
record FetchTransfer(CompletableFuture<Long> bytes, LongSupplier progress) {}
