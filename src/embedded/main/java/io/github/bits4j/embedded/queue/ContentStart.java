package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.FileRanges;
import io.github.bits4j.embedded.transfer.LocalFailures;
import io.github.bits4j.embedded.transfer.RangeSet;
import io.github.bits4j.embedded.transfer.StreamSink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Start of a download: the first one, which makes its file, and further ones. */
final class ContentStart {
    private static final String OPERATION = "Start";
    private static final FileRange WHOLE = new FileRange(0, FileRange.TO_EOF);

    private final Engine engine;
    private final Job job;

    ContentStart(Engine engine, Job job) {
        this.engine = engine;
        this.job = job;
    }

    void run(@Nullable List<FileRange> ranges) {
        if (ranges != null && !ranges.isEmpty()) {
            RangeRules.check(ranges, engine.rules, engine.limits(job.owner()).rangesPerFile(), OPERATION);
        }
        CompletableFuture<Integer> end = new CompletableFuture<>();
        boolean[] waits = new boolean[1];
        boolean started;
        do {
            Made made = make(ranges);
            boolean[] done = new boolean[1];
            engine.settling.whenSettled(job, () -> {
                job.requireAlive(OPERATION);
                done[0] = made == null ? job.data.begun && again(ranges) : first(made);
                if (done[0] && isUnderWay() && blocks()) {
                    job.statusSlot().waiting.add(end);
                    waits[0] = true;
                }
            });
            started = done[0];
        } while (!started);
        if (waits[0]) {
            ComException.check(end.join(), OPERATION);
        }
    }

    /** Not a client who is called by the transfer that he would wait for. */
    private boolean blocks() {
        TransferRun run = job.run;
        return job.data.content().flag(ContentProperty.BLOCKING_MODE) && (run == null || !run.isInClient());
    }

    private boolean isUnderWay() {
        return ContentState.of(job.data) == ContentState.TRANSFERRING;
    }

    /** What a first start has made of the properties, which may change before it is used. */
    private record Made(JobFile file, ContentData of, @Nullable StreamSink stream, boolean onDemand) {}

    /** Null if it is not the first start. Looks at the disk: the lock is free. */
    private @Nullable Made make(@Nullable List<FileRange> ranges) {
        record Wanted(ContentData content, @Nullable StreamSink stream) {}
        Wanted wanted = engine.lock.<@Nullable Wanted>call(() -> {
            job.requireAlive(OPERATION);
            return job.data.begun ? null : new Wanted(job.data.content(), job.statusSlot().stream);
        });
        if (wanted == null) {
            return null;
        }
        ContentData content = wanted.content();
        String url = content.text(ContentProperty.URI);
        String local = content.text(ContentProperty.LOCAL_PATH);
        if (url == null) {
            throw new ComException(HResult.DO_E_DOWNLOAD_NO_URI, OPERATION, "content is not looked up by its id");
        }
        if (local == null && wanted.stream() == null) {
            throw new ComException(HResult.DO_E_FILE_DOWNLOADSINK_UNSPECIFIED, OPERATION);
        }
        requireNoCheck(content);
        FileRanges parts = ranges == null ? FileRanges.WHOLE : new FileRanges(ranges);
        boolean onDemand = wanted.stream() == null && !parts.isWhole();
        URI remote = FileNames.remote(url, OPERATION);
        Path path = local == null ? Path.of("") : destination(local);
        JobFile file = new JobFile(engine.lock, new FileInfo(url, local == null ? "" : local), remote, path,
                wanted.stream() == null ? FileRanges.WHOLE : parts);
        file.stream = wanted.stream();
        if (onDemand) {
            file.setDemand(Demand.NONE.request(parts.all()));
        }
        return new Made(file, content, wanted.stream(), onDemand);
    }

    private static void requireNoCheck(ContentData content) {
        if (content.flag(ContentProperty.INTEGRITY_CHECK_MANDATORY)) {
            throw new ComException(content.get(ContentProperty.INTEGRITY_CHECK_INFO) == null
                    ? HResult.DO_E_INTEGRITYCHECKINFO_UNSPECIFIED
                    : HResult.DO_E_INTEGRITYCHECKINFO_UNAVAILABLE, OPERATION, "the service has no hashes of pieces");
        }
    }

