package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.FileRanges;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a job of Delivery Optimization has of its own: how files are added, and what they are. */
public final class DeliveryFiles {
    private static final long UNKNOWN_SIZE = -1;
    private static final Path NO_SINK = Path.of("");

    private final Engine engine;
    private final Job job;

    DeliveryFiles(Engine engine, Job job) {
        this.engine = engine;
        this.job = job;
    }

    /**
     * Adds a file.
     *
     * @param fileId the client's name of the content, not empty
     * @param ranges none for the whole file
     * @param size of the remote file; -1 or 0 if the client does not know it
     */
    public void add(String fileId, String remoteUrl, String localName, List<FileRange> ranges, long size) {
        String operation = "AddFileWithRanges";
        require(fileId, ranges, size, operation);
        Path local = engine.lifecycle.local(job, localName, operation);
        add(new FileInfo(remoteUrl, localName), local, ranges, DeliveryInfo.of(fileId, known(size)), operation);
    }

    /** Adds a file of which is not yet said where it goes. */
    public JobFile addWithoutSink(String fileId, @Nullable String remoteUrl, List<FileRange> ranges) {
        String operation = "AddFile";
        require(fileId, ranges, UNKNOWN_SIZE, operation);
        if (remoteUrl == null) {
            throw new ComException(HResult.DO_E_DOWNLOAD_NO_URI, operation, "no cloud is known here that has URLs of contents");
        }
        return add(new FileInfo(remoteUrl, ""), NO_SINK, ranges, DeliveryInfo.of(fileId, UNKNOWN_SIZE), operation);
    }

    /** One of the job's files. */
    public DeliveryFile of(JobFile file) {
        return new DeliveryFile(engine, job, file);
    }

    /** What there is to say of the job's error besides its code; empty without one. */
    public String errorText() {
        JobError error = engine.lock.<@Nullable JobError>call(() -> job.data.error);
        return error == null ? "" : error.description();
    }

    private void require(String fileId, List<FileRange> ranges, long size, String operation) {
        engine.lock.run(() -> job.requireAlive(operation));
        if (fileId.isEmpty()) {
            throw new ComException(HResult.E_INVALIDARG, operation, "the file has no id");
        }
        if (size < UNKNOWN_SIZE) {
            throw new ComException(HResult.E_INVALIDARG, operation, "larger than any file");
        }
        if (ranges.isEmpty()) {
            return;
        }
        RangeRules.check(ranges, engine.rules, engine.limits(job.owner()).rangesPerFile(), operation);
        for (FileRange range : ranges) {
            long last = range.length() == FileRange.TO_EOF ? range.offset() + 1 : range.end();
            if (known(size) != UNKNOWN_SIZE && last > size) {
                throw new ComException(HResult.DO_E_INVALID_RANGE, operation, "beyond the end of the file");
            }
        }
    }

    private static long known(long size) {
        return size == 0 ? UNKNOWN_SIZE : size;
    }

    private JobFile add(FileInfo info, Path local, List<FileRange> ranges, DeliveryInfo delivery, String operation) {
        URI remote = FileNames.remote(info.remoteUrl(), operation);
        FileRanges parts = ranges.isEmpty() ? FileRanges.WHOLE : new FileRanges(ranges);
        FileNames.requireRangeSource(remote, parts, operation);
        JobFile file = new JobFile(engine.lock, info, remote, local, parts);
        file.delivery = delivery;
        engine.lifecycle.add(job, List.of(file), operation);
        return file;
    }
}
