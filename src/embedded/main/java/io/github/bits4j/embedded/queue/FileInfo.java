package io.github.bits4j.embedded.queue;

/** A file to be added to a job. */
public record FileInfo(String remoteUrl, String localName) {}
