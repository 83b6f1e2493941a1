package io.github.bits4j.bench.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;

/** Apache HttpClient, the blocking one. */
final class Apache implements Transport {
    private static final int CONNECTIONS = 64;

    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(CONNECTIONS)
                    .setMaxConnTotal(CONNECTIONS)
                    .build())
            .disableContentCompression()
            .disableRedirectHandling()
            .build();

    @Override
    public void fetch(URI remote, Path local) throws IOException {
        client.execute(new HttpGet(remote), response -> {
            Transport.requireOk(response.getCode());
            try (InputStream body = response.getEntity().getContent()) {
                Transport.copy(body, local);
            }
            return local;
        });
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
