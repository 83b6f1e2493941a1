package io.github.bits4j.testkit;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobState;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.embedded.EmbeddedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All that a test of a program with transfers needs: an embedded service of its own, a clock to advance, a web server with faults
 * and a temporary directory.
 *
 * <p>The service's time is {@link #clock()}'s and stands still: retry delays, timeouts and the intervals of notifications pass
 * when the clock is advanced. Transfers themselves are real, and take the time they take ({@link #awaitState}); so is the time
 * that the service waits for a silent server. The library's own time, such as that of stall timeouts and polls, is real too.
 */
public final class BitsTestKit implements AutoCloseable {
    private final TemporaryDirectory root = new TemporaryDirectory();
    private final LoopbackServer server = LoopbackServer.start();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ManualClock clock;
    private final EmbeddedService service;
    private final BackgroundCopyManager manager;
    private final Path directory;

    private BitsTestKit(ServiceKind kind, ManualClock clock) {
        this.clock = clock;
        this.directory = directory(root.path().resolve("files"));
        this.service = EmbeddedService.inMemory(kind, clock);
        this.manager = service.connect();
    }

    /** Starts a service that behaves as BITS does. */
    public static BitsTestKit start() {
        return start(ServiceKind.BITS);
    }

    /** Starts a service that behaves as the given one does. */
    public static BitsTestKit start(ServiceKind kind) {
        return start(kind, new ManualClock());
    }

    /** The same, by that clock. */
    public static BitsTestKit start(ServiceKind kind, ManualClock clock) {
        return new BitsTestKit(kind, clock);
    }

    /** A client of the service; closed with the testkit, if the program under test has not closed it. */
    public BackgroundCopyManager manager() {
        return manager;
    }

    /**
     * The service, to connect more clients, who close their managers themselves. It may be closed, to see what clients make
     * of that.
     */
    public EmbeddedService service() {
        return service;
    }

    /** The time that the service lives by. */
    public ManualClock clock() {
        return clock;
    }

    /** The web server to download from. */
    public LoopbackServer server() {
        return server;
    }

    /** A directory to download to; empty at first, and deleted in the end. */
    public Path directory() {
        return directory;
    }

    /**
     * Waits until the job is in that state.
     *
     * @throws AssertionError if it is not within a minute; it says what the job's state and error are instead
     */
    public void awaitState(BackgroundCopyJob job, JobState state) {
        try {
            Await.until("state " + state, () -> job.state() == state);
        } catch (AssertionError e) {
            throw new AssertionError("%s; the job is %s%s".formatted(e.getMessage(), job.state(),
                    job.readError().map(error -> ": " + error).orElse("")), e);
        }
    }

    /**
     * Ends service and server and deletes the directory; jobs end with it. A second time it does nothing.
     *
     * @throws AssertionError if clients other than {@link #manager()} still hold notify interfaces registered or interface
     *     pointers: what a program leaves behind that way would stay with the system's service
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        Leaks leaks = new Leaks();
        try (root; server) {
            manager.close();
            leaks.close(service);
        }
        leaks.report();
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectory(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
