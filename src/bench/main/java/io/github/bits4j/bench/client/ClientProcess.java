package io.github.bits4j.bench.client;

import com.sun.management.OperatingSystemMXBean;
import io.github.bits4j.bench.Task;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process of a Java client. */
public final class ClientProcess {
    private ClientProcess() {}

    /**
     * Does a task and says what it took.
     *
     * @param args the client, the file with the task, and the {@link Mode}
     */
    public static void main(String[] args) throws Exception {
        JavaClient client = JavaClient.valueOf(args[0]);
        Task task = Task.read(Path.of(args[1]));
        switch (Mode.valueOf(args[2])) {
            case FRESH -> {
                long start = System.nanoTime();
                try (Downloader downloader = client.open()) {
                    downloader.download(task);
                }
                System.out.println("seconds=" + (System.nanoTime() - start) / 1e9);
            }
            case RUNNING -> {
                try (Downloader downloader = client.open()) {
                    downloader.download(task);
                    for (Task.Item item : task.items()) {
                        Files.delete(item.local());
                    }
                    measure(downloader, task);
                }
            }
            case WATCHED -> {
                HeapWatch heap = new HeapWatch();
                try (Downloader downloader = client.open()) {
                    downloader.download(task);
                }
                System.out.println("heap=" + heap.end());
            }
        }
    }

    private static void measure(Downloader downloader, Task task) throws Exception {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long processor = system.getProcessCpuTime();
        long start = System.nanoTime();
        downloader.download(task);
        System.out.println("seconds=" + (System.nanoTime() - start) / 1e9);
        System.out.println("processor=" + (system.getProcessCpuTime() - processor) / 1e9);
    }
}
