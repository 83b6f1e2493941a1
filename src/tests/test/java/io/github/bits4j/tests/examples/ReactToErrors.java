package io.github.bits4j.tests.examples;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.ErrorKind;
import io.github.bits4j.HttpStatusException;
import io.github.bits4j.TransferError;

/** Errors by their type; a job is put right and goes on. */
final class ReactToErrors {
    private ReactToErrors() {}

    // README begins
    // For a job in ERROR, of files from a server that has a mirror.
    static void repair(BackgroundCopyJob job, String server, String mirror) {
        BackgroundCopyException failure = job.readError().map(TransferError::toException).orElseThrow();
        switch (failure) {
            case HttpStatusException e when e.status() == 404 -> job.replaceRemotePrefix(server, mirror);
            case BackgroundCopyException e when e.kind() == ErrorKind.NETWORK -> { } // another try is all it needs
            default -> {
                job.cancel();
                throw failure; // says what it is, and what to do
            }
        }
        job.resume(); // goes on with what is there already
    }
    // README ends
}
