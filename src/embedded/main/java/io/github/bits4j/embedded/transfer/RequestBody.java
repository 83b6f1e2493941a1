package io.github.bits4j.embedded.transfer;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * The bytes that a request sends.
 *
 * @param length how many there are
 * @param source opens them from the first one; called again if the request must be repeated
 */
public record RequestBody(long length, Supplier<? extends InputStream> source) {}
