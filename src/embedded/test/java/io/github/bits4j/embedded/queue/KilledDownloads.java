package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.time.SystemClock;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A process that makes downloads of a file until it is killed, and says on its output what has become of each: "kept" when it is
 * promised to survive, "volatile" when it was started without that, "ending" before it is finalized or aborted, "finalized" and
 * "aborted" after it, each with the download's id.
 *
 * <p>Arguments: the store, the directory of the files and the URL.
 */
final class KilledDownloads {
    private static final QueueSettings SETTINGS = new QueueSettings(Duration.ZERO, Duration.ofMillis(20), Duration.ofSeconds(1),
            Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofSeconds(30));

    private KilledDownloads() {}

    public static void main(String[] arguments) throws Exception {
        TemporaryFiles forcing = new TemporaryFiles() {
            @Override
            public long forceInterval() {
                return 2_000_000;
            }
        };
        JobQueue queue = new JobQueue(ServiceRules.DELIVERY_OPTIMIZATION, SETTINGS, new HttpTransport(), new FakeLauncher(),
                new SystemClock(), JobStore.open(Path.of(arguments[0])), forcing);
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (true) {
            ContentDownload download = queue.downloads().create("somebody");
            download.set(ContentProperty.URI, arguments[2]);
            download.set(ContentProperty.LOCAL_PATH, Path.of(arguments[1], download.id().toString()).toString());
            download.set(ContentProperty.FOREGROUND_PRIORITY, random.nextBoolean());
            boolean kept = random.nextBoolean();
            if (kept) {
                download.set(ContentProperty.NON_VOLATILE, true);
                say("kept", download);
            }
            download.start(random.nextBoolean() ? null : List.of(new FileRange(random.nextInt(1000), 300_000)));
            if (!kept) {
                say("volatile", download);
            }
            Thread.sleep(random.nextInt(20));
            for (ContentDownload other : queue.downloads().all("somebody")) {
                if (random.nextInt(3) == 0) {
                    end(other, random.nextInt(4) == 0);
                }
            }
        }
    }

    private static void end(ContentDownload download, boolean abort) {
        boolean transferred = download.status().state() == ContentState.TRANSFERRED;
        if (abort || transferred) {
            say("ending", download);
            if (abort) {
                download.abort();
            } else {
                download.complete();
            }
            say(abort ? "aborted" : "finalized", download);
        }
    }

    private static void say(String what, ContentDownload download) {
        System.out.println(what + " " + download.id() + " .");
        System.out.flush();
    }
}
