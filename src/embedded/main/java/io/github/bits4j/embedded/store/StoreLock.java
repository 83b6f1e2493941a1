package io.github.bits4j.embedded.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Holds a store's directory for one service; the system lets go of it when the process ends, in whatever way. */
final class StoreLock implements Closeable {
    /**
     * POSIX takes a process's locks away as soon as it closes any descriptor of the file. So a channel that found the file
     * locked by this process must stay open, or another process could have the store too.
     */
    private static final List<FileChannel> NEVER_CLOSED = new CopyOnWriteArrayList<>();

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    static StoreLock of(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve("lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                Directories.owner("rw-------"));
        try {
            if (channel.tryLock() != null) {
                return new StoreLock(channel);
            }
        } catch (OverlappingFileLockException ours) {
            NEVER_CLOSED.add(channel);
            throw new LockedStoreException(directory);
        } catch (IOException | RuntimeException | Error failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        throw new LockedStoreException(directory);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
