package io.github.bits4j.bench.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM can do at best: a blocking channel, a direct buffer, and no more of HTTP than this benchmark's server needs.
 */
final class BareSocket implements Transport {
    private static final Pattern HEAD = Pattern.compile("(?is)HTTP/1\\.1 200 .*?\r\nContent-Length: (\\d+)\r\n.*?\r\n\r\n");

    private record Connection(SocketChannel channel, ByteBuffer buffer) {}

    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

    @Override
    public void fetch(URI remote, Path local) throws IOException {
        Connection connection = idle.poll();
        if (connection == null) {
            connection = new Connection(SocketChannel.open(new InetSocketAddress(remote.getHost(), remote.getPort())),
                    ByteBuffer.allocateDirect(BUFFER));
        }
        String request = "GET " + remote.getRawPath() + " HTTP/1.1\r\nHost: " + remote.getRawAuthority() + "\r\n\r\n";
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(request);
        while (bytes.hasRemaining()) {
            connection.channel.write(bytes);
        }
        try (FileChannel file = FileChannel.open(local, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            receive(connection.channel, connection.buffer, file);
        }
        idle.add(connection);
    }

    private static void receive(SocketChannel channel, ByteBuffer buffer, FileChannel file) throws IOException {
        buffer.clear();
        long left = readHead(channel, buffer);
        while (true) {
            left -= buffer.remaining();
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            if (left == 0) {
                return;
            }
            read(channel, buffer.clear());
            buffer.flip();
        }
    }

    /** Returns the body's length; what has come of it is in the buffer. */
    private static long readHead(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (true) {
            read(channel, buffer);
            ByteBuffer come = buffer.duplicate().flip();
            Matcher head = HEAD.matcher(StandardCharsets.ISO_8859_1.decode(come.limit(Math.min(come.limit(), 1024))));
            if (head.lookingAt()) {
                buffer.flip().position(head.end());
                return Long.parseLong(head.group(1));
            }
        }
    }

    private static void read(SocketChannel channel, ByteBuffer buffer) throws IOException {
        if (channel.read(buffer) <= 0) {
            throw new EOFException();
        }
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : idle) {
            connection.channel.close();
        }
    }
}
