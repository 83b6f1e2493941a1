package io.github.bits4j.cli;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.embedded.ServiceChoice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bits4j get}: one file, with somebody waiting for it. */
@Command(name = "get",
        description = {"Downloads a file by a BITS job and waits for it.", "",
            "Ctrl-C cancels the job. After an error that may pass, such as a lost connection, the job is tried again every "
                + "5 seconds until there has been no progress for the time of --patience.", "",
            "On the embedded service, a download whose command was killed goes on from the bytes that are there when the same "
                + "URL and FILE are asked for again.", ""},
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class GetCommand implements Callable<Integer> {
    private static final String JOB_NAME = "bits4j get";

    @Parameters(index = "0", paramLabel = "URL", converter = UrlConverter.class,
            description = "What to download: absolute, http or https; characters that a URL may not have must be escaped.")
    private URI url = URI.create("");

    @Parameters(index = "1", paramLabel = "FILE", converter = TargetConverter.class,
            description = "Where to put it: an absolute path in a directory that exists. A file that is there is replaced "
                    + "when the download is complete, not before.")
    private Path file = Path.of("");

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Option(names = "--store", paramLabel = "DIR",
            description = "Where the embedded service keeps its jobs, for one command at a time; by default a directory of the "
                    + "user's own: bits4j in %%LOCALAPPDATA%% on Windows, in $XDG_STATE_HOME or ~/.local/state elsewhere.")
    private @Nullable Path store;

    @Option(names = "--sha256", paramLabel = "HEX", converter = Sha256.Converter.class,
            description = "The SHA-256 that the file must have; FILE is written only if it has it.")
    private @Nullable Sha256 expected;

    @Option(names = "--patience", paramLabel = "SECONDS", defaultValue = "120", converter = SecondsConverter.class,
            description = "How long there may be no progress before the download has failed; ${DEFAULT-VALUE} by default.")
    private Duration patience = Duration.ZERO;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by picocli. */
    GetCommand() {}

    @Override
    public Integer call() throws InterruptedException, IOException, FailedException {
        Screen screen = Screen.of(spec.commandLine());
        Path store = store();
        Delivery target = Delivery.to(file, Optional.ofNullable(expected));
        try (Interruption interruption = Interruption.arm(screen);
                ServiceChoice service = this.service.open(screen, store);
                Transfer transfer = transfer(service, target.jobTarget(), interruption, screen);
                Delivery delivery = target) {
            // A notification makes the end known at once; without one it is found by polling, within a second.
            transfer.job().setNotifyInterface(event -> {});
            transfer.await();
            transfer.complete();
            delivery.deliver();
        }
        screen.line("%s: %s%s".formatted(file, ByteCount.format(Files.size(file)),
                expected == null ? "" : ", SHA-256 as expected"));
        return Bits4j.OK;
    }

    private Path store() {
        Path chosen = store;
        if (chosen != null && service.isSystem()) {
            throw new ParameterException(spec.commandLine(), "--store is for the embedded service, not for the system's");
        }
        return chosen == null ? StoreDirectory.ofUser() : chosen.toAbsolutePath();
    }

    private Transfer transfer(ServiceChoice service, Path target, Interruption interruption, Screen screen) {
        Optional<BackgroundCopyJob> earlier = service.isEmbedded()
                ? EarlierJob.find(service.manager(), JOB_NAME, url, target)
                : Optional.empty();
        if (earlier.isPresent()) {
            screen.line("Going on with an earlier download of it, of which there are "
                    + ByteCount.format(earlier.get().progress().bytesTransferred()));
            return Transfer.of(earlier.get(), patience, interruption, screen);
        }
        Transfer transfer = Transfer.create(service.manager(), JOB_NAME, patience, interruption, screen);
        try {
            transfer.job().addFile(url, target);
            return transfer;
        } catch (RuntimeException e) {
            transfer.close();
            throw e;
        }
    }
}
