package io.github.bits4j.embedded.transfer.upload;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session with a server.
 *
 * @param id the server's name for it
 * @param host the server that has it, where a name stands for several; null for the one of the remote name
 * @param fallback how long the host may be out of reach before the remote name's is tried again; null for ever
 * @param unreachableSince since when the host has been out of reach; null if it answered last time
 */
public record UploadSession(
        String id, @Nullable String host, @Nullable Duration fallback, @Nullable Instant unreachableSince) {

    /** Where its packets go. */
    URI target(URI remote) {
        return host == null ? remote : at(remote, host).orElse(remote);
    }

    UploadSession reached() {
        return new UploadSession(id, host, fallback, null);
    }

    /** After an attempt in vain: the timer of the host begins, or has ended and the host is forgotten. */
    UploadSession missed(Instant now) {
        if (host == null) {
            return this;
        }
        Instant since = unreachableSince == null ? now : unreachableSince;
        boolean over = fallback != null && Duration.between(since, now).compareTo(fallback) >= 0;
        return over ? new UploadSession(id, null, null, null) : new UploadSession(id, host, fallback, since);
    }

    /** The URL at another host, on the same port if the host names none; empty if it is no host. */
    static Optional<URI> at(URI remote, String host) {
        try {
            URI parsed = new URI(remote.getScheme() + "://" + host);
            String authority = parsed.getHost() + (parsed.getPort() < 0 ? "" : ":" + parsed.getPort());
            if (!host.equals(authority)) {
                return Optional.empty();
            }
            String user = remote.getRawUserInfo() == null ? "" : remote.getRawUserInfo() + "@";
            int port = parsed.getPort() < 0 ? remote.getPort() : parsed.getPort();
            String query = remote.getRawQuery() == null ? "" : "?" + remote.getRawQuery();
            return Optional.of(new URI(remote.getScheme() + "://" + user + parsed.getHost() + (port < 0 ? "" : ":" + port)
                    + remote.getRawPath() + query));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }
}
