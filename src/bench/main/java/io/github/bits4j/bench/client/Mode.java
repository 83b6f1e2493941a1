package io.github.bits4j.bench.client;

/** What a client's process does besides its task. */
public enum Mode {
    /** Nothing: its start is part of the figures. */
    FRESH(""),
    /** The same task before, so that the figures are those of a program that has been running for a while. */
    RUNNING(", already running"),
    /** Watches the heap. */
    WATCHED("");

    private final String suffix;

    Mode(String suffix) {
        this.suffix = suffix;
    }

    /** What distinguishes the client's name. */
    public String suffix() {
        return suffix;
    }
}
