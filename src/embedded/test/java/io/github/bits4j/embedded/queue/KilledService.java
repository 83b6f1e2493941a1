package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.com.ComException;
import io.github.bits4j.embedded.store.BrokenDisk;
import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.time.SystemClock;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The process that the kill tests kill. It works on a store and says on its output what the service has promised, each time
 * right after a call returned: {@code accepted} with the job's type, {@code described}, {@code completed}, {@code cancelled}, with
 * the job's id; and {@code completing}, {@code cancelling} before. Its last word is before which kind of step it {@code halts}.
 *
 * <p>Arguments: the store, the directory of the files, the server's port, and which step the process does not survive: its kind
 * and its number among those of the kind. Steps are changes of the store's files and of the temporary files.
 */
final class KilledService {
    private static final QueueSettings SETTINGS = new QueueSettings(Duration.ZERO, Duration.ofMillis(20), Duration.ofSeconds(1),
            Duration.ofSeconds(1), Duration.ofMillis(40), Duration.ofSeconds(30));

    private static final List<JobType> TYPES = List.of(JobType.DOWNLOAD, JobType.UPLOAD, JobType.UPLOAD_REPLY);

    /** Works for ever, until it is killed. */
    static final String NEVER = "never";
    /** Ends after the half of a write of the store. */
    static final String TORN = "torn-store-write";

    private static String lastKind = NEVER;
    private static int lastNumber;
    private static final AtomicInteger STEPS = new AtomicInteger();

    private KilledService() {}

    public static void main(String[] arguments) throws Exception {
        Path store = Path.of(arguments[0]);
        Path files = Path.of(arguments[1]);
        String server = "http://127.0.0.1:" + arguments[2] + "/";
        lastKind = arguments[3];
        lastNumber = Integer.parseInt(arguments[4]);
        Thread.ofPlatform().daemon().start(KilledService::endWithParent);
        say("begins", lastKind);
        try (StoredQueue stored = new StoredQueue(new HaltingDisk().open(store), SETTINGS)) {
            if (lastKind.equals(NEVER)) {
                work(stored.queue, files, server);
            } else {
                script(stored.queue, files, server);
                say("end", "" + STEPS.get());
            }
        }
    }

    /** A queue of which every step with temporary files can be the last. */
    private static final class StoredQueue implements AutoCloseable {
        final JobQueue queue;
        private final JobStore store;
        private final HttpTransport transport = new HttpTransport();

        StoredQueue(JobStore store, QueueSettings settings) throws IOException {
            this.store = store;
            this.queue = new JobQueue(ServiceRules.BITS, settings, transport, new ProcessLauncher(),
                    new SystemClock(), store, new HaltingFiles());
        }

        @Override
        public void close() {
            queue.close();
            store.close();
            transport.close();
        }
    }

    /** If the tests are killed themselves, nobody is left to kill this process. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException gone) {
            System.getLogger("killed-service").log(System.Logger.Level.DEBUG, "no parent", gone);
        }
        Runtime.getRuntime().halt(8);
    }

    private static void say(String what, Object whom) {
        System.out.println(what + " " + whom);
        System.out.flush();
    }

    private static Job accept(JobQueue queue, JobType type, Path files, String server) throws IOException {
        Job job = queue.createJob("killed", type.code());
        say("accepted " + type, job.id());
        if (type == JobType.DOWNLOAD) {
            job.addFiles(files(type, job.id()).stream()
                    .map(name -> new FileInfo(server + name, files.resolve(name).toString()))
                    .toList());
        } else {
            if (type == JobType.UPLOAD_REPLY) {
                job.reply("SetReplyFileName").setFileName(files.resolve(files(type, job.id()).getFirst()).toString());
            }
            String name = upload(type, job.id());
            Path source = files.resolveSibling(name); // complete before it is added, and never changed
            Files.write(source, KilledContent.of(name));
            job.addFile(server + name, source.toString());
        }
        job.resume();
        return job;
    }

    private static void describe(Job job, int number) {
        job.setDescription("" + number);
        say("described " + number, job.id());
    }

    /** Each thing once. */
    private static void script(JobQueue queue, Path files, String server) throws IOException, InterruptedException {
        Job first = accept(queue, JobType.DOWNLOAD, files, server);
        describe(first, 1);
        Job second = accept(queue, JobType.UPLOAD_REPLY, files, server);
        await(first);
        end(first, true);
        await(second);
        end(second, true);
        Job third = accept(queue, JobType.DOWNLOAD, files, server);
        await(third);
        end(third, false);
        Job fourth = accept(queue, JobType.UPLOAD, files, server);
        while (fourth.progress().bytesTransferred() == 0) {
            Thread.sleep(1);
        }
        end(fourth, false);
    }

