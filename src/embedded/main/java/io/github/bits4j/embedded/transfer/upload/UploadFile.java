package io.github.bits4j.embedded.transfer.upload;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** The local file of an upload, open for reading. */
final class UploadFile implements AutoCloseable {
    private static final int ERROR_FILE_NOT_FOUND = 2;
    private static final int ERROR_PATH_NOT_FOUND = 3;
    private static final int ERROR_READ_FAULT = 30;

    private final Path path;
    private final FileChannel channel;

    private UploadFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static UploadFile open(Path path) throws TransferFailure {
        try {
            if (Files.isDirectory(path)) {
                throw TransferFailure.local(HResult.E_ACCESSDENIED, path + " is a directory", null);
            }
            return new UploadFile(path, FileChannel.open(path, StandardOpenOption.READ));
        } catch (IOException failure) {
            throw failure("open", path, failure);
        }
    }

    /** The file that has the name now, which may be another one than what was opened. */
    FileStamp stamp() throws TransferFailure {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileStamp(attributes.size(), attributes.lastModifiedTime().toInstant());
        } catch (IOException failure) {
            throw failure("look at", path, failure);
        }
    }

    void requireUnchanged(FileStamp expected) throws TransferFailure {
        if (!stamp().equals(expected)) {
            throw changed();
        }
    }

    byte[] read(long position, int count) throws TransferFailure, InterruptedException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position()) < 0) {
                    throw changed(); // it has become shorter
                }
            }
            return buffer.array();
        } catch (ClosedByInterruptException stop) {
            throw (InterruptedException) new InterruptedException("stopped in a file operation").initCause(stop);
        } catch (IOException failure) {
            throw failure("read", path, failure);
        }
    }

    private TransferFailure changed() {
        return TransferFailure.local(HResult.BG_E_LOCAL_FILE_CHANGED, path + " was changed", null);
    }

    private static TransferFailure failure(String operation, Path path, IOException cause) {
        int hresult = switch (cause) {
            case AccessDeniedException _ -> HResult.E_ACCESSDENIED;
            case NoSuchFileException _ -> HResult.ofWin32(isInDirectory(path) ? ERROR_FILE_NOT_FOUND : ERROR_PATH_NOT_FOUND);
            default -> HResult.ofWin32(ERROR_READ_FAULT);
        };
        return TransferFailure.local(hresult, operation + " " + path + ": " + cause, cause);
    }

    private static boolean isInDirectory(Path path) {
        Path directory = path.getParent();
        return directory != null && Files.isDirectory(directory);
    }

    @Override
    public void close() throws TransferFailure {
        try {
            channel.close();
        } catch (IOException failure) {
            throw failure("close", path, failure);
        }
    }
}
