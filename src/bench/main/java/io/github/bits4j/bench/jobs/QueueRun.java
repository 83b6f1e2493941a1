package io.github.bits4j.bench.jobs;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.embedded.EmbeddedOptions;
import io.github.bits4j.embedded.EmbeddedService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Fills a queue and empties it again. */
final class QueueRun {
    /** What is measured. */
    enum Step {
        CREATE("create, add a file, resume"),
        ENUMERATE("enumerate, with the state"),
        REOPEN("open the service again"),
        CANCEL("cancel");

        private final String label;

        Step(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** The documented limits are far below what is measured. */
    private static final EmbeddedOptions MANY_JOBS =
            EmbeddedOptions.usual().withJobLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final Map<Step, Cost> costs = new EnumMap<>(Step.class);
    private final int count;
    private final Path directory;

    private QueueRun(int count, Path directory) {
        this.count = count;
        this.directory = directory;
    }

    /** What each step costs per job, of a service that keeps its jobs in memory. */
    static Map<Step, Cost> inMemory(int count, Path directory) throws IOException {
        QueueRun run = new QueueRun(count, directory);
        // A server that accepts and says nothing: the first job waits for it, all others for their turn.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                EmbeddedService service = EmbeddedService.inMemory(ServiceKind.BITS, MANY_JOBS);
                BackgroundCopyManager manager = service.connect()) {
            run.fill(manager, silent);
            run.empty(manager);
        }
        return run.costs;
    }

    /** The same of a service that keeps them on the disk. */
    static Map<Step, Cost> stored(int count, Path directory) throws IOException {
        QueueRun run = new QueueRun(count, directory);
        Path store = Files.createTempDirectory(directory, "store");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            try (EmbeddedService service = EmbeddedService.open(store, ServiceKind.BITS, MANY_JOBS);
                    BackgroundCopyManager manager = service.connect()) {
                run.fill(manager, silent);
            }
            Cost start = Cost.now();
            try (EmbeddedService service = EmbeddedService.open(store, ServiceKind.BITS, MANY_JOBS);
                    BackgroundCopyManager manager = service.connect()) {
                run.record(Step.REOPEN, start);
                run.empty(manager);
            }
        }
        return run.costs;
    }

    private void fill(BackgroundCopyManager manager, ServerSocket server) {
        URI remote = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/file");
        create(manager, remote, directory.resolve("first"), JobPriority.HIGH).close();
        time(Step.CREATE, () -> {
            for (int i = 0; i < count; i++) {
                create(manager, remote, directory.resolve(Integer.toString(i)), JobPriority.NORMAL).close();
            }
        });
        time(Step.ENUMERATE, () -> enumerate(manager));
    }

    private void empty(BackgroundCopyManager manager) {
        List<BackgroundCopyJob> jobs = manager.jobs();
        time(Step.CANCEL, () -> jobs.forEach(BackgroundCopyJob::cancel));
    }

    private static BackgroundCopyJob create(BackgroundCopyManager manager, URI remote, Path local, JobPriority priority) {
        BackgroundCopyJob job = manager.createJob("benchmark", JobType.DOWNLOAD);
        job.setPriority(priority);
        job.addFile(remote, local);
        job.resume();
        return job;
    }

    private void enumerate(BackgroundCopyManager manager) {
        Map<JobState, Integer> states = new EnumMap<>(JobState.class);
        for (BackgroundCopyJob job : manager.jobs()) {
            states.merge(job.state(), 1, Integer::sum);
            job.close();
        }
        // If it takes long, the service has given the silent server up, and one or two others have had their turn.
        if (states.values().stream().mapToInt(Integer::intValue).sum() != count + 1
                || states.getOrDefault(JobState.QUEUED, 0) < count - 10) {
            throw new IllegalStateException("not " + count + " jobs are queued: " + states);
        }
    }

    private void time(Step step, Runnable work) {
        Cost start = Cost.now();
        work.run();
        record(step, start);
    }

    private void record(Step step, Cost start) {
        costs.put(step, Cost.since(start, count));
    }
}
