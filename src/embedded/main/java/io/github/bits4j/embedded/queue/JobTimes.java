package io.github.bits4j.embedded.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When things happened to a job.
 *
 * @param transferred when all files had been transferred; null before
 */
public record JobTimes(Instant created, Instant modified, @Nullable Instant transferred) {}
