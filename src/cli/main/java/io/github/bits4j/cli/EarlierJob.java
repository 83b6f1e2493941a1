package io.github.bits4j.cli;

import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobType;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the job of a {@code get} that did not come to its end. Whatever else is in the store is left alone. */
final class EarlierJob {
    private EarlierJob() {}

    /** The job of that name with just this file; the caller closes it. */
    static Optional<BackgroundCopyJob> find(BackgroundCopyManager manager, String name, URI url, Path target) {
        Optional<BackgroundCopyJob> found = Optional.empty();
        for (BackgroundCopyJob job : manager.jobs()) {
            if (found.isEmpty() && job.displayName().equals(name) && job.type() == JobType.DOWNLOAD && isOf(job, url, target)) {
                found = Optional.of(job);
            } else {
                job.close();
            }
        }
        return found;
    }

    private static boolean isOf(BackgroundCopyJob job, URI url, Path target) {
        List<BackgroundCopyFile> files = job.files();
        try {
            return files.size() == 1
                    && files.getFirst().remoteName().equals(url.toString())
                    && files.getFirst().localName().equals(target.toString());
        } finally {
            files.forEach(BackgroundCopyFile::close);
        }
    }
}
