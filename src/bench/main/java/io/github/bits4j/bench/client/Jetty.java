package io.github.bits4j.bench.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;

/** Jetty's client, read as a stream. */
final class Jetty implements Transport {
    private final HttpClient client = new HttpClient();

    Jetty() {
        try {
            client.setFollowRedirects(false);
            client.start();
            client.getContentDecoderFactories().clear();
        } catch (Exception failure) {
            throw new IllegalStateException("Jetty's client does not start", failure);
        }
    }

    @Override
    public void fetch(URI remote, Path local) throws Exception {
        InputStreamResponseListener listener = new InputStreamResponseListener();
        client.newRequest(remote).send(listener);
        Transport.requireOk(listener.get(30, TimeUnit.SECONDS).getStatus());
        try (InputStream body = listener.getInputStream()) {
            Transport.copy(body, local);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            client.stop();
        } catch (Exception failure) {
            throw new IOException("Jetty's client does not stop", failure);
        }
    }
}
