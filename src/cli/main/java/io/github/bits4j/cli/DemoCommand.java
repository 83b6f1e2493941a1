package io.github.bits4j.cli;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.NotifyOptions;
import io.github.bits4j.embedded.ServiceChoice;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bits4j demo}: the whole way of a download, with a Java object as the job's notify interface. */
@Command(name = "demo",
        description = {"Shows a BITS job whose notify interface is a Java object; needs no network.", "",
            "Serves a file of random bytes on the loopback interface, downloads it by a job, prints the notifications as they "
                + "arrive, completes the job and compares the SHA-256. Succeeds only if JobTransferred came as a notification "
                + "and both files are the same.", ""},
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DemoCommand implements Callable<Integer> {
    private static final Set<NotifyFlag> FLAGS = EnumSet.of(NotifyFlag.JOB_TRANSFERRED, NotifyFlag.JOB_ERROR,
            NotifyFlag.JOB_MODIFICATION, NotifyFlag.FILE_TRANSFERRED);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Seldom: what polling finds first is not notified any more, and this is about notifications. */
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(20);

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Option(names = "--size", paramLabel = "BYTES", defaultValue = "20M", converter = ByteCount.Converter.class,
            description = "The size of the file; K, M and G are powers of 1024; ${DEFAULT-VALUE} by default.")
    private ByteCount size = new ByteCount(0);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by picocli. */
    DemoCommand() {}

    @Override
    public Integer call() throws InterruptedException, IOException, FailedException {
        Screen screen = Screen.of(spec.commandLine());
        try (Interruption interruption = Interruption.arm(screen);
                ServiceChoice service = this.service.open(screen);
                DemoFiles files = DemoFiles.create(size.bytes());
                DemoServer server = DemoServer.start(files.original())) {
            screen.line("Serving " + size + " of random bytes at " + server.url());
            try (Transfer transfer = Transfer.create(service.manager(), "bits4j demo", PATIENCE, interruption, screen)) {
                transfer(transfer, server, files, screen);
            }
            compare(files, screen);
        }
        screen.line("The demo succeeded: JobTransferred came as a notification, and both files are the same.");
        return Bits4j.OK;
    }

    private static void transfer(Transfer transfer, DemoServer server, DemoFiles files, Screen screen)
            throws InterruptedException, FailedException {
        BackgroundCopyJob job = transfer.job();
        EventPrinter listener = new EventPrinter(screen);
        job.addFile(server.url(), files.download());
        job.setNotifyFlags(FLAGS);
        job.setNotifyInterface(listener, NotifyOptions.defaults().withPollInterval(POLL_INTERVAL));
        screen.line("Job " + job.id() + ", its notify interface is a Java object; notify flags " + FLAGS);
        transfer.await();
        listener.awaitTransferred(POLL_INTERVAL.multipliedBy(2));
        transfer.complete();
        screen.line("Completed: the download has its name, " + files.download().getFileName());
    }

    private static void compare(DemoFiles files, Screen screen) throws IOException, FailedException {
        Sha256 served = Sha256.of(files.original());
        Sha256 received = Sha256.of(files.download());
        screen.line("SHA-256 served    " + served);
        screen.line("SHA-256 received  " + received);
        if (!served.equals(received)) {
            throw new FailedException("the demo failed: the files differ");
        }
    }
}
