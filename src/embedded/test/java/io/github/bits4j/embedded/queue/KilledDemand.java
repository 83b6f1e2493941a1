package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.time.SystemClock;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A process that asks for ranges of a file until it is killed, and says on its output which it was told have come ("told" with
 * offset and length) and which requests were accepted ("wanted").
 *
 * <p>Arguments: the store, the file, its URL and its size.
 */
final class KilledDemand {
    private static final QueueSettings SETTINGS = new QueueSettings(Duration.ZERO, Duration.ofMillis(20), Duration.ofSeconds(1),
            Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofSeconds(30));

    private KilledDemand() {}

    public static void main(String[] arguments) throws Exception {
        int size = Integer.parseInt(arguments[3]);
        TemporaryFiles forcing = new TemporaryFiles() {
            @Override
            public long forceInterval() {
                return 2_000_000;
            }
        };
        JobStore store = JobStore.open(Path.of(arguments[0]));
        JobQueue queue = new JobQueue(ServiceRules.BITS, SETTINGS, new HttpTransport(), new FakeLauncher(),
                new SystemClock(), store, forcing);
        Job job = queue.jobs().isEmpty() ? create(queue, arguments[2], arguments[1]) : queue.jobs().getFirst();
        job.setNotifyTarget(new RecordingTarget() {
            @Override
            public int fileRangesTransferred(Job told, JobFile file, List<FileRange> ranges) {
                ranges.forEach(range -> say("told", range));
                return HResult.S_OK;
            }
        });
        ThreadLocalRandom random = ThreadLocalRandom.current();
        FileDemand demand = job.content(job.files().getFirst()).demand();
        while (true) {
            int offset = random.nextInt(size - 1);
            FileRange range = new FileRange(offset, 1 + random.nextInt(Math.min(size - offset, size / 200)));
            demand.request(List.of(range));
            say("wanted", range);
            job.resume();
            Thread.sleep(random.nextInt(5));
        }
    }

    private static Job create(JobQueue queue, String url, String file) {
        Job job = queue.createJob("killed", 0);
        job.addFile(url, file);
        job.properties().setOnDemand(true);
        job.setNotifyFlags(0x20);
        return job;
    }

    private static synchronized void say(String what, FileRange range) {
        System.out.println(what + " " + range.offset() + " " + range.length() + " .");
        System.out.flush();
    }
}
