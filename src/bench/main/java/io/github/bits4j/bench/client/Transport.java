package io.github.bits4j.bench.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** An HTTP client that writes one response to a file; used by several threads at once. */
interface Transport extends AutoCloseable {
    /** How much is read and written at once. */
    int BUFFER = 128 * 1024;

    void fetch(URI remote, Path local) throws Exception;

    @Override
    default void close() throws IOException {}

    /** The loop that all clients share that give a stream. */
    static void copy(InputStream in, Path local) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(local)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        }
    }

    static void requireOk(int status) throws IOException {
        if (status != 200) {
            throw new IOException("status " + status);
        }
    }
}
