package io.github.bits4j.tests.support;

import io.github.bits4j.NotifyCommandLine;
import io.github.bits4j.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that leaves a line in a file each time it is run. */
public final class Marker {
    private final Path file;

    public Marker(ServiceSession session) {
        this.file = session.directory.resolve("the marker");
    }

    public NotifyCommandLine commandLine() {
        if (!TestService.WINDOWS) {
            return new NotifyCommandLine(Path.of("/bin/sh"), "/bin/sh -c \"echo run >> '" + file + "'\"");
        }
        // Its own quoting: the whole command in quotes, those within as they are.
        return new NotifyCommandLine(Path.of(System.getenv("ComSpec")), "cmd.exe /c \"echo run>>\"" + file + "\"\"");
    }

    /** How often it was run. */
    public int runs() {
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void awaitRun() {
        Await.until("the program", () -> runs() > 0);
    }
}
