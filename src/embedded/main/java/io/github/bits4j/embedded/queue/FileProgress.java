package io.github.bits4j.embedded.queue;

/**
 * How far a file has come.
 *
 * @param bytesTotal its size; -1 while it is unknown
 * @param completed whether it has its final name
 */
public record FileProgress(long bytesTotal, long bytesTransferred, boolean completed) {}
