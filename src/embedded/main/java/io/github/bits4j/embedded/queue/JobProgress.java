package io.github.bits4j.embedded.queue;

/**
 * How far a job has come.
 *
 * @param bytesTotal the size of all files; -1 while that of any is unknown
 */
public record JobProgress(long bytesTotal, long bytesTransferred, int filesTotal, int filesTransferred) {}
