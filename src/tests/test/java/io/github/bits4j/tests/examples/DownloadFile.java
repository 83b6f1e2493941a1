package io.github.bits4j.tests.examples;

import io.github.bits4j.BackgroundCopyManager;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file, and nothing left behind. */
final class DownloadFile {
    private DownloadFile() {}

    // README begins
    static void download(BackgroundCopyManager manager, URI remote, Path local) throws Exception {
        manager.download(remote, local).get(10, TimeUnit.MINUTES);
    }
    // README ends
}
