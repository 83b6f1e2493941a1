package io.github.bits4j.deliveryoptimization;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A stream as a channel: what is written is not left in the stream's buffer, since nobody says when the last byte has come. */
final class FlushingChannel implements WritableByteChannel {
    private final OutputStream stream;
    private volatile boolean closed;

    private FlushingChannel(OutputStream stream) {
        this.stream = stream;
    }

    /** A file's stream has a channel that can be positioned, which a download needs to begin again. */
    static WritableByteChannel of(OutputStream stream) {
        return stream.getClass() == FileOutputStream.class
                ? ((FileOutputStream) stream).getChannel()
                : new FlushingChannel(stream);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = source.remaining();
        byte[] bytes = new byte[count];
        source.get(bytes);
        stream.write(bytes);
        stream.flush();
        return count;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        stream.close();
    }
}
