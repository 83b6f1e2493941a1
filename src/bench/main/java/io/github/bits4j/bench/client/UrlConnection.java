package io.github.bits4j.bench.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;

/** The JDK's older client. */
final class UrlConnection implements Transport {
    @Override
    public void fetch(URI remote, Path local) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) remote.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        Transport.requireOk(connection.getResponseCode());
        try (InputStream body = connection.getInputStream()) {
            Transport.copy(body, local);
        }
    }
}
