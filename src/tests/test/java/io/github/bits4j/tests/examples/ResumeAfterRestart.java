package io.github.bits4j.tests.examples;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobEvent;
import io.github.bits4j.JobType;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.TransferResult;
import io.github.bits4j.embedded.EmbeddedService;
import java.net.URI;
import java.nio.file.Path;

/**
 * A program that may be killed at any time: started again, it takes up the job that the one before began.
 *
 * <p>Arguments: the service's directory, the URL, the local file.
 */
public final class ResumeAfterRestart {
    private ResumeAfterRestart() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        try (EmbeddedService service = EmbeddedService.open(Path.of(arguments[0]));
                BackgroundCopyManager manager = service.connect()) {
            TransferResult result = fetch(manager, URI.create(arguments[1]), Path.of(arguments[2]));
            System.out.println("there it is: " + result.files());
        }
    }

    // README begins
    // Starts the download, or goes on with the one that an earlier run of this program has started.
    static TransferResult fetch(BackgroundCopyManager manager, URI remote, Path local) throws Exception {
        BackgroundCopyJob known = manager.jobs(job -> job.displayName().equals("my update")).stream().findFirst()
                .orElseGet(() -> begin(manager, remote, local));
        BackgroundCopyJob job = manager.attach(known.id(), event -> { // first the state of this moment, then what happens
            switch (event) {
                case JobEvent.StateChanged e -> System.out.println("the job is " + e.to());
                case JobEvent.Failed e -> System.out.println("failed: " + e.error());
                default -> { }
            }
        });
        return job.whenTransferred(TransferOptions.defaults().completing()).get();
    }

    static BackgroundCopyJob begin(BackgroundCopyManager manager, URI remote, Path local) {
        BackgroundCopyJob job = manager.createJob("my update", JobType.DOWNLOAD);
        job.addFile(remote, local);
        job.resume();
        return job;
    }
    // README ends
}
