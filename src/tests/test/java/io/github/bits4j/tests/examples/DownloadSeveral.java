package io.github.bits4j.tests.examples;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.FileInfo;
import io.github.bits4j.TransferOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Several files: all of them, or an exception. */
final class DownloadSeveral {
    private DownloadSeveral() {}

    // README begins
    static void download(BackgroundCopyManager manager, List<FileInfo> files) throws Exception {
        try (BackgroundCopyJob job = manager.newJob("several files").files(files).start()) {
            TransferOptions options = TransferOptions.defaults().completing().cancellingOnFailure();
            job.whenTransferred(options).get(1, TimeUnit.HOURS);
        }
    }
    // README ends
}
