package io.github.bits4j.embedded;

import java.io.Serial;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** No route got the file. The cause is the last one's failure; those before are suppressed exceptions of this one. */
public final class FetchException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<FetchFailure> failures;

    FetchException(URI remote, List<FetchFailure> failures) {
        super(failures.stream().map(FetchFailure::toString)
                .collect(Collectors.joining("; ", remote + " could not be fetched. ", "")), failures.getLast().cause());
        this.failures = List.copyOf(failures);
        failures.subList(0, failures.size() - 1).forEach(failure -> addSuppressed(failure.cause()));
    }

    /** Each route's failure, in their order; the last one's is the last. Routes behind it were not tried. */
    public List<FetchFailure> failures() {
        return failures;
    }
}
