package io.github.bits4j.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobType;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.jspecify.annotations.Nullable;

/** One test's use of a service: a connection, a web server, a directory; leaves no job behind. */
public final class ServiceSession implements AutoCloseable {
    public final TestService service;
    public final BackgroundCopyManager manager;
    public final LoopbackServer server = LoopbackServer.start();
    public final Path directory;
    private final @Nullable EmbeddedService embedded;
    private final List<BackgroundCopyManager> others = new ArrayList<>();
    private final List<UUID> jobs = new ArrayList<>();

    ServiceSession(TestService service, @Nullable EmbeddedService embedded) {
        this.service = service;
        this.embedded = embedded;
        this.manager = embedded == null ? service.connectSystem() : embedded.connect();
        try {
            this.directory = Files.createTempDirectory("bits4j");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test, with the reason, where the service lacks what it needs. */
    public void require(Feature feature) {
        Assumptions.assumeFalse(service.isWines(), () -> "Wine's BITS: " + feature.wineReason());
    }

    public EmbeddedService embedded() {
        Assumptions.assumeTrue(embedded != null, "needs the embedded service");
        return embedded;
    }

    /** A second client of the same service. */
    public BackgroundCopyManager connectAgain() {
        BackgroundCopyManager other = embedded == null ? service.connectSystem() : embedded.connect();
        others.add(other);
        return other;
    }

    public BackgroundCopyJob job() {
        return job(JobType.DOWNLOAD);
    }

    public BackgroundCopyJob job(JobType type) {
        BackgroundCopyJob job = track(manager.createJob("bits4j test", type));
        job.setPriority(JobPriority.FOREGROUND);
        return job;
    }

    /** A job that was made in another way, and is to be cancelled at the end too. */
    public BackgroundCopyJob track(BackgroundCopyJob job) {
        jobs.add(job.id());
        return job;
    }

    public BackgroundCopyJob job(URI remote, String localName) {
        BackgroundCopyJob job = job();
        job.addFile(remote, directory.resolve(localName));
        return job;
    }

    public BackgroundCopyJob job(ServedFile remote, String localName) {
        return job(remote.uri(), localName);
    }

    /** A job with one small file that is there. */
    public BackgroundCopyJob smallJob() {
        String name = "small-" + UUID.randomUUID();
        return job(server.file("/" + name, LoopbackServer.bytes(10_000, 1)), name);
    }

    /** Completes a job that has a callback. Wine's service never lets go of the callback of an ended job: it is cleared before. */
    public void complete(BackgroundCopyJob job) {
        clearForWine(job);
        job.complete();
    }

    /** As {@link #complete}. */
    public void cancel(BackgroundCopyJob job) {
        clearForWine(job);
        job.cancel();
    }

    /**
     * Lets a notification come to its end before its callback is cleared: Wine's service does not hold the callback while it
     * calls it, and crashes or hangs if it is taken away meanwhile.
     */
    public void settle() {
        if (service.isWines()) {
            try {
                Thread.sleep(250);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void clearForWine(BackgroundCopyJob job) {
        if (service.isWines()) {
            settle();
            try (BackgroundCopyManager cleaner = service.connectSystem()) {
                cleaner.getJob(job.id()).clearNotifyInterface();
            }
        }
    }

    @Override
    public void close() {
        settle();
        try {
            jobs.forEach(this::end);
        } finally {
            others.forEach(BackgroundCopyManager::close);
            manager.close();
            if (embedded != null) {
                embedded.close();
                Await.until("the embedded service to let go", () ->
                        embedded.counts().equals(new EmbeddedService.Counts(0, 0)));
                assertThat(embedded.counts()).isEqualTo(new EmbeddedService.Counts(0, 0));
            }
            server.close();
            delete(directory);
        }
    }

    private void end(UUID id) {
        if (embedded != null && embedded.isClosed()) {
            return;
        }
        try (BackgroundCopyManager cleaner = embedded == null ? service.connectSystem() : embedded.connect()) {
            cleaner.findJob(id).ifPresent(job -> {
                if (!job.state().isFinal()) {
                    job.clearNotifyInterface();
                    job.cancel();
                }
            });
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
