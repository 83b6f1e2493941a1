package io.github.bits4j.deliveryoptimization;

/**
 * Says what a download is to fetch, and how.
 *
 * @param <E> what it may throw
 */
@FunctionalInterface
public interface DownloadSetup<E extends Exception> {
    /** Sets what there is to be set; the download is started afterwards, and not here. */
    void prepare(Download download) throws E;
}
