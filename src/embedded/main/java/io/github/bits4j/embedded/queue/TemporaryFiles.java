package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.store.Directories;
import io.github.bits4j.embedded.transfer.LocalFailures;
import io.github.bits4j.embedded.transfer.PartialFile;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a queue does with temporary files, step by step: tests end the process between any two. */
interface TemporaryFiles {
    TemporaryFiles REAL = new TemporaryFiles() {};

    /** How often a running transfer is forced to the disk, in nanoseconds. */
    default long forceInterval() {
        return TimeUnit.SECONDS.toNanos(1);
    }

    /** As {@link PartialFile#create}. */
    default boolean create(Path path) throws TransferFailure {
        return PartialFile.create(path);
    }

    /** Returns when the bytes written so far, by whatever channel, are on the disk. */
    default void force(Path path) throws TransferFailure, InterruptedException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (ClosedByInterruptException stop) {
            throw (InterruptedException) new InterruptedException("stopped while forcing").initCause(stop);
        } catch (IOException failure) {
            throw LocalFailures.of("flush " + path, failure);
        }
    }

    /** As {@link PartialFile#publish}. */
    default void publish(Path temporary, Path destination, @Nullable Instant modified) throws TransferFailure {
        PartialFile.publish(temporary, destination, modified);
    }

    /** Returns when the names in the file's directory are on the disk. */
    default void forceNames(Path file) throws TransferFailure {
        try {
            Directories.force(file.getParent());
        } catch (IOException failure) {
            throw LocalFailures.of("flush the directory of " + file, failure);
        }
    }

    /** As {@link PartialFile#delete}. */
    default boolean delete(Path path) {
        return PartialFile.delete(path);
    }
}
