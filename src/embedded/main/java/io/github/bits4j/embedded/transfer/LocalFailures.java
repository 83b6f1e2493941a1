package io.github.bits4j.embedded.transfer;

import io.github.bits4j.com.HResult;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a failing file operation would have been on Windows. */
public final class LocalFailures {
    private static final int ERROR_PATH_NOT_FOUND = 3;
    private static final int ERROR_WRITE_PROTECT = 19;
    private static final int ERROR_WRITE_FAULT = 29;
    private static final int ERROR_FILE_EXISTS = 80;
    private static final int ERROR_DISK_FULL = 112;

    private LocalFailures() {}

    public static TransferFailure of(String operation, IOException cause) {
        return TransferFailure.local(code(cause), operation + ": " + cause, cause);
    }

    private static int code(IOException cause) {
        return switch (cause) {
            case AccessDeniedException _ -> HResult.E_ACCESSDENIED;
            case NoSuchFileException _ -> HResult.ofWin32(ERROR_PATH_NOT_FOUND);
            case FileAlreadyExistsException _ -> HResult.ofWin32(ERROR_FILE_EXISTS);
            case IOException wrapper when wrapper.getCause() instanceof IOException inner -> code(inner);
            default -> HResult.ofWin32(error(cause));
        };
    }

    /** The JDK has no exceptions of its own for these: only the system's text tells. */
    private static int error(IOException cause) {
        @Nullable String text = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
        String words = text == null ? "" : text.toLowerCase(Locale.ROOT);
        boolean full = words.contains("no space left")
                || words.contains("not enough space")
                || words.contains("disk quota exceeded");
        boolean readOnly = words.contains("read-only file system") || words.contains("write protected");
        return full ? ERROR_DISK_FULL : readOnly ? ERROR_WRITE_PROTECT : ERROR_WRITE_FAULT;
    }
}
