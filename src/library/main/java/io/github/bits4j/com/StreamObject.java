package io.github.bits4j.com;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/**
 * An IStream into which the other side writes, on top of a channel, whose position at the beginning is the stream's 0. It can be
 * written only.
 *
 * <p>Seek and SetSize work on a {@link SeekableByteChannel}; on others Seek tells the position and refuses any other place. What
 * the channel throws is STG_E_WRITEFAULT to the other side, and {@link #failure()} here; a channel that takes nothing a hundred times
 * in a row has failed too.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/objidl/nn-objidl-istream">IStream</a>
 */
public final class StreamObject {
    private final ChannelStream stream;
    private final ComObject object;

    /**
     * A stream into the channel, which stays the caller's: the stream never closes it.
     *
     * @param channel blocking; written by one thread at a time, whichever the other side calls on
     * @throws IOException if the position of a seekable channel cannot be read
     */
    public StreamObject(WritableByteChannel channel) throws IOException {
        if (channel instanceof SelectableChannel selectable && !selectable.isBlocking()) {
            throw new IllegalArgumentException("channel: must be in blocking mode");
        }
        this.stream = new ChannelStream(channel);
        this.object = ComObject.of(stream, ChannelStream.VTABLE);
    }

    /** Its COM object. The first reference is that of who made the stream, and for him to release. */
    public ComObject object() {
        return object;
    }

    /** Why the channel could not be written, if that was so; what it threw that is no IOException is the cause of one. */
    public Optional<IOException> failure() {
        return stream.failure();
    }
}
