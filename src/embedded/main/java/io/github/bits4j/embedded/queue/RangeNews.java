package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.embedded.transfer.RangeSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ranges that have come to a job's files and its client has not been told of. Guarded by the queue's lock. */
final class RangeNews {
    private final Map<JobFile, RangeSet> untold = new LinkedHashMap<>();
    /** By the clock's nanoTime: not before that; null for at once. */
    private @Nullable Long due;

    void add(JobFile file, RangeSet ranges) {
        if (!ranges.isEmpty()) {
            untold.merge(file, ranges, RangeSet::plus);
        }
    }

    /** What has come is of no use. */
    void drop(JobFile file) {
        untold.remove(file);
    }

    /** It is being told now; the next not before {@code next}. */
    void told(JobFile file, RangeSet ranges, long next) {
        RangeSet rest = untold.getOrDefault(file, RangeSet.EMPTY).minus(ranges);
        if (rest.isEmpty()) {
            untold.remove(file);
        } else {
            untold.put(file, rest);
        }
        due = next;
    }

    /** What cannot become more by waiting: of a file that is transferred, or of a job that is at rest. */
    Delivery.@Nullable RangesTransferred settled(Job job) {
        boolean atWork = switch (job.data.state) {
            case QUEUED, CONNECTING, TRANSFERRING -> true;
            default -> false;
        };
        return first(job, !atWork);
    }

    /** What has waited long enough. */
    Delivery.@Nullable RangesTransferred ripe(Job job, long now) {
        Long time = due;
        return time == null || now - time >= 0 ? first(job, true) : null;
    }

    private Delivery.@Nullable RangesTransferred first(Job job, boolean any) {
        if (!Notifier.wants(job, NotifyFlag.FILE_RANGES_TRANSFERRED) || job.data.state == JobState.CANCELLED) {
            return null;
        }
        return untold.entrySet().stream()
                .filter(entry -> any || entry.getKey().transferred)
                .findFirst()
                .map(entry -> new Delivery.RangesTransferred(entry.getKey(), entry.getValue()))
                .orElse(null);
    }

    /** When something will be ripe; null if nothing waits. */
    @Nullable Long nextTime(Job job) {
        return first(job, true) == null ? null : due;
    }
}
