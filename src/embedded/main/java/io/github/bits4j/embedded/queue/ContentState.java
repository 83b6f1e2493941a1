package io.github.bits4j.embedded.queue;

/** DODownloadState. */
public enum ContentState {
    CREATED,
    TRANSFERRING,
    TRANSFERRED,
    FINALIZED,
    ABORTED,
    PAUSED;

    /** Its number in the interfaces. */
    public int code() {
        return ordinal();
    }

    static ContentState of(JobData data) {
        return switch (data.state) {
            case QUEUED, CONNECTING, TRANSFERRING -> TRANSFERRING;
            case TRANSFERRED -> TRANSFERRED;
            case ACKNOWLEDGED -> FINALIZED;
            case CANCELLED -> ABORTED;
            default -> data.begun ? PAUSED : CREATED;
        };
    }
}