    private static void await(Job job) throws InterruptedException {
        while (job.state() != JobState.TRANSFERRED) {
            Thread.sleep(1);
        }
    }

    private static void end(Job job, boolean complete) {
        say(complete ? "completing" : "cancelling", job.id());
        if (complete) {
            job.complete();
        } else {
            job.cancel();
        }
        say(complete ? "completed" : "cancelled", job.id());
    }

    /** Keeps a few jobs going for ever, those of earlier processes too. */
    private static void work(JobQueue queue, Path files, String server) throws IOException, InterruptedException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (true) {
            List<Job> jobs = queue.jobs();
            if (jobs.size() < 4) {
                accept(queue, TYPES.get(random.nextInt(TYPES.size())), files, server);
            }
            for (Job job : jobs) {
                try {
                    int number = job.description().isEmpty() ? 0 : Integer.parseInt(job.description());
                    describe(job, number + 1);
                    if (job.state() == JobState.TRANSFERRED) {
                        end(job, true);
                    } else if (random.nextInt(40) == 0) {
                        end(job, false);
                    } else if (random.nextInt(10) == 0) {
                        job.suspend();
                        job.resume();
                    }
                } catch (ComException ended) {
                    say("refused", job.id()); // a restart has finished its Complete meanwhile, or it has no files
                }
            }
            Thread.sleep(3);
        }
    }

    private static void step(String kind) {
        if (kind.equals(lastKind) && STEPS.incrementAndGet() == lastNumber) {
            halt();
        }
    }

    private static void halt() {
        say("halts", lastKind);
        Runtime.getRuntime().halt(9);
    }

    /** Ends the process before a step; torn: after the half of a write. */
    private static final class HaltingDisk extends BrokenDisk {
        HaltingDisk() {
            if (lastKind.equals(TORN)) {
                breakAt(lastNumber).tearing();
            }
        }

        @Override
        public synchronized void force(FileChannel channel, boolean length) throws IOException {
            step("store-force");
            super.force(channel, length);
        }

        @Override
        public synchronized void rename(Path from, Path to) throws IOException {
            step("store-rename");
            super.rename(from, to);
        }

        @Override
        public synchronized void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
            step("store-write");
            super.write(channel, bytes, position);
        }

        @Override
        protected void broken() {
            halt();
        }
    }

    private static final class HaltingFiles implements TemporaryFiles {
        @Override
        public long forceInterval() {
            return 5_000_000;
        }

        @Override
        public boolean create(Path path) throws TransferFailure {
            step("file-create");
            return TemporaryFiles.super.create(path);
        }

        @Override
        public void force(Path path) throws TransferFailure, InterruptedException {
            step("file-force");
            TemporaryFiles.super.force(path);
        }

        @Override
        public void publish(Path temporary, Path destination, @Nullable Instant modified) throws TransferFailure {
            step("file-rename");
            TemporaryFiles.super.publish(temporary, destination, modified);
        }

        @Override
        public void forceNames(Path file) throws TransferFailure {
            step("directory-force");
            TemporaryFiles.super.forceNames(file);
        }

        @Override
        public boolean delete(Path path) {
            step("file-delete");
            return TemporaryFiles.super.delete(path);
        }
    }

    /** The files that a job leaves when it is completed; their names tell their content. */
    static List<String> files(JobType type, UUID id) {
        return switch (type) {
            case DOWNLOAD -> List.of(id + "-0", id + "-1");
            case UPLOAD_REPLY -> List.of(KilledUploads.answerTo(upload(type, id)));
            default -> List.of();
        };
    }

    /** The file that an upload job sends. */
    static String upload(JobType type, UUID id) {
        return (type == JobType.UPLOAD_REPLY ? "asked-" : "upload-") + id;
    }
}
