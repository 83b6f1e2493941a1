package io.github.bits4j.embedded.transfer;

import io.github.bits4j.com.HResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A file on its way: the temporary file beside its destination, open for writing. */
public final class PartialFile implements ByteSink {
    private static final System.Logger LOG = System.getLogger(PartialFile.class.getName());

    private final Path path;
    private final FileChannel channel;

    private PartialFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** A name that a temporary file of {@code destination} may have: {@code BIT1A2B3C4D.tmp} in the same directory. */
    public static Path propose(Path destination) {
        // Eight digits, so that a stored name is all but certain not to be somebody else's, even if he names files likewise.
        String digits = HexFormat.of().withUpperCase().toHexDigits(ThreadLocalRandom.current().nextInt());
        return destination.resolveSibling("BIT" + digits + ".tmp");
    }

    /** Makes the file; false if there is one of that name, which is somebody else's. */
    public static boolean create(Path path) throws TransferFailure {
        try {
            Files.createFile(path);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        } catch (IOException failure) {
            throw LocalFailures.of("create " + path, failure);
        }
    }

    /** The file as a place of bytes; it is made anew if somebody has deleted it. */
    public static ByteSink.Place at(Path path) {
        return () -> open(path);
    }

    private static PartialFile open(Path path) throws TransferFailure {
        try {
            return new PartialFile(path, FileChannel.open(
                    path, StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException failure) {
            throw LocalFailures.of("open " + path, failure);
        }
    }

    /** Gives a complete file its name, in one step, instead of any file that has it. */
    public static void publish(Path temporary, Path destination, @Nullable Instant modified) throws TransferFailure {
        try {
            if (Files.isDirectory(destination)) {
                throw TransferFailure.local(HResult.E_ACCESSDENIED, destination + " is a directory", null);
            }
            if (modified != null) {
                Files.setLastModifiedTime(temporary, FileTime.from(modified));
            }
            Files.move(temporary, destination, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw LocalFailures.of("rename " + temporary + " to " + destination, failure);
        }
    }

    /** Deletes the file if there is one; false if it is still there. */
    public static boolean delete(Path path) {
        try {
            Files.deleteIfExists(path);
            return true;
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "temporary file " + path + " stays", failure);
            return false;
        }
    }

    @Override
    public long size() throws TransferFailure, InterruptedException {
        long[] size = new long[1];
        perform("size of", () -> size[0] = channel.size());
        return size[0];
    }

    @Override
    public void truncate(long size) throws TransferFailure, InterruptedException {
        perform("truncate", () -> channel.truncate(size));
    }

    @Override
    public void write(byte[] bytes, int count, long position) throws TransferFailure, InterruptedException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        perform("write", () -> {
            while (buffer.hasRemaining()) {
                channel.write(buffer, position + buffer.position());
            }
        });
    }

    @Override
    public void force() throws TransferFailure, InterruptedException {
        perform("flush", () -> channel.force(true));
    }

    @Override
    public void close() throws TransferFailure {
        try {
            channel.close();
        } catch (IOException failure) {
            throw LocalFailures.of("close " + path, failure);
        }
    }

    private interface Operation {
        void run() throws IOException;
    }

    private void perform(String what, Operation operation) throws TransferFailure, InterruptedException {
        try {
            operation.run();
        } catch (ClosedByInterruptException stop) {
            throw (InterruptedException) new InterruptedException("stopped in a file operation").initCause(stop);
        } catch (IOException failure) {
            throw LocalFailures.of(what + " " + path, failure);
        }
    }
}
