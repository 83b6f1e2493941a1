package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.DemandDownload;
import io.github.bits4j.embedded.transfer.DemandMonitor;
import io.github.bits4j.embedded.transfer.DemandState;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.PartialFile;
import io.github.bits4j.embedded.transfer.RangeSet;
import io.github.bits4j.embedded.transfer.Representation;
import io.github.bits4j.embedded.transfer.ResponseHead;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.Transport;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fetches what is wanted of one file, in one turn of its job. For the turn's thread. */
final class DemandTurn implements DemandMonitor {
    private final Engine engine;
    private final Job job;
    private final TransferRun run;
    private final JobFile file;
    private final long limit;
    private final Checkpoint checkpoint;
    private long come;

    // What the present request was made for, by which to see whether that has changed meanwhile.
    private boolean asked;
    private long from;

    /** @param limit how many bytes of the file the job may load */
    DemandTurn(Engine engine, Job job, TransferRun run, JobFile file, long limit) {
        this.engine = engine;
        this.job = job;
        this.run = run;
        this.file = file;
        this.limit = limit;
        this.checkpoint = new Checkpoint(engine.temporaries.forceInterval());
    }

    /** Returns when nothing is wanted any more of this file, or before the files of others. Whether it is complete. */
    boolean run(Transport transport, Path target) throws TransferFailure, InterruptedException {
        run.report(Job.Change.INTERNAL, file, _ -> file.setDemand(FileDemand.of(engine, file)));
        DemandState state = engine.lock.call(() -> new DemandState(
                file.remote, PartialFile.at(target), demand().filled(), file.representation, job.data.traits.onDemand()));
        new DemandDownload(transport, this, state).run();
        boolean complete = engine.lock.call(() -> file.representation != null && (demand().filled().isWhole(file.size())
                || job.isContent() && demand().requested().isEmpty()));
        if (complete && !engine.keeper.isPersistent()) {
            engine.temporaries.force(target);
        }
        return complete;
    }

    private Demand demand() {
        return demand(file);
    }

    private static Demand demand(JobFile file) {
        return Objects.requireNonNull(file.demand);
    }

    @Override
    public List<FileRange> next() throws InterruptedException {
        return run.ask(() -> {
            List<FileRange> requested = demand().requested();
            asked = !requested.isEmpty();
            from = demand().from();
            if (asked || NextFile.of(job.data) != file || job.data.traits.onDemand()) {
                return requested;
            }
            FileRange gap = demand().gap(file.size());
            return gap == null ? List.of() : List.of(gap);
        });
    }

    @Override
    public void answered(ResponseHead head) throws InterruptedException {
        run.answered(head);
    }

    @Override
    public void found(Representation representation) throws TransferFailure, InterruptedException {
        boolean[] fits = new boolean[2];
        long size = representation.size();
        run.report(Job.Change.STATE, file, _ -> {
            if (!demand().filled().isEmpty()) {
                drop();
            }
            Demand before = demand();
            file.representation = representation;
            file.setDemand(before.within(size));
            fits[0] = before.isWithin(size);
            fits[1] = (job.data.traits.onDemand() ? demand().load() : size) <= limit;
        });
        // Bytes that the store knows may be about to be overwritten: after a crash they must not count as the old ones.
        engine.keeper.commit();
        run.requireSize(representation);
        if (!fits[0]) {
            throw TransferFailure.lasting(HResult.BG_E_INVALID_RANGE, "a range outside of the file", null);
        }
        if (!fits[1]) {
            throw tooMuch();
        }
    }

    private TransferFailure tooMuch() {
        return TransferFailure.lasting(
                HResult.BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED, "more than the " + limit + " bytes allowed", null);
    }

    @Override
    public void receiving() throws InterruptedException {
        checkpoint.start(come);
        if (run.ask(() -> job.data.state != JobState.TRANSFERRING)) {
            run.report(Job.Change.STATE, file, data -> data.state = JobState.TRANSFERRING);
        }
    }

    @Override
    public boolean filled(long offset, int count) throws TransferFailure, InterruptedException {
        come += count;
        boolean[] wanted = new boolean[1];
        run.report(Job.Change.PROGRESS, file, data -> {
            job.stalledSince = null;
            data.stalledAt = null;
            Demand more = demand().fill(offset, offset + count);
            file.setDemand(engine.keeper.isPersistent() ? more : more.settle());
            if (!engine.keeper.isPersistent()) {
                job.slot.ranges.add(file, RangeSet.of(offset, offset + count));
            }
            boolean others = !asked && NextFile.isRequested(data);
            wanted[0] = !others && from == demand().from();
        });
        if (engine.keeper.isPersistent() && checkpoint.isDue(come)) {
            keep(engine, job, file);
            checkpoint.start(come);
        }
        return wanted[0];
    }

    @Override
    public void paused() throws TransferFailure, InterruptedException {
        keep(engine, job, file);
        if (run.ask(() -> job.data.traits.onDemand() && demand().load() > limit)) {
            throw tooMuch();
        }
    }

    /**
     * Puts on the disk what has come, then the note of it, and only then lets clients know: what they know of, a restart has.
     * Also for a turn that was stopped.
     */
    static void keep(Engine engine, Job job, JobFile file) throws TransferFailure, InterruptedException {
        Path temporary = file.temporaryFile();
        RangeSet reached = engine.lock.<@Nullable RangeSet>call(() ->
                file.demand == null || file.demand.isSafe() ? null : file.demand.filled());
        if (reached == null || temporary == null) {
            return;
        }
        engine.temporaries.force(temporary);
        engine.lock.run(() -> job.change(Job.Change.INTERNAL, file, _ -> file.setDemand(demand(file).force(reached))));
        engine.keeper.commit();
        engine.lock.run(() -> {
            if (!job.data.state.isFinal()) {
                job.change(Job.Change.PROGRESS, file, _ -> acknowledge(job, file, demand(file)));
            }
        });
    }

    private static void acknowledge(Job job, JobFile file, Demand safe) {
        job.slot.ranges.add(file, safe.forced().minus(safe.acknowledged()));
        file.setDemand(safe.acknowledge());
    }

    @Override
    public void discarded() throws InterruptedException {
        run.report(Job.Change.PROGRESS, file, _ -> drop());
    }

    private void drop() {
        job.slot.ranges.drop(file);
        file.forget(job.data.traits.onDemand());
    }

    @Override
    public void inOnePiece() throws InterruptedException {
        run.report(Job.Change.INTERNAL, file, _ -> file.setDemand(demand().whole()));
    }

    @Override
    public void refused(List<FileRange> ranges, long size) throws InterruptedException {
        run.report(Job.Change.INTERNAL, file, _ ->
                file.setDemand(size < 0 ? demand().without(ranges) : demand().within(size)));
    }
}
