package io.github.bits4j.embedded.store;

/** A journal, or a record in it, is not what was written. */
public final class DamagedJournalException extends Exception {
    private static final long serialVersionUID = 1L;

    public DamagedJournalException(String reason) {
        super(reason);
    }
}
