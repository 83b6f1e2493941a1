package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.transfer.FileRange;
import java.util.List;

/**
 * A client's callback, with one reference that the queue holds from {@link Job#setNotifyTarget} to {@link #release}.
 *
 * <p>A job makes one call at a time, holding no lock: the methods may call the job and the queue. None may throw.
 * Each returns the client's HRESULT; what is not S_OK makes the queue repeat the call later, except for modifications and ranges.
 */
public interface NotifyTarget {

    int jobTransferred(Job job);

    int jobError(Job job, JobError error);

    int jobModification(Job job);

    int fileTransferred(Job job, JobFile file);

    /** @param ranges what has come since the last call */
    int fileRangesTransferred(Job job, JobFile file, List<FileRange> ranges);

    /** The queue lets go: called once for a registration, after the last call and never during one. */
    void release();
}
