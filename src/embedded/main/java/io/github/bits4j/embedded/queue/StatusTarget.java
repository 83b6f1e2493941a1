package io.github.bits4j.embedded.queue;

/** A client's status callback. One call at a time for a download, without a lock: it may call the download. It throws nothing. */
public interface StatusTarget {

    void statusChanged(ContentDownload download, ContentStatus status);

    /** The queue lets go: called once, after the last call and never during one. */
    void release();
}
