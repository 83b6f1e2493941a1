package io.github.bits4j.embedded.transfer.upload;

/** Hears how an upload goes, on its thread. Each method throws InterruptedException if the upload was stopped. */
public interface UploadMonitor {

    /** The server answered, and this is where the upload stands now. */
    void advanced(UploadState state) throws InterruptedException;

    /** Something is to be remembered, though the server did not answer. */
    void noted(UploadState state) throws InterruptedException;

    /** The local file has been changed: what was sent of it is of no use, and its session can be cancelled. */
    void discarded(UploadState state) throws InterruptedException;
}
