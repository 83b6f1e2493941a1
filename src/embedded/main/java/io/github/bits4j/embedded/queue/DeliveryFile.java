package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.SwarmStatus;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.OutputTarget;
import io.github.bits4j.embedded.transfer.StreamSink;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** What a file of Delivery Optimization can be told, and tells, besides what all files do. */
public final class DeliveryFile {
    private static final String SET = "SetProperty";

    private final Engine engine;
    private final Job job;
    private final JobFile file;

    DeliveryFile(Engine engine, Job job, JobFile file) {
        this.engine = engine;
        this.job = job;
        this.file = file;
    }

    /** Has it go into a file. */
    public void setSink(String localName) {
        requireChangeable();
        Path local = engine.lifecycle.local(job, localName, SET);
        change(() -> {
            requireNoSink();
            file.setDestination(localName, local);
        });
    }

    /** Has it go into a stream. If this throws and {@link #stream()} is another, the stream stays the caller's. */
    public void setSink(OutputTarget target) {
        change(() -> {
            requireNoSink();
            file.stream = new StreamSink(target);
            job.data.streams = true;
        });
    }

    private void requireNoSink() {
        if (file.hasSink()) {
            throw new ComException(HResult.DO_E_FILE_DOWNLOADSINK_ALREADY_SET, SET);
        }
    }

    /** The path of the file that it goes into, if it does. */
    public Optional<String> sink() {
        return Optional.of(file.localName()).filter(name -> !name.isEmpty());
    }

    /** The stream that it goes into, if it does. */
    public Optional<OutputTarget> stream() {
        return engine.lock.call(() -> Optional.ofNullable(file.stream).map(StreamSink::target));
    }

    /** The size of the remote file, if the server or the client has said it. */
    public OptionalLong totalSize() {
        long size = engine.lock.call(file::remoteSize);
        return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
    }

    public void setTotalSize(long size) {
        if (size < 0) {
            throw new ComException(HResult.E_INVALIDARG, SET, "larger than any file");
        }
        inform(info -> info.withSize(size));
    }

    /** What is said, though nothing is checked by it here. */
    public void setIntegrityCheckInfo(String text) {
        inform(info -> info.withIntegrityCheckInfo(text));
    }

    public Optional<Boolean> integrityCheckMandatory() {
        return engine.lock.call(() -> Optional.ofNullable(file.delivery.integrityCheckMandatory()));
    }

    /** A job with such a file is not resumed: nothing is checked here. */
    public void setIntegrityCheckMandatory(boolean mandatory) {
        inform(info -> info.withIntegrityCheckMandatory(mandatory));
    }

    private void inform(UnaryOperator<DeliveryInfo> change) {
        change(() -> file.delivery = change.apply(file.delivery));
    }

    private void change(Runnable mutation) {
        engine.settling.whenSettled(job, () -> {
            requireChangeable();
            job.change(Job.Change.PROPERTY, file, _ -> mutation.run());
        });
    }

    /** As long as nothing is done with it. */
    private void requireChangeable() {
        engine.lock.run(() -> {
            job.requireAlive(SET);
            boolean rests = switch (job.data.state) {
                case SUSPENDED, ERROR, TRANSFERRED -> true;
                default -> false;
            };
            if (!rests || file.transferred || file.position > 0) {
                throw new ComException(engine.rules.invalidState(), SET, "the transfer has begun");
            }
        });
    }

    public DeliveryStatistics statistics() {
        return engine.lock.call(() -> new DeliveryStatistics(
                file.delivery.fileId(),
                file.remoteName,
                file.remoteSize(),
                file.position,
                file.delivery.attempts(),
                file.delivery.spent(engine.clock.nanoTime()),
                file.transferred ? SwarmStatus.COMPLETE : status(job.data.state),
                job.data.priority != JobPriority.FOREGROUND));
    }

    private static SwarmStatus status(JobState state) {
        return state == JobState.QUEUED || state == JobState.TRANSFERRING ? SwarmStatus.DOWNLOADING : SwarmStatus.PAUSED;
    }

    /** Why the file cannot be transferred as it is: an HRESULT; S_OK if it can. The lock is held. */
    static int obstacle(JobFile file) {
        if (file.transferred) {
            return HResult.S_OK;
        }
        if (!file.hasSink()) {
            return HResult.DO_E_FILE_DOWNLOADSINK_UNSPECIFIED;
        }
        if (!Boolean.TRUE.equals(file.delivery.integrityCheckMandatory())) {
            return HResult.S_OK;
        }
        return file.delivery.integrityCheckInfo() == null
                ? HResult.DO_E_INTEGRITYCHECKINFO_UNSPECIFIED
                : HResult.DO_E_INTEGRITYCHECKINFO_UNAVAILABLE;
    }
}
