package io.github.bits4j.bench.client;

import io.github.bits4j.bench.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Downloads with a bare transport: as many threads as transfers, each of which takes one file after another. */
final class FileByFile implements Downloader {
    private final Transport transport;

    FileByFile(Transport transport) {
        this.transport = transport;
    }

    @Override
    public void download(Task task) throws Exception {
        Queue<Task.Item> left = new ConcurrentLinkedQueue<>(task.items());
        try (ExecutorService threads = Executors.newFixedThreadPool(task.parallel())) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < task.parallel(); i++) {
                all.add(threads.submit(() -> {
                    for (Task.Item item = left.poll(); item != null; item = left.poll()) {
                        transport.fetch(item.remote(), item.local());
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
