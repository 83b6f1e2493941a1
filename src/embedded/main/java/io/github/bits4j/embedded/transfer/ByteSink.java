package io.github.bits4j.embedded.transfer;

/** Where the bytes of a download go, while an attempt is at it. For one thread. */
public interface ByteSink extends AutoCloseable {

    /** How many bytes there are, from the first on, whether they count or not. */
    long size() throws TransferFailure, InterruptedException;

    /** The bytes from {@code size} on are of no use, and others will come in their place. */
    void truncate(long size) throws TransferFailure, InterruptedException;

    /** Takes the first {@code count} bytes; a stream takes them at its end only. */
    void write(byte[] bytes, int count, long position) throws TransferFailure, InterruptedException;

    /** All that has come is the content; returns when it is where nothing takes it away. */
    void force() throws TransferFailure, InterruptedException;

    /** The attempt is over. */
    @Override
    void close() throws TransferFailure;

    /** What a download's bytes go to, each time that one is attempted. */
    @FunctionalInterface
    interface Place {
        ByteSink open() throws TransferFailure;
    }
}
