package io.github.bits4j.embedded.transfer.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** An open connection. One thread uses it; any may close it. */
final class HttpConnection {
    private static final System.Logger LOG = System.getLogger(HttpConnection.class.getName());
    private static final int BUFFER = 16 * 1024;

    private final Endpoint endpoint;
    private final SocketChannel channel;
    private volatile InputStream in = InputStream.nullInputStream();
    private volatile OutputStream out = OutputStream.nullOutputStream();
    private long restingSince;
    private boolean answered;
    private boolean last;

    HttpConnection(Endpoint endpoint, SocketChannel channel) {
        this.endpoint = endpoint;
        this.channel = channel;
    }

    /** The bytes go through this socket from now on: the channel's own, or TLS over it. */
    void use(Socket socket) throws IOException {
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = socket.getOutputStream();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Of who is at its other end; null if it is not open. */
    @Nullable String address() {
        InetAddress address = channel.socket().getInetAddress();
        return address == null ? null : address.getHostAddress();
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /** A response has begun to come. */
    void answer() {
        answered = true;
    }

    boolean hasAnswered() {
        return answered;
    }

    /** No further request may use it. */
    void closeAfterwards() {
        last = true;
    }

    boolean isLast() {
        return last;
    }

    void rest() {
        answered = false;
        restingSince = System.nanoTime();
    }

    long restingSince() {
        return restingSince;
    }

    /** Without TLS's farewell: that could block, and every body here tells its own end. */
    void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.DEBUG, "closing a connection", failure);
        }
    }
}
