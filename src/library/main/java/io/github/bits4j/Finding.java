package io.github.bits4j;

import java.util.Objects;

/**
 * One thing that a {@link Diagnosis} found.
 *
 * @param kind what it is about, for programs
 * @param text in words, for people, with what can be done
 */
public record Finding(Kind kind, String text) {

    /** What a finding is about. */
    public enum Kind {
        /** The service has ended; nothing else is known. */
        SERVICE_GONE,
        /** Something could not be read. */
        UNREADABLE,
        /** The job has no files. */
        EMPTY,
        /** The job was never resumed, or somebody suspended it. */
        SUSPENDED,
        /** All is there, and the job waits to be completed. */
        WAITS_FOR_COMPLETION,
        /** The job has been completed or cancelled. */
        ENDED,
        /** Why the job failed. */
        ERROR,
        /** A policy holds the job back: costs, battery, background access, Game Mode. */
        BLOCKED,
        /** When the job is tried again. */
        RETRY,
        /** When the service gives up. */
        GIVES_UP,
        /** The job waits for its turn. */
        QUEUE,
        /** The owner has to be logged on. */
        SESSION,
        /** The networks that the job may use, by their costs. */
        COST_POLICY,
        /** The proxies that the job goes through. */
        PROXY,
        /** The job is under way. */
        MOVES,
        /** For how long nothing has changed. */
        QUIET,
        /** Nobody is notified. */
        NOTIFICATIONS
    }

    /** Checks the values. */
    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }
}
