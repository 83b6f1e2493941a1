package io.github.bits4j.com;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.bits4j.bindings.com.IStreamVtbl;
import io.github.bits4j.bindings.com.LARGE_INTEGER;
import io.github.bits4j.bindings.com.STATSTG;
import io.github.bits4j.bindings.com.ULARGE_INTEGER;
import io.github.bits4j.bindings.com.com_h;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/** The methods of IStream, on a channel that is written only. The position of the channel at the beginning is the stream's 0. */
final class ChannelStream {
    private static final Logger LOG = System.getLogger("io.github.bits4j.com");
    static final ComVtable<ChannelStream> VTABLE = ComVtable.of(MethodHandles.lookup(), ChannelStream.class,
            IStreamVtbl.class, Guid.ISEQUENTIAL_STREAM, Guid.ISTREAM);

    private static final int STGM_WRITE = 1;
    private static final int LARGEST_PIECE = 1 << 20;
    private static final int FUTILE_WRITES = 100;

    private final WritableByteChannel channel;
    /** Where the stream begins in a seekable channel. */
    private final long base;
    private long position;
    private long size;
    /** Volatile: whoever asks for it must not wait for a channel that blocks. */
    private volatile Optional<IOException> failure = Optional.empty();

    ChannelStream(WritableByteChannel channel) throws IOException {
        this.channel = channel;
        this.base = channel instanceof SeekableByteChannel seekable ? seekable.position() : 0;
    }

    Optional<IOException> failure() {
        return failure;
    }

    /** ISequentialStream::Read: STG_E_ACCESSDENIED. */
    public void read(MemorySegment buffer, int count, MemorySegment read) {
        throw new ComException(HResult.STG_E_ACCESSDENIED, "ISequentialStream::Read", "the stream is for writing");
    }

    /** ISequentialStream::Write. */
    public synchronized void write(MemorySegment buffer, int count, MemorySegment written) {
        long wanted = Integer.toUnsignedLong(count);
        long done = 0;
        try {
            if (wanted > 0 && buffer.address() == 0) {
                throw new ComException(HResult.STG_E_INVALIDPOINTER, "ISequentialStream::Write", "no buffer");
            }
            MemorySegment bytes = buffer.reinterpret(wanted);
            while (done < wanted) {
                // A copy: the channel's owner may keep the buffer, whose memory is the other side's.
                ByteBuffer piece = ByteBuffer.wrap(bytes.asSlice(done, Math.min(LARGEST_PIECE, wanted - done))
                        .toArray(JAVA_BYTE));
                while (piece.hasRemaining()) {
                    int taken = write(piece);
                    done += taken;
                    position += taken;
                }
            }
        } finally {
            size = Math.max(size, position);
            if (written.address() != 0) {
                written.reinterpret(JAVA_INT.byteSize()).set(JAVA_INT, 0, (int) done);
            }
        }
    }

    private int write(ByteBuffer piece) {
        try {
            return writeSome(piece);
        } catch (IOException | RuntimeException | Error e) {
            throw fault("ISequentialStream::Write", e);
        }
    }

    /** A byte at least: a channel that never takes one must not keep the service's thread for ever. */
    private int writeSome(ByteBuffer piece) throws IOException {
        int before = piece.position();
        for (int i = 0; i < FUTILE_WRITES; i++) {
            channel.write(piece);
            int taken = piece.position() - before; // whatever the channel says
            if (taken > 0) {
                return taken;
            }
        }
        throw new IOException("the channel took nothing " + FUTILE_WRITES + " times in a row");
    }

    /** What is no IOException is the cause of one: that of a channel which was opened for reading only, for instance. */
    private ComException fault(String operation, Throwable e) {
        failure = Optional.of(e instanceof IOException failed ? failed : new IOException("the channel threw " + e, e));
        LOG.log(Level.DEBUG, "a channel cannot be written", e);
        return new ComException(HResult.STG_E_WRITEFAULT, operation, String.valueOf(e.getMessage()));
    }

