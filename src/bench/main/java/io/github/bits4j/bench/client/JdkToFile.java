package io.github.bits4j.bench.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** java.net.http, which writes the file itself. */
final class JdkToFile implements Transport {
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public void fetch(URI remote, Path local) throws Exception {
        Transport.requireOk(client.send(HttpRequest.newBuilder(remote).build(), BodyHandlers.ofFile(local)).statusCode());
    }

    @Override
    public void close() {
        client.close();
    }
}
