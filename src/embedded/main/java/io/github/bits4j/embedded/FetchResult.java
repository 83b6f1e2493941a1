package io.github.bits4j.embedded;

import java.nio.file.Path;
import java.util.List;

/**
 * A file that has come.
 *
 * @param file where it is
 * @param route which route got it
 * @param bytes how many bytes it has
 * @param failures why the routes before did not get it, in their order
 */
public record FetchResult(Path file, FetchRoute route, long bytes, List<FetchFailure> failures) {
    /** Copies the list. */
    public FetchResult {
        failures = List.copyOf(failures);
    }
}
