package io.github.bits4j.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A client that takes part: a process that ends when all is downloaded. */
interface Contender {
    String name();

    /** Why it cannot take part; empty if it can. */
    default String obstacle() {
        return "";
    }

    /**
     * The command that does the task.
     *
     * @param directory for files that tell the process what to do
     */
    List<String> command(Task task, Path directory) throws IOException;

    /** Which part of what its process took is the task's. */
    default Measurement figures(Measurement whole) {
        return whole;
    }

    /** Whether it runs in a JVM, and writes down what {@link Measurement} says of one. */
    default boolean isJava() {
        return false;
    }
}
