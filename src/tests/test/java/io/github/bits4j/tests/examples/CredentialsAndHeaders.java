package io.github.bits4j.tests.examples;

import io.github.bits4j.AuthScheme;
import io.github.bits4j.AuthTarget;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server that wants to know who asks. */
final class CredentialsAndHeaders {
    private CredentialsAndHeaders() {}

    // README begins
    static BackgroundCopyJob start(BackgroundCopyManager manager, URI remote, Path local, char[] password) {
        try (Credentials credentials = Credentials.of(AuthTarget.SERVER, AuthScheme.BASIC, "user", password)) {
            return manager.newJob("private").file(remote, local)
                    .credentials(credentials)
                    .headers(Map.of("X-Tenant", List.of("42")))
                    .start();
        }
    }
    // README ends
}
