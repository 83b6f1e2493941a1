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
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All that a test of a program with transfers needs: an embedded service of its own, a clock to advance, a web server with faults
 * and a temporary directory.
 *
 * <p>The service's time is {@link #clock()}'s and stands still: retry delays, timeouts and the intervals of notifications pass
 * when the clock is advanced. Transfers themselves are real, and take the time they take ({@link #awaitState}); so is the time
 * that the service waits for a silent server. The library's own time, such as that of stall timeouts and polls, is real too.
 *
 * <p>A service of {@link #start()} keeps its jobs in memory. One of {@link #startStored()} keeps them in a directory, as a service
 * that was opened with one does, and can be ended and started again: {@link #restart()}. It is slower, since each change is
 * forced to the disk.
 */
public final class BitsTestKit implements AutoCloseable {
    private final TemporaryDirectory root = new TemporaryDirectory();
    private final LoopbackServer server = LoopbackServer.start();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ManualClock clock;
    private final ServiceKind kind;
    private final boolean stored;
    private final Path directory;
    private volatile EmbeddedService service;
    private volatile BackgroundCopyManager manager;

    private BitsTestKit(ServiceKind kind, ManualClock clock, boolean stored) {
        this.clock = clock;
        this.kind = kind;
        this.stored = stored;
        this.directory = directory(root.path().resolve("files"));
        this.service = open();
        this.manager = service.connect();
    }

    private EmbeddedService open() {
        try {
            return stored ? EmbeddedService.open(root.path().resolve("store"), kind, clock) : EmbeddedService.inMemory(kind, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return new BitsTestKit(kind, clock, false);
    }

    /** Starts a service that behaves as BITS does and can be started again, with its jobs. */
    public static BitsTestKit startStored() {
        return startStored(ServiceKind.BITS);
    }

    /** Starts a service that behaves as the given one does and can be started again, with its jobs. */
    public static BitsTestKit startStored(ServiceKind kind) {
        return startStored(kind, new ManualClock());
    }

    /** The same, by that clock. */
    public static BitsTestKit startStored(ServiceKind kind, ManualClock clock) {
        return new BitsTestKit(kind, clock, true);
    }

    /** As {@link #restart(Duration)}, in no time. */
    public void restart() {
        restart(Duration.ZERO);
    }

    /**
     * Ends the service and starts another one with its jobs, as when a program ends and is started again; clock, server and
     * directory stay. Whoever is connected to the service that ended gets RPC_S_SERVER_UNAVAILABLE; {@link #manager()} and
     * {@link #service()} are new ones. What clients of the old one have not released is not asked: it would have gone with their
     * process.
     *
     * @param away how long there is no service: the clock advances by that meanwhile
     * @throws IllegalStateException if the service keeps its jobs in memory, or the testkit is closed
     */
    public synchronized void restart(Duration away) {
        if (!stored) {
            throw new IllegalStateException("jobs in memory do not survive a restart; begin with BitsTestKit.startStored()");
        }
        if (closed.get()) {
            throw new IllegalStateException("the testkit is closed");
        }
        manager.close();
        service.close();
        clock.advance(away);
        service = open();
        manager = service.connect();
    }

    /** A client of the service; closed with the testkit, if the program under test has not closed it. */
    public BackgroundCopyManager manager() {
        return manager;
    }

    /**
     * The service, to connect more clients, who close their managers themselves. It may be closed, to see what clients make
     * of that; {@link #restart()} starts another one then too.
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
    public synchronized void close() {
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
