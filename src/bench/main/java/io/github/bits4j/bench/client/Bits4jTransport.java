package io.github.bits4j.bench.client;

import io.github.bits4j.embedded.transfer.TransportRequest;
import io.github.bits4j.embedded.transfer.TransportResponse;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The embedded service's own HTTP, without the service. */
final class Bits4jTransport implements Transport {
    private final HttpTransport transport = new HttpTransport();

    @Override
    public void fetch(URI remote, Path local) throws Exception {
        byte[] buffer = new byte[BUFFER];
        try (TransportResponse response = transport.send(TransportRequest.get(remote, Map.of()));
                OutputStream out = Files.newOutputStream(local)) {
            Transport.requireOk(response.status());
            for (int count = response.read(buffer); count >= 0; count = response.read(buffer)) {
                out.write(buffer, 0, count);
            }
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
