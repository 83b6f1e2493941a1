package io.github.bits4j.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the command's embedded service keeps its jobs, unless told otherwise: one place for each user. */
final class StoreDirectory {
    private StoreDirectory() {}

    static Path ofUser() {
        return ofUser(File.separatorChar == '\\', System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Path ofUser(boolean windows, Map<String, String> environment, Path home) {
        Path base = windows
                ? place(environment.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local"))
                : place(environment.get("XDG_STATE_HOME"), home.resolve(".local").resolve("state"));
        return base.resolve("bits4j");
    }

    /** A relative one is to be ignored, as the XDG base directory specification says. */
    private static Path place(@Nullable String named, Path usual) {
        return named != null && Path.of(named).isAbsolute() ? Path.of(named) : usual;
    }
}