    /** IStream::Seek. */
    public synchronized void seek(MemorySegment move, int origin, MemorySegment newPosition) {
        long from = switch (origin) {
            case 0 -> 0; // STREAM_SEEK_SET
            case 1 -> position; // STREAM_SEEK_CUR
            case 2 -> size(); // STREAM_SEEK_END
            default -> throw new ComException(HResult.STG_E_INVALIDFUNCTION, "IStream::Seek", "unknown origin " + origin);
        };
        long target = from + LARGE_INTEGER.QuadPart(move);
        if (target < 0 || base + target < 0) {
            throw new ComException(HResult.STG_E_INVALIDFUNCTION, "IStream::Seek",
                    "before the beginning, or larger than any channel");
        }
        if (target != position) {
            seekable("IStream::Seek", to -> to.position(base + target));
            position = target;
        }
        if (newPosition.address() != 0) {
            newPosition.reinterpret(JAVA_LONG.byteSize()).set(JAVA_LONG, 0, target);
        }
    }

    private interface ChannelCall {
        void on(SeekableByteChannel channel) throws IOException;
    }

    private void seekable(String operation, ChannelCall call) {
        if (!(channel instanceof SeekableByteChannel seekable)) {
            throw new ComException(HResult.STG_E_INVALIDFUNCTION, operation, "the channel goes forward only");
        }
        try {
            call.on(seekable);
        } catch (IOException | RuntimeException | Error e) {
            throw fault(operation, e);
        }
    }

    private long size() {
        long[] found = {size};
        if (channel instanceof SeekableByteChannel) {
            seekable("IStream::Stat", of -> found[0] = Math.max(0, of.size() - base));
        }
        return found[0];
    }

    /** IStream::SetSize. */
    public synchronized void setSize(MemorySegment newSize) {
        long wanted = ULARGE_INTEGER.QuadPart(newSize);
        if (wanted < 0 || base + wanted < 0) {
            throw new ComException(HResult.STG_E_INVALIDFUNCTION, "IStream::SetSize", "larger than any channel");
        }
        long present = size();
        seekable("IStream::SetSize", to -> {
            try {
                if (wanted < present) {
                    to.truncate(base + wanted);
                } else if (wanted > present) {
                    to.position(base + wanted - 1);
                    writeSome(ByteBuffer.allocate(1));
                }
            } finally {
                to.position(base + position); // what is written next goes there, also if the disk is full
            }
        });
        size = wanted;
    }

    /** IStream::CopyTo: E_NOTIMPL. */
    public void copyTo(MemorySegment target, MemorySegment count, MemorySegment read, MemorySegment written) {
        throw new ComException(HResult.E_NOTIMPL, "IStream::CopyTo", "the stream is for writing");
    }

    /** IStream::Commit: what was written to a file is on the disk. */
    public synchronized void commit(int flags) {
        if (channel instanceof FileChannel file) {
            seekable("IStream::Commit", _ -> file.force(false));
        }
    }

    /** IStream::Revert: has no effect, as documented for a stream without transactions. */
    public void revert() {}

    /** IStream::LockRegion: STG_E_INVALIDFUNCTION. */
    public void lockRegion(MemorySegment offset, MemorySegment count, int type) {
        throw new ComException(HResult.STG_E_INVALIDFUNCTION, "IStream::LockRegion", "the stream has no locks");
    }

    /** IStream::UnlockRegion: STG_E_INVALIDFUNCTION. */
    public void unlockRegion(MemorySegment offset, MemorySegment count, int type) {
        throw new ComException(HResult.STG_E_INVALIDFUNCTION, "IStream::UnlockRegion", "the stream has no locks");
    }

    /** IStream::Stat: the size; a stream has no name. */
    public synchronized void stat(MemorySegment out, int flags) {
        if (out.address() == 0) {
            throw new ComException(HResult.STG_E_INVALIDPOINTER, "IStream::Stat", "no place for it");
        }
        MemorySegment stat = out.reinterpret(STATSTG.sizeof()).fill((byte) 0);
        STATSTG.type(stat, com_h.STGTY_STREAM());
        STATSTG.grfMode(stat, STGM_WRITE);
        ULARGE_INTEGER.QuadPart(STATSTG.cbSize(stat), size());
    }

    /** IStream::Clone: E_NOTIMPL. */
    public void clone(MemorySegment out) {
        if (out.address() != 0) {
            out.reinterpret(ADDRESS.byteSize()).set(ADDRESS, 0, MemorySegment.NULL);
        }
        throw new ComException(HResult.E_NOTIMPL, "IStream::Clone", "the stream is for writing");
    }
}
