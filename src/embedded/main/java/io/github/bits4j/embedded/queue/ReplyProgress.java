package io.github.bits4j.embedded.queue;

/**
 * How far the reply has come.
 *
 * @param bytesTotal its size; -1 until its transfer begins
 */
public record ReplyProgress(long bytesTotal, long bytesTransferred) {}
