package io.github.bits4j.bench.client;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.FileInfo;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobType;
import io.github.bits4j.TransferResult;
import io.github.bits4j.bench.Task;
import io.github.bits4j.embedded.EmbeddedService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Jobs of the embedded service, by the public API. Those of the background take turns, foreground ones run at once. As any
 * service of the kind does, it forces each file to the disk before it says that it has it.
 */
final class Bits4jJobs implements Downloader {
    private static final int MAXIMUM_FILES = 200;

    private final EmbeddedService service = EmbeddedService.inMemory();
    private final BackgroundCopyManager manager = service.connect();

    @Override
    public void download(Task task) throws Exception {
        int share = Math.ceilDiv(task.items().size(), task.parallel());
        int files = Math.ceilDiv(share, Math.ceilDiv(share, MAXIMUM_FILES));
        List<BackgroundCopyJob> jobs = new ArrayList<>();
        List<CompletableFuture<TransferResult>> ends = new ArrayList<>();
        for (int from = 0; from < task.items().size(); from += files) {
            List<Task.Item> part = task.items().subList(from, Math.min(from + files, task.items().size()));
            BackgroundCopyJob job = manager.createJob("benchmark", JobType.DOWNLOAD);
            job.setPriority(task.parallel() == 1 ? JobPriority.NORMAL : JobPriority.FOREGROUND);
            job.addFiles(part.stream().map(item -> new FileInfo(item.remote(), item.local())).toList());
            jobs.add(job);
            ends.add(job.whenTransferred());
            job.resume();
        }
        for (int i = 0; i < jobs.size(); i++) {
            ends.get(i).get();
            jobs.get(i).complete();
        }
    }

    @Override
    public void close() {
        manager.close();
        service.close();
    }
}
