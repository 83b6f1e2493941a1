package io.github.bits4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory that goes away, with all that is in it. */
final class TemporaryDirectory implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path path;

    TemporaryDirectory() {
        try {
            path = Files.createTempDirectory("bits4j-testkit-").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    /** A transfer that was stopped may still have its file open, or make one: that is waited for. */
    @Override
    public void close() {
        @Nullable IOException[] failure = new IOException[1];
        boolean gone = Await.within(PATIENCE, () -> {
            failure[0] = delete();
            return failure[0] == null;
        });
        if (!gone && failure[0] != null) {
            throw new UncheckedIOException(path + " could not be deleted", failure[0]);
        }
    }

    private @Nullable IOException delete() {
        try {
            for (Path entry : entries()) {
                Files.deleteIfExists(entry);
            }
            return null;
        } catch (IOException e) {
            return e;
        } catch (UncheckedIOException e) {
            return e.getCause();
        }
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> walk = Files.walk(path)) {
            return walk.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException gone) {
            return List.of();
        }
    }
}
