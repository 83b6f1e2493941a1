package io.github.bits4j;

/**
 * Receives the events of a job, on the executor of its {@link NotifyOptions} and one after another.
 *
 * <p>It may take its time and call the job. While it does, no more than one {@link JobEvent.Modified}, one
 * {@link JobEvent.Progress} and one poll wait for it. What it throws is logged and changes nothing else.
 */
@FunctionalInterface
public interface JobListener {
    /** Called for each event. */
    void onEvent(JobEvent event);
}
