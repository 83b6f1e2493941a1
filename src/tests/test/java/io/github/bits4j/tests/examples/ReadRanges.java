package io.github.bits4j.tests.examples;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.FileRange;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Parts of a file. */
final class ReadRanges {
    private ReadRanges() {}

    // README begins
    static BackgroundCopyJob start(BackgroundCopyManager manager, URI remote, Path local) {
        return manager.newJob("the end of a file")
                .file(remote, local, List.of(FileRange.from(99_000)))
                .start();
    }
    // README ends
}
