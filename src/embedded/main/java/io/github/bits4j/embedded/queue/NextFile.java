package io.github.bits4j.embedded.queue;

import org.jspecify.annotations.Nullable;

/** Which of its files a download job transfers next. The lock is held. */
final class NextFile {
    private NextFile() {}

    /** The first of which something was asked for; then the first that is not there. On demand, only what is asked for comes. */
    static @Nullable JobFile of(JobData data) {
        JobFile first = null;
        for (JobFile file : data.files) {
            if (isRequested(file)) {
                return file;
            }
            // Of a file on demand its size is always wanted, so that clients know what there is to ask for.
            boolean open = !file.transferred && (!data.traits.onDemand() || file.representation == null);
            first = first == null && open ? file : first;
        }
        return first;
    }

    /** Whether something was asked for that has not come. */
    static boolean isRequested(JobData data) {
        return data.files.stream().anyMatch(NextFile::isRequested);
    }

    private static boolean isRequested(JobFile file) {
        Demand demand = file.demand;
        return !file.transferred && demand != null && !demand.requested().isEmpty();
    }
}
