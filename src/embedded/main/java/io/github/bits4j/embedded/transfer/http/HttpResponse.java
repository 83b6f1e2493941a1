package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.embedded.transfer.ResponseHead;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.TransportResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A response on a connection, which goes back to the pool when all has been read. */
final class HttpResponse implements TransportResponse {
    private final ResponseHead head;
    private final @Nullable HttpBody body;
    private final @Nullable ConnectionPool pool;
    private @Nullable HttpConnection connection;

    private HttpResponse(
            ResponseHead head,
            @Nullable HttpBody body,
            @Nullable ConnectionPool pool,
            @Nullable HttpConnection connection) {
        this.head = head;
        this.body = body;
        this.pool = pool;
        this.connection = connection;
    }

    static HttpResponse read(HttpConnection connection, String method, ConnectionPool pool) throws IOException {
        ResponseHead head = HeadReader.read(connection);
        if (!stays(head)) {
            connection.closeAfterwards();
        }
        HttpResponse response = new HttpResponse(head, HttpBody.of(head, method, connection.in()), pool, connection);
        response.letGoIfFinished();
        return response;
    }

    static HttpResponse withoutBody(ResponseHead head) {
        return new HttpResponse(head, null, null, null);
    }

    private static boolean stays(ResponseHead head) {
        List<String> options = head.all("Connection").stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(String::strip)
                .toList();
        return head.statusLine().startsWith("HTTP/1.0")
                ? options.stream().anyMatch("keep-alive"::equalsIgnoreCase)
                : options.stream().noneMatch("close"::equalsIgnoreCase);
    }

    @Override
    public ResponseHead head() {
        return head;
    }

    @Override
    public int read(byte[] buffer) throws TransferFailure, InterruptedException {
        if (body == null) {
            return -1;
        }
        try {
            int count = body.read(buffer);
            letGoIfFinished();
            return count;
        } catch (IOException failure) {
            close();
            HttpTransport.throwIfInterrupted(failure);
            throw HttpFailures.ofBody(failure);
        }
    }

    private void letGoIfFinished() {
        HttpConnection present = connection;
        if (present != null && pool != null && body != null && body.isFinished()) {
            connection = null;
            if (present.isLast()) {
                pool.discard(present);
            } else {
                pool.giveBack(present);
            }
        }
    }

    @Override
    public void close() {
        HttpConnection present = connection;
        connection = null;
        if (present != null && pool != null) {
            pool.discard(present);
        }
    }
}
