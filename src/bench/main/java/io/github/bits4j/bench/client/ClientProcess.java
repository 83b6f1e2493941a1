package io.github.bits4j.bench.client;

import io.github.bits4j.bench.Task;
import java.nio.file.Path;

/** The process of a Java client. */
public final class ClientProcess {
    private ClientProcess() {}

    /**
     * Does a task and says what it took.
     *
     * @param args the client, the file with the task, and whether to watch the heap
     */
    public static void main(String[] args) throws Exception {
        JavaClient client = JavaClient.valueOf(args[0]);
        Task task = Task.read(Path.of(args[1]));
        if (Boolean.parseBoolean(args[2])) {
            HeapWatch heap = new HeapWatch();
            download(client, task);
            System.out.println("heap=" + heap.end());
        } else {
            long start = System.nanoTime();
            download(client, task);
            System.out.println("seconds=" + (System.nanoTime() - start) / 1e9);
        }
    }

    private static void download(JavaClient client, Task task) throws Exception {
        try (Downloader downloader = client.open()) {
            downloader.download(task);
        }
    }
}
