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
            default -> HResult.ofWin32(isDiskFull(cause) ? ERROR_DISK_FULL : ERROR_WRITE_FAULT);
        };
    }

    /** The JDK has no exception of its own for it: only the system's text tells. */
    private static boolean isDiskFull(IOException cause) {
        @Nullable String text = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
        String words = text == null ? "" : text.toLowerCase(Locale.ROOT);
        return words.contains("no space left")
                || words.contains("not enough space")
                || words.contains("disk quota exceeded");
    }
}
