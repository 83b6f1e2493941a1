package io.github.bits4j.bench.client;

import io.github.bits4j.bench.Task;
import java.io.IOException;

/** What does a task, all of it. */
interface Downloader extends AutoCloseable {
    void download(Task task) throws Exception;

    @Override
    void close() throws IOException;
}
