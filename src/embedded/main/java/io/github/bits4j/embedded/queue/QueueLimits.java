package io.github.bits4j.embedded.queue;

/**
 * How much a queue takes.
 *
 * @param jobsPerUser jobs of one owner
 * @param jobs jobs of all owners
 * @param filesPerJob files of one job
 * @param rangesPerFile ranges of one file
 */
public record QueueLimits(int jobsPerUser, int jobs, int filesPerJob, int rangesPerFile) {
    /** Those of BITS, as documented. */
    static final QueueLimits BITS = new QueueLimits(60, 300, 200, 500);
    static final QueueLimits UNLIMITED =
            new QueueLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** Each is positive. */
    public QueueLimits {
        if (jobsPerUser <= 0 || jobs <= 0 || filesPerJob <= 0 || rangesPerFile <= 0) {
            throw new IllegalArgumentException("a limit must be positive");
        }
    }

    public QueueLimits withJobs(int perUser, int all) {
        return new QueueLimits(perUser, all, filesPerJob, rangesPerFile);
    }

    public QueueLimits withFiles(int perJob, int ranges) {
        return new QueueLimits(jobsPerUser, jobs, perJob, ranges);
    }
}
