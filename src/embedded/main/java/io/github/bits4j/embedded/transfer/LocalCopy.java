package io.github.bits4j.embedded.transfer;

import io.github.bits4j.com.HResult;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The "download" of a file that a path leads to, of this machine or, on Windows, of a server's share. */
final class LocalCopy {
    private static final int ERROR_FILE_NOT_FOUND = 2;
    private static final int ERROR_READ_FAULT = 30;

    private final DownloadMonitor monitor;
    private final DownloadState state;
    private final ByteSink file;
    private final DownloadRules rules;

    LocalCopy(DownloadMonitor monitor, DownloadState state, ByteSink file, DownloadRules rules) {
        this.monitor = monitor;
        this.state = state;
        this.file = file;
        this.rules = rules;
    }

    static boolean isFor(URI remote) {
        return "file".equalsIgnoreCase(remote.getScheme());
    }

    void run() throws TransferFailure, InterruptedException {
        Path source = Path.of(state.remote());
        try (FileChannel channel = FileChannel.open(source, StandardOpenOption.READ)) {
            Representation now = look(source);
            Representation known = state.representation();
            boolean same = now.equals(known) && file.size() >= state.position();
            new BodyCopy(file, monitor, rules.limit()).requireAllowed(now.size());
            copy(channel, now, same ? state.position() : 0);
            if (!now.equals(look(source))) {
                monitor.discarded();
                throw TransferFailure.passing(HResult.BG_E_REMOTE_FILE_CHANGED, "the file changed while it was read", null);
            }
        } catch (ClosedByInterruptException stop) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("stopped in a file operation").initCause(stop);
        } catch (IOException failure) {
            throw TransferFailure.lasting(code(failure), "read " + source + ": " + failure, failure);
        }
    }

    private void copy(FileChannel channel, Representation source, long from)
            throws IOException, TransferFailure, InterruptedException {
        monitor.started(source, from);
        file.truncate(from);
        ByteBuffer buffer = ByteBuffer.allocate(BodyCopy.CHUNK);
        long position = from;
        while (position < source.size()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), source.size() - position));
            int count = channel.read(buffer, position);
            if (count < 0) {
                return; // shorter than it was: the look that follows finds it changed
            }
            file.write(buffer.array(), count, position);
            position += count;
            monitor.advanced(position);
        }
    }

    /** The time stamp twice: to the second as a server would tell it, and in full in the place of an entity tag. */
    private static Representation look(Path source) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(source, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new NoSuchFileException(source.toString(), null, "not a file");
        }
        String stamp = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                attributes.lastModifiedTime().toInstant().atOffset(ZoneOffset.UTC));
        return new Representation(attributes.size(), '"' + attributes.lastModifiedTime().toString() + '"', stamp, false);
    }

    private static int code(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> HResult.ofWin32(ERROR_FILE_NOT_FOUND);
            case AccessDeniedException _ -> HResult.E_ACCESSDENIED;
            default -> HResult.ofWin32(ERROR_READ_FAULT);
        };
    }
}
