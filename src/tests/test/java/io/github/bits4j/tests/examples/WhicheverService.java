package io.github.bits4j.tests.examples;

import io.github.bits4j.embedded.Fetch;
import io.github.bits4j.embedded.FetchResult;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A file by whichever service gets it. */
final class WhicheverService {
    private WhicheverService() {}

    // README begins
    static void fetch(URI remote, Path local, Consumer<String> screen) throws Exception {
        FetchResult result = Fetch.file(remote, local).get(1, TimeUnit.HOURS);
        result.failures().forEach(failure -> screen.accept("not by " + failure));
        screen.accept("by " + result.route());
    }
    // README ends
}
