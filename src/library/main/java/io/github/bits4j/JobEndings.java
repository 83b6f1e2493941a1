package io.github.bits4j;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The futures that wait for the end of one Java job, and the attempts to cancel it. */
final class JobEndings {
    private final BackgroundCopyJob job;
    private final Runnable onChange;
    private final Set<TransferWatch> watches = ConcurrentHashMap.newKeySet();
    private final Set<JobRemoval> removals = ConcurrentHashMap.newKeySet();

    /** @param onChange run when {@link #isEmpty()} may have changed */
    JobEndings(BackgroundCopyJob job, Runnable onChange) {
        this.job = job;
        this.onChange = onChange;
    }

    boolean isEmpty() {
        return watches.isEmpty() && removals.isEmpty();
    }

    /** @param afterwards run when the future is done and, if the job has to leave the queue, that is done too */
    CompletableFuture<TransferResult> watch(TransferOptions options, Runnable afterwards) {
        TransferWatch watch = new TransferWatch(job, options, new TransferWatch.Ending() {
            @Override
            public void remove() {
                JobEndings.this.remove();
            }

            @Override
            public void done(TransferWatch done) {
                watches.remove(done);
                onChange.run();
                CompletableFuture.allOf(removals.stream().map(JobRemoval::ended).toArray(CompletableFuture[]::new))
                        .thenRun(afterwards);
            }
        });
        watches.add(watch);
        onChange.run();
        return watch.start();
    }

    private void remove() {
        JobRemoval removal = new JobRemoval(job);
        removals.add(removal);
        onChange.run();
        removal.ended().thenRun(() -> {
            removals.remove(removal);
            onChange.run();
        });
        removal.start();
    }

    /** The futures should look at the job. */
    void wake() {
        watches.forEach(TransferWatch::wake);
    }

    /** Ends all of it while the job can still be called. */
    void close() {
        watches.forEach(TransferWatch::close);
        removals.forEach(JobRemoval::attempt);
    }
}
