package io.github.bits4j.embedded.transfer;

/**
 * A stream of the application's, which takes the bytes of a download in their order. Its methods are called without a lock, by
 * one thread at a time, and may block: that holds up nobody but the download.
 */
public interface OutputTarget {

    /**
     * Takes some of the bytes, at least one.
     *
     * @return how many of the {@code count} bytes from {@code offset} on
     * @throws TransferFailure the application's failure, with which the transfer fails
     */
    int write(byte[] bytes, int offset, int count) throws TransferFailure, InterruptedException;

    /**
     * Goes back so many bytes, which others will replace.
     *
     * @return whether what was there is gone; otherwise it stays behind where nothing replaces it
     * @throws TransferFailure if the stream does not go back
     */
    boolean rewind(long bytes) throws TransferFailure, InterruptedException;

    /** It is called no more, but for a call that is under way. */
    void release();
}
