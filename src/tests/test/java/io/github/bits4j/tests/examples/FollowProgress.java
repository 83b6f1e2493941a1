package io.github.bits4j.tests.examples;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobEvent;
import io.github.bits4j.NotifyOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** What happens to a job, as it happens. */
final class FollowProgress {
    private FollowProgress() {}

    // README begins
    static BackgroundCopyJob follow(BackgroundCopyManager manager, URI remote, Path local, Consumer<String> screen) {
        return manager.newJob("followed").file(remote, local).listener(event -> {
            switch (event) {
                case JobEvent.Progress e -> screen.accept(e.progress().bytesTransferred() + " bytes");
                case JobEvent.Transferred e -> screen.accept("all there");
                case JobEvent.TransientError e -> screen.accept("not now: " + e.error());
                case JobEvent.Failed e -> screen.accept("failed: " + e.error());
                default -> { }
            }
        }, NotifyOptions.defaults().withProgress(Duration.ofMillis(200))).start();
    }
    // README ends
}
