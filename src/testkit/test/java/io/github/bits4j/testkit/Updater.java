package io.github.bits4j.testkit;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobType;
import java.net.URI;
import java.nio.file.Path;

/** Stands for a program that is tested with the testkit. */
final class Updater {
    private Updater() {}

    static BackgroundCopyJob start(BackgroundCopyManager manager, URI source, Path target) {
        BackgroundCopyJob job = manager.createJob("update", JobType.DOWNLOAD);
        job.addFile(source, target);
        job.resume();
        return job;
    }
}
