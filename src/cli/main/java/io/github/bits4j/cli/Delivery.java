package io.github.bits4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The way of a download to its file. One whose SHA-256 is to be checked goes to a file beside it first, since the job gives
 * the file its name before anybody can read it; so a file that is there stays unless its replacement is right.
 */
final class Delivery implements AutoCloseable {
    private final Path file;
    private final Path jobTarget;
    private final Optional<Sha256> expected;

    private Delivery(Path file, Path jobTarget, Optional<Sha256> expected) {
        this.file = file;
        this.jobTarget = jobTarget;
        this.expected = expected;
    }

    static Delivery to(Path file, Optional<Sha256> expected) {
        Path jobTarget = expected.isPresent() ? file.resolveSibling(file.getFileName() + ".unverified") : file;
        return new Delivery(file, jobTarget, expected);
    }

    /** The local file of the job. */
    Path jobTarget() {
        return jobTarget;
    }

    /** To be called when the job is complete. */
    void deliver() throws IOException, FailedException {
        if (expected.isPresent()) {
            Sha256 actual = Sha256.of(jobTarget);
            if (!actual.equals(expected.get())) {
                throw new FailedException("the SHA-256 is %s, not %s as expected; %s was not written"
                        .formatted(actual, expected.get(), file));
            }
            Files.move(jobTarget, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Leaves nothing beside the file. */
    @Override
    public void close() throws IOException {
        if (!jobTarget.equals(file)) {
            Files.deleteIfExists(jobTarget);
        }
    }
}
