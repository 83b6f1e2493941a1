package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.OutputTarget;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A download of Delivery Optimization's modern interfaces. It is a job of the queue that has one file, or one stream, and that
 * the interfaces shaped like BITS' do not see. One that has ended still answers questions.
 */
public final class ContentDownload {
    private final Engine engine;
    private final Job job;

    ContentDownload(Engine engine, Job job) {
        this.engine = engine;
        this.job = job;
    }

    public UUID id() {
        return job.id();
    }

    /** The user whose download it is. */
    public String owner() {
        return job.owner().user();
    }

    public ContentStatus status() {
        return engine.lock.call(() -> ContentStatus.of(job.data));
    }

    /**
     * Starts it, or goes on with it. In blocking mode this waits for the end, and throws the error that the download comes to.
     *
     * @param ranges what is wanted beside what was asked for before; empty for the whole file, null for the whole file at the
     *     first start and nothing more at others
     */
    public void start(@Nullable List<FileRange> ranges) {
        new ContentStart(engine, job).run(ranges);
    }

    /** Stops a transfer, and the attempts that would follow an error. */
    public void pause() {
        engine.settling.whenSettled(job, () -> {
            job.requireAlive("Pause");
            switch (job.data.state) {
                case QUEUED, CONNECTING, TRANSFERRING -> {
                    job.stop();
                    engine.lifecycle.calm(job);
                    engine.lifecycle.enter(job, JobState.SUSPENDED);
                }
                case TRANSIENT_ERROR -> {
                    engine.lifecycle.calm(job);
                    job.change(Job.Change.STATE, data -> {
                        data.state = JobState.ERROR;
                        data.retryAt = null;
                    });
                }
                default -> {}
            }
        });
    }

    /** Gives the transferred file its name. */
    public void complete() {
        settle(Settlement.Kind.COMPLETE, JobState.ACKNOWLEDGED);
    }

    /** Drops what has come. */
    public void abort() {
        settle(Settlement.Kind.CANCEL, JobState.CANCELLED);
    }

    /** A second time, or by a second caller at the same time, does nothing. */
    private void settle(Settlement.Kind kind, JobState end) {
        if (job.state() == end) {
            return;
        }
        try {
            engine.settling.settle(job, kind);
        } catch (ComException refused) {
            if (job.state() != end) {
                throw refused;
            }
        }
    }

    /** The value, an instance of its {@link ContentProperty#type()}; not for objects. */
    public Object get(ContentProperty property) {
        return new ContentSettings(engine, job).get(property);
    }

    /** Sets a value that is no object; one of another type is E_INVALIDARG. */
    public void set(ContentProperty property, Object value) {
        new ContentSettings(engine, job).set(property, value);
    }

    /** Tells this target instead of the one before; if this throws, it stays the caller's. @param target null for nobody */
    public void setStatusTarget(@Nullable StatusTarget target) {
        engine.lock.run(() -> {
            job.requireAlive(ContentSettings.SET);
            engine.statuses.register(job.statusSlot(), target);
        });
    }

    /** Calls {@code use} with the target, or null; it is not released before that returns. No lock is held. */
    public <R extends @Nullable Object> R withStatusTarget(Function<@Nullable StatusTarget, R> use) {
        return engine.statuses.lend(job.statusSlot(), use);
    }

    /** Writes into this stream; if this throws and {@link #stream()} is another, it stays the caller's. @param target null for none */
    public void setStream(@Nullable OutputTarget target) {
        new ContentSettings(engine, job).setStream(target);
    }

    /** The stream, or null if there is none or it has been let go. */
    public @Nullable OutputTarget stream() {
        return engine.lock.<@Nullable OutputTarget>call(() -> {
            var stream = job.statusSlot().stream;
            return stream == null ? null : stream.target();
        });
    }

    @Override
    public String toString() {
        return "ContentDownload[" + id() + ", " + HResult.format(status().error()) + "]";
    }
}
