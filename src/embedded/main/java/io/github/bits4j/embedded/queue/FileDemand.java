package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a client wants of a file before the rest, or, if the job is in on-demand mode, instead of it.
 *
 * <p>Wanting something starts no transfer: a suspended job goes on when it is resumed. An on-demand job that has fetched all that
 * was wanted is suspended, or transferred if that was all of its files.
 */
public final class FileDemand {
    private final Engine engine;
    private final Job job;
    private final JobFile file;

    FileDemand(Engine engine, Job job, JobFile file) {
        this.engine = engine;
        this.job = job;
        this.file = file;
    }

    /**
     * Wants these ranges, behind those wanted before. They may overlap; what has come already is not fetched again.
     *
     * <p>Throws BG_E_INVALID_RANGE if one is empty or the file is known not to have it (otherwise the job fails with that when it
     * is known), BG_E_RANDOM_ACCESS_NOT_SUPPORTED if the file cannot come in parts.
     */
    public void request(List<FileRange> ranges) {
        String operation = "RequestFileRanges";
        want(operation, () -> {
            if (ranges.isEmpty()) {
                throw new ComException(HResult.E_INVALIDARG, operation, "no ranges");
            }
            for (FileRange range : ranges) {
                if (!range.isPossible() || isOutside(range)) {
                    throw new ComException(HResult.BG_E_INVALID_RANGE, operation);
                }
            }
        }, demand -> demand.request(ranges.stream().map(this::closed).filter(range -> range.length() != 0).toList()));
    }

    private boolean isOutside(FileRange range) {
        long size = file.size();
        return size >= 0 && !range.isWithin(size) && !Demand.isAllOfNothing(range, size);
    }

    private FileRange closed(FileRange range) {
        return file.size() < 0 ? range : FileRange.between(range.offset(), Math.min(range.end(), file.size()));
    }

    /**
     * Of what is missing, wants first what lies behind the offset: in a job in on-demand mode of what was requested, in another
     * one of the whole file. Throws as {@link #request} does.
     */
    public void moveTo(long offset) {
        String operation = "UpdateDownloadPosition";
        want(operation, () -> {
            if (offset < 0 || file.size() >= 0 && offset > file.size()) {
                throw new ComException(HResult.BG_E_INVALID_RANGE, operation);
            }
        }, demand -> demand.moveTo(offset));
    }

    private void want(String operation, Runnable check, UnaryOperator<Demand> change) {
        engine.settling.whenSettled(job, () -> {
            job.requireAlive(operation);
            requireRandomAccess(operation);
            if (!file.ranges.isWhole()) {
                throw new ComException(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, operation, "the file is made of ranges");
            }
            check.run();
            if (!file.transferred) {
                boolean interrupt = isInOrder();
                Demand before = of(engine, file);
                job.change(Job.Change.PROPERTY, file, _ -> file.setDemand(change.apply(before)));
                if (interrupt) {
                    job.stop();
                    engine.lifecycle.enter(job, JobState.QUEUED);
                }
            }
        });
    }

    /** Where the file stands, also if it was fetched from its beginning so far. The lock is held. */
    static Demand of(Engine engine, JobFile file) {
        Demand known = file.demand;
        long forced = engine.keeper.isPersistent() ? file.forced : file.position;
        return known == null ? Demand.before(file.position, forced) : known;
    }

    /** Whether a transfer is under way that goes through a file from its beginning, and would not look at what is wanted. */
    private boolean isInOrder() {
        TransferRun run = job.run;
        return run != null && !run.detached && run.file().filter(current -> current.demand == null).isPresent();
    }

    /** BG_E_RANDOM_ACCESS_NOT_SUPPORTED where there can be no parts, or the server has shown that it does not do them. */
    void requireRandomAccess(String operation) {
        JobError error = job.data.error;
        boolean lost = error != null && error.file() == file && error.hresult() == HResult.BG_E_INSUFFICIENT_RANGE_SUPPORT;
        boolean plain = !job.data.traits.dynamicContent() && job.data.method == null;
        if (job.type() != JobType.DOWNLOAD || !plain || !isHttp(file.remote) || lost) {
            throw new ComException(HResult.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, operation);
        }
    }

    static boolean isHttp(URI remote) {
        return "http".equalsIgnoreCase(remote.getScheme()) || "https".equalsIgnoreCase(remote.getScheme());
    }
}
