package io.github.bits4j.bench.client;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** java.net.http, read as a stream. */
final class JdkStream implements Transport {
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public void fetch(URI remote, Path local) throws Exception {
        HttpResponse<InputStream> response =
                client.send(HttpRequest.newBuilder(remote).build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            Transport.requireOk(response.statusCode());
            Transport.copy(body, local);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
