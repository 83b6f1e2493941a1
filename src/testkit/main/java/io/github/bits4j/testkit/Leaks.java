package io.github.bits4j.testkit;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.embedded.EmbeddedService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What clients of a service have not let go of at the end of a test. */
final class Leaks {
    /** What other threads of a client let go of may come a little late. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final List<String> found = new ArrayList<>();

    /** Closes the service; the testkit's own manager is closed already, so what is left is somebody else's. */
    void close(EmbeddedService service) {
        if (!service.isClosed() && !Await.within(PATIENCE, () -> service.counts().callbacks() == 0)) {
            found.add("notify interfaces that are still registered: %d (%s)"
                    .formatted(service.counts().callbacks(), String.join(", ", jobsWithCallbacks(service))));
        }
        service.close();
        if (!Await.within(PATIENCE, () -> service.counts().objects() == 0)) {
            found.add("interface pointers that were not released: " + service.counts().objects());
        }
    }

    private static List<String> jobsWithCallbacks(EmbeddedService service) {
        List<String> names = new ArrayList<>();
        try (BackgroundCopyManager observer = service.connect()) {
            for (BackgroundCopyJob job : observer.jobs()) {
                Optional<ComPointer> callback = job.notifyInterface();
                if (callback.isPresent()) {
                    callback.get().close();
                    names.add("job \"%s\", %s".formatted(job.displayName(), job.state()));
                }
            }
        }
        return names;
    }

    /** @throws AssertionError if there are any */
    void report() {
        if (!found.isEmpty()) {
            throw new AssertionError("left over by clients of the service, who must close their managers: "
                    + String.join("; ", found));
        }
    }
}
