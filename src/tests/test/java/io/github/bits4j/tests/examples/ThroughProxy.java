package io.github.bits4j.tests.examples;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ProxySettings;
import java.net.URI;
import java.nio.file.Path;

/** A proxy of the application's own. */
final class ThroughProxy {
    private ThroughProxy() {}

    // README begins
    static BackgroundCopyJob start(BackgroundCopyManager manager, URI remote, Path local, String proxy) {
        return manager.newJob("through a proxy").file(remote, local)
                .proxy(ProxySettings.of(proxy, "intranet.example")) // the latter is reached without it
                .start();
    }
    // README ends
}
