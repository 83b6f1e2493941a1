package io.github.bits4j.embedded.transfer.upload;

import java.time.Instant;

/**
 * What a local file is known by: another size or time means that it was changed.
 *
 * @param size in bytes
 * @param modified when it was last written
 */
public record FileStamp(long size, Instant modified) {}
