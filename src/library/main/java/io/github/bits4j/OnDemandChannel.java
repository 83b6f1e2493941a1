package io.github.bits4j;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Reads a remote file from the temporary file of its job, and asks for what is not there yet. */
final class OnDemandChannel extends AbstractInterruptibleChannel implements SeekableByteChannel {
    private final OnDemandFetch fetch;
    private final BackgroundCopyFile file;
    /** One read at a time; closing does not wait for it. */
    private final ReentrantLock reading = new ReentrantLock();
    private long position;
    private volatile @Nullable FileChannel bytes;

    OnDemandChannel(BackgroundCopyJob job, BackgroundCopyFile file, OnDemandOptions options) {
        this.file = file.share();
        this.fetch = new OnDemandFetch(job, this.file, options, this::isOpen);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        reading.lock();
        boolean completed = false;
        try {
            begin();
            requireOpen();
            int read = target.hasRemaining() ? readHere(target) : 0;
            position += Math.max(read, 0);
            completed = true;
            return read;
        } catch (ClosedByInterruptException e) {
            completed = true; // or end() would hide why
            close(); // the file, while it is read, has made itself the one to be told of interrupts, and has closed itself alone
            throw e;
        } finally {
            reading.unlock();
            end(completed);
        }
    }

    private int readHere(ByteBuffer target) throws IOException {
        long there = fetch.available(position, target.remaining());
        if (there == 0) {
            return -1;
        }
        ByteBuffer part = target.slice(target.position(), (int) Math.min(there, target.remaining()));
        int read = temporaryFile().read(part, position);
        if (read <= 0) {
            throw new IOException("the service says that bytes are there which its temporary file does not have");
        }
        target.position(target.position() + read);
        return read;
    }

    private FileChannel temporaryFile() throws IOException {
        FileChannel known = bytes;
        if (known != null) {
            return known;
        }
        Path path = file.temporaryName().orElseThrow(() -> new IOException("the service has no temporary file yet"));
        FileChannel opened = FileChannel.open(path, StandardOpenOption.READ);
        bytes = opened;
        if (!isOpen()) {
            opened.close(); // whoever closed this channel may not have seen it
        }
        return opened;
    }

    @Override
    public long size() throws IOException {
        boolean completed = false;
        try {
            begin();
            requireOpen();
            long size = fetch.size();
            completed = true;
            return size;
        } finally {
            end(completed);
        }
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        reading.lock();
        try {
            return position;
        } finally {
            reading.unlock();
        }
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        requireOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("newPosition: must not be negative, is " + newPosition);
        }
        reading.lock();
        try {
            position = newPosition;
            return this;
        } finally {
            reading.unlock();
        }
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    private void requireOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    protected void implCloseChannel() throws IOException {
        FileChannel opened = bytes;
        try {
            if (opened != null) {
                opened.close();
            }
        } finally {
            file.close();
        }
    }
}
