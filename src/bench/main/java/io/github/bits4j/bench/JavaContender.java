package io.github.bits4j.bench;

import io.github.bits4j.bench.client.ClientProcess;
import io.github.bits4j.bench.client.JavaClient;
import io.github.bits4j.bench.client.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A client in a fresh JVM.
 *
 * @param other class path entries that go before the others
 */
record JavaContender(Settings settings, JavaClient client, String other, Mode mode) implements Contender {
    @Override
    public String name() {
        return client.label() + (other.isEmpty() ? "" : ", other build") + mode.suffix();
    }

    /** The same, with the heap measured; it is no measure of time then. */
    JavaContender watchingHeap() {
        return new JavaContender(settings, client, other, Mode.WATCHED);
    }

    @Override
    public List<String> command(Task task, Path directory) throws IOException {
        Path list = directory.resolve("java.list");
        task.write(list);
        return settings.java(other, ClientProcess.class.getName(), client.name(), list.toString(), mode.name());
    }

    @Override
    public Measurement figures(Measurement whole) {
        return mode == Mode.RUNNING
                ? new Measurement(whole.reported("seconds"), whole.reported("processor"), whole.report())
                : whole;
    }

    @Override
    public boolean isJava() {
        return true;
    }
}
