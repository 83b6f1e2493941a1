package io.github.bits4j.embedded;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Another service, in this process or another one, has the store open: one at a time can. */
public final class StoreInUseException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    StoreInUseException(Path directory, Throwable cause) {
        super(directory.toString(), null, "another embedded service has this store open");
        initCause(cause);
    }
}
