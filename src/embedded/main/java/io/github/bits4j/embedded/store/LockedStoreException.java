package io.github.bits4j.embedded.store;

import java.io.IOException;
import java.nio.file.Path;

/** Another service, of this process or another, has the store open. */
public final class LockedStoreException extends IOException {
    private static final long serialVersionUID = 1L;

    LockedStoreException(Path directory) {
        super(directory + " is in use");
    }
}
