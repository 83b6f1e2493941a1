package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.embedded.transfer.FileRanges;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.upload.Upload;
import io.github.bits4j.embedded.transfer.upload.UploadMonitor;
import io.github.bits4j.embedded.transfer.upload.UploadSource;
import io.github.bits4j.embedded.transfer.upload.UploadState;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A turn of an upload job: its file, then the reply if there is to be one, then the end of the session. */
final class UploadTurn implements UploadMonitor {
    private final Engine engine;
    private final Job job;
    private final TransferRun run;
    private final JobSession session;
    private final JobFile file;

    UploadTurn(Engine engine, Job job, TransferRun run, JobSession session) {
        this.engine = engine;
        this.job = job;
        this.run = run;
        this.session = session;
        this.file = engine.lock.call(job.data.files::getFirst);
    }

    void work() throws TransferFailure, InterruptedException {
        run.use(file);
        UploadSource source = new UploadSource(file.remote, file.destination, job.type() == JobType.UPLOAD_REPLY);
        Upload upload = new Upload(session.open().uploads(file.remote), engine.clock, this);
        UploadState known = engine.lock.<@Nullable UploadState>call(() -> file.upload);
        UploadState state = upload.run(source, known);
        URI url = state.reply();
        if (url != null) {
            receive(url);
            run.use(file);
        }
        engine.keeper.commit(); // from here on the server may have forgotten the upload, and the reply
        upload.close(source, state);
    }

    private void receive(URI url) throws TransferFailure, InterruptedException {
        run.report(Job.Change.INTERNAL, data -> {
            if (data.reply == null) {
                Path name = Objects.requireNonNull(data.replyName, "a file has been added, so there is a name");
                data.reply = new JobFile(
                        engine.lock, new FileInfo(url.toString(), name.toString()), url, name, FileRanges.WHOLE);
            }
        });
        JobFile reply = engine.lock.<@Nullable JobFile>call(() ->
                job.data.received().stream().filter(part -> !part.transferred).findFirst().orElse(null));
        if (reply != null) {
            run.download(reply);
        }
    }

    @Override
    public void advanced(UploadState state) throws InterruptedException {
        boolean same = engine.lock.call(() -> job.data.state == JobState.TRANSFERRING
                && file.upload != null && Objects.equals(file.upload.session(), state.session()));
        run.report(same ? Job.Change.PROGRESS : Job.Change.STATE, data -> {
            data.state = JobState.TRANSFERRING;
            if (state.position() > file.position) {
                job.stalledSince = null;
            }
            file.upload = state;
            file.position = state.position();
            file.transferred = state.sent();
            file.completed = state.sent();
        });
    }

    @Override
    public void noted(UploadState state) throws InterruptedException {
        run.report(Job.Change.INTERNAL, _ -> file.upload = state);
    }

    @Override
    public void discarded(UploadState state) throws InterruptedException {
        Optional<Cancellation> cancellation = Cancellation.of(engine, job, file.remote, state);
        run.report(Job.Change.PROGRESS, _ -> {
            cancellation.ifPresent(Cancellation::keep);
            file.upload = null;
            file.position = 0;
        });
        cancellation.ifPresent(Cancellation::begin);
    }
}
