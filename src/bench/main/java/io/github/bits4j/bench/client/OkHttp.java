package io.github.bits4j.bench.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** OkHttp. */
final class OkHttp implements Transport {
    private final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();

    @Override
    public void fetch(URI remote, Path local) throws IOException {
        Request request = new Request.Builder().url(remote.toString()).header("Accept-Encoding", "identity").build();
        try (Response response = client.newCall(request).execute()) {
            Transport.requireOk(response.code());
            Transport.copy(response.body().byteStream(), local);
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
