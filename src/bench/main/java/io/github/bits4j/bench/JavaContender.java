package io.github.bits4j.bench;

import io.github.bits4j.bench.client.ClientProcess;
import io.github.bits4j.bench.client.JavaClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A client in a fresh JVM.
 *
 * @param other class path entries that go before the others
 * @param watched whether its heap is measured rather than its time
 */
record JavaContender(Settings settings, JavaClient client, String other, boolean watched) implements Contender {
    @Override
    public String name() {
        return other.isEmpty() ? client.label() : client.label() + ", other build";
    }

    /** The same, with the heap measured; it is no measure of time then. */
    JavaContender watchingHeap() {
        return new JavaContender(settings, client, other, true);
    }

    @Override
    public List<String> command(Task task, Path directory) throws IOException {
        Path list = directory.resolve("java.list");
        task.write(list);
        return settings.java(other, ClientProcess.class.getName(), client.name(), list.toString(), Boolean.toString(watched));
    }

    @Override
    public boolean isJava() {
        return true;
    }
}
