package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ByteSink;
import io.github.bits4j.embedded.transfer.Download;
import io.github.bits4j.embedded.transfer.DownloadRules;
import io.github.bits4j.embedded.transfer.PartialFile;
import io.github.bits4j.embedded.transfer.StreamSink;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.Transport;
import io.github.bits4j.embedded.transfer.session.RedirectListener;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

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

    /** Whether the file is complete; otherwise nothing more is wanted of it now. */
    boolean run(JobFile file) throws TransferFailure, InterruptedException {
        int obstacle = engine.lock.call(() -> DeliveryFile.obstacle(file));
        if (HResult.failed(obstacle)) {
            throw TransferFailure.local(obstacle, "the file was added to a job under way", null);
        }
        StreamSink stream = engine.lock.<@Nullable StreamSink>call(() -> file.stream);
        Path target = stream == null ? new TemporaryName(engine, job, run).of(file) : file.destination;
        URI home = engine.lock.call(() -> file.home);
        DownloadRules rules = engine.lock.call(() -> rules(file));
        Transport transport = session.open().downloads(home, new RedirectListener() {
            @Override
            public void redirected(URI target) throws InterruptedException {
                run.redirected(target);
            }

            @Override
            public void arrived(@Nullable URI elsewhere) throws InterruptedException {
                run.arrived(elsewhere);
            }
        });
        if (stream == null && engine.lock.call(() -> file.demand != null || job.data.traits.onDemand())) {
            return new DemandTurn(engine, job, run, file, rules.limit()).run(transport, target);
        }
        ByteSink.Place place = stream == null ? PartialFile.at(target) : () -> new ClientSink(stream, run);
        new Download(transport, run, rules).run(file.download(place));
        return true;
    }

    private DownloadRules rules(JobFile file) {
        String method = job.data.method;
        long maximum = job.data.traits.maximumSize();
        long others = job.data.files.stream()
                .filter(other -> other != file && (other.transferred || other.demand != null))
                .mapToLong(other -> other.position)
                .sum();
        return new DownloadRules(
                method == null || job.data.isUpload() ? "GET" : method,
                job.data.traits.dynamicContent(),
                maximum == 0 ? Long.MAX_VALUE : Math.max(0, maximum - others),
                engine.rules.rangesOneByOne());
    }
}
