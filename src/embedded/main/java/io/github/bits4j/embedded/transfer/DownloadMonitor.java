package io.github.bits4j.embedded.transfer;

/**
 * Hears how a download goes, on its thread. Each method throws InterruptedException if the download was stopped; it
 * then touches the file no more.
 */
public interface DownloadMonitor {

    /** A server answered, well or badly. */
    void answered(ResponseHead head) throws InterruptedException;

    /** Bytes from {@code position} on follow. Position 0 means that nothing earlier counts. */
    void started(Representation representation, long position) throws InterruptedException;

    /** All bytes up to {@code position} are written. */
    void advanced(long position) throws InterruptedException;

    /** What has been written is of no use. */
    void discarded() throws InterruptedException;
}
