package io.github.bits4j.deliveryoptimization;

/**
 * Receives the events of a download, on the executor of its {@link io.github.bits4j.NotifyOptions} and one after another.
 *
 * <p>It may take its time and call the download. While it does, no more than one status about progress and one poll wait for
 * it. What it throws is logged and changes nothing else.
 */
@FunctionalInterface
public interface DownloadListener {
    /** Called for each event. */
    void onEvent(DownloadEvent event);
}