    /** The file's path, whose directories are made if there are none. */
    private Path destination(String name) {
        Path path = FileNames.requirePath(name, OPERATION);
        Path directory = path.getParent();
        if (!Files.exists(directory)) {
            require(engine.hooks.confinement().allowsDirectory(directory), path);
            try {
                Files.createDirectories(directory);
            } catch (IOException failure) {
                throw new ComException(
                        LocalFailures.of("make " + directory, failure).hresult(), OPERATION, "cannot make " + directory);
            }
        }
        require(engine.hooks.confinement().allows(path), path);
        return FileNames.local(name, OPERATION);
    }

    private static void require(boolean allowed, Path path) {
        if (!allowed) {
            throw new ComException(HResult.E_ACCESSDENIED, OPERATION, "outside of where files may be: " + path);
        }
    }

    /** The lock is held. False if what it was made of has changed. */
    private boolean first(Made made) {
        if (job.data.begun || made.of() != job.data.content() || made.stream() != job.statusSlot().stream) {
            return false;
        }
        // In one step: what has begun and does not transfer would be paused.
        job.change(Job.Change.STATE, data -> {
            data.files.add(made.file());
            data.begun = true;
            data.traits = data.traits.withOnDemand(made.onDemand());
            data.state = engine.rules.resumed();
        });
        return true;
    }

    /** The lock is held. */
    private boolean again(@Nullable List<FileRange> ranges) {
        JobFile file = job.data.files.getFirst();
        List<FileRange> wanted = ranges == null ? List.of() : closed(ranges.isEmpty() ? List.of(WHOLE) : ranges, file);
        List<FileRange> more = missing(wanted, file);
        if (isUnderWay()) {
            if (!more.isEmpty()) {
                throw new ComException(engine.rules.invalidState(), OPERATION, "other ranges are being transferred");
            }
            return true;
        }
        if (!more.isEmpty()) {
            job.change(Job.Change.PROPERTY, file, _ -> want(more, file));
        } else if (job.data.state != JobState.TRANSFERRED && isOutside(file)) {
            throw new ComException(HResult.DO_E_INVALID_RANGE, OPERATION, "the file has nothing of what was asked for");
        }
        if (!more.isEmpty() || job.data.state != JobState.TRANSFERRED) {
            job.timeSpent.restart(true);
            engine.lifecycle.calm(job);
            engine.lifecycle.enter(job, engine.rules.resumed());
        }
        return true;
    }

    /** With ends, if the file's size is known. */
    private static List<FileRange> closed(List<FileRange> ranges, JobFile file) {
        long size = file.representation == null ? -1 : file.representation.size();
        if (size < 0) {
            return ranges;
        }
        List<FileRange> closed = new ArrayList<>();
        for (FileRange range : ranges) {
            if (!range.isWithin(size) && !Demand.isAllOfNothing(range, size)) {
                throw new ComException(HResult.DO_E_INVALID_RANGE, OPERATION, "outside of the file");
            }
            closed.add(FileRange.between(range.offset(), Math.min(range.end(), size)));
        }
        return closed;
    }

    /** Whether the file was found to have none of the ranges, which are not asked for again. */
    private boolean isOutside(JobFile file) {
        Demand demand = file.demand;
        return demand != null && job.data.traits.onDemand() && demand.requested().isEmpty() && demand.filled().isEmpty();
    }

    /** Without what has come or was asked for before: a stream would get it twice. */
    private List<FileRange> missing(List<FileRange> wanted, JobFile file) {
        RangeSet known;
        if (file.stream != null) {
            known = RangeSet.of(file.ranges.isWhole() ? List.of(WHOLE) : file.ranges.all());
        } else if (job.data.traits.onDemand()) {
            Demand demand = FileDemand.of(engine, file);
            known = demand.filled().plus(RangeSet.of(demand.requested()));
        } else {
            return List.of();
        }
        return wanted.stream().flatMap(range -> known.missingOf(range.offset(), range.end()).stream()).toList();
    }

    private void want(List<FileRange> more, JobFile file) {
        file.transferred = false;
        if (file.stream == null) {
            file.setDemand(FileDemand.of(engine, file).request(more));
        } else {
            List<FileRange> all = new ArrayList<>(closed(file.ranges.all(), file));
            all.addAll(more);
            file.ranges = new FileRanges(all);
        }
    }
}
