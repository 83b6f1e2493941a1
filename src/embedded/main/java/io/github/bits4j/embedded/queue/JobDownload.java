package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.transfer.Download;
import io.github.bits4j.embedded.transfer.DownloadRules;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.session.HttpOptions;
import io.github.bits4j.embedded.transfer.session.HttpSession;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The downloads of one turn of a job, by the settings that it has at the turn's beginning. For the turn's thread. */
final class JobDownload {
    private final Engine engine;
    private final Job job;
    private final TransferRun run;
    private @Nullable HttpSession session;

    JobDownload(Engine engine, Job job, TransferRun run) {
        this.engine = engine;
        this.job = job;
        this.run = run;
    }

    /** Returns when the file is complete. */
    void run(JobFile file, Path target) throws TransferFailure, InterruptedException {
        HttpSession present = session;
        if (present == null) {
            engine.costs.pass(job);
            HttpOptions options = engine.lock.call(() -> job.data.http);
            present = new HttpSession(engine.transport, options, engine.hooks.certificates());
            session = present;
        }
        URI home = engine.lock.call(() -> file.home);
        DownloadRules rules = engine.lock.call(() -> rules(file));
        new Download(present.downloads(home, run::redirected), run, rules).run(file.download(target));
    }

    private DownloadRules rules(JobFile file) {
        String method = job.data.method;
        long maximum = job.data.traits.maximumSize();
        long others = job.data.files.stream()
                .filter(other -> other != file && other.transferred)
                .mapToLong(other -> other.position)
                .sum();
        return new DownloadRules(
                method == null ? "GET" : method,
                job.data.traits.dynamicContent(),
                maximum == 0 ? Long.MAX_VALUE : Math.max(0, maximum - others));
    }
}
