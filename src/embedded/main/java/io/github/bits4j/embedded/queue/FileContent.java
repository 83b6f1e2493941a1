package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobType;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.nio.file.Path;
import java.util.List;

/** What has come of a file that comes from a server: in downloads each file does, in uploads the reply. */
public final class FileContent {
    private final Engine engine;
    private final Job job;
    private final JobFile file;

    FileContent(Engine engine, Job job, JobFile file) {
        this.engine = engine;
        this.job = job;
        this.file = file;
    }

    /** Where the bytes are until the job's end; E_PENDING before the first, E_NOTIMPL if none will come. */
    public Path temporaryName() {
        String operation = "GetTemporaryName";
        return engine.lock.call(() -> {
            if (!comes()) {
                throw new ComException(HResult.E_NOTIMPL, operation, "the file does not come from a server");
            }
            Path name = file.temporary;
            if (name == null) {
                boolean over = job.data.state.isFinal() || file.completed;
                throw new ComException(over ? engine.rules.invalidState() : HResult.E_PENDING, operation);
            }
            return name;
        });
    }

    /** How many bytes have come. */
    public long bytes() {
        return engine.lock.call(() -> comes() ? file.position : 0L);
    }

    /**
     * Which parts of the remote file have come, of those on demand in a stored job what a restart still has.
     * BG_E_RANDOM_ACCESS_NOT_SUPPORTED where there can be no parts, or the server has shown that it does not do them.
     */
    public List<FileRange> ranges() {
        return engine.lock.call(() -> {
            demand().requireRandomAccess("GetFilledFileRanges");
            return file.demand != null ? file.demand.acknowledged().all() : file.ranges.before(file.position);
        });
    }

    /** What is wanted of the file before the rest. */
    public FileDemand demand() {
        return new FileDemand(engine, job, file);
    }

    /** Whether the client has found the content to be valid, or completed the job. */
    public boolean isValid() {
        return engine.lock.call(() -> file.valid);
    }

    /**
     * What the client finds of the content. If it is not valid, the job is in error, and Resume fetches the file again.
     *
     * <p>E_PENDING before the file is transferred; E_NOTIMPL in uploads, whose servers do not give the reply a second time.
     */
    public void setValid(boolean valid) {
        String operation = "SetValidationState";
        engine.settling.whenSettled(job, () -> {
            job.requireAlive(operation);
            if (job.type() != JobType.DOWNLOAD) {
                throw new ComException(HResult.E_NOTIMPL, operation, "only downloads are validated");
            }
            if (!file.transferred) {
                throw new ComException(HResult.E_PENDING, operation);
            }
            if (valid) {
                job.change(Job.Change.PROPERTY, file, _ -> file.valid = true);
            } else {
                refuse();
            }
        });
    }

    /** The lock is held. The temporary file stays: the next attempt begins it anew. */
    private void refuse() {
        job.stop();
        engine.lifecycle.calm(job);
        job.slot.ranges.drop(file);
        job.change(Job.Change.INTERNAL, file, _ -> {
            file.valid = false;
            file.transferred = false;
            file.completed = false;
            file.notified = false;
            file.refusals++;
            file.forget(job.data.traits.onDemand());
        });
        engine.lifecycle.failed(job, file,
                TransferFailure.lasting(HResult.BG_E_VALIDATION_FAILED, "the client refuses the content", null));
    }

    /** The lock is held. */
    private boolean comes() {
        return job.data.received().contains(file);
    }
}
