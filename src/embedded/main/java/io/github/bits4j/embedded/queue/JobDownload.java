package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.transfer.Download;
import io.github.bits4j.embedded.transfer.DownloadRules;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.net.URI;
import java.nio.file.Path;

/** The downloads of one turn of a job. For the turn's thread. */
final class JobDownload {
    private final Engine engine;
    private final Job job;
    private final TransferRun run;
    private final JobSession session;

    JobDownload(Engine engine, Job job, TransferRun run, JobSession session) {
        this.engine = engine;
        this.job = job;
        this.run = run;
        this.session = session;
    }

    /** Returns when the file is complete. */
    void run(JobFile file, Path target) throws TransferFailure, InterruptedException {
        URI home = engine.lock.call(() -> file.home);
        DownloadRules rules = engine.lock.call(() -> rules(file));
        new Download(session.open().downloads(home, run::redirected), run, rules).run(file.download(target));
    }

    private DownloadRules rules(JobFile file) {
        String method = job.data.method;
        long maximum = job.data.traits.maximumSize();
        long others = job.data.files.stream()
                .filter(other -> other != file && other.transferred)
                .mapToLong(other -> other.position)
                .sum();
        return new DownloadRules(
                method == null || job.data.isUpload() ? "GET" : method,
                job.data.traits.dynamicContent(),
                maximum == 0 ? Long.MAX_VALUE : Math.max(0, maximum - others));
    }
}
