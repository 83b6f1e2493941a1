package io.github.bits4j.embedded.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A disk that fails from a chosen step on: until it is mended, or for ever, as if the process had ended there. */
public class BrokenDisk implements Disk {
    private int steps;
    private int breaksAt = Integer.MAX_VALUE;
    private boolean tearing;

    /** From that step on, counted from now, every step fails. */
    public synchronized BrokenDisk breakAt(int step) {
        breaksAt = steps + step;
        return this;
    }

    /** The first write that fails writes half of its bytes. */
    public synchronized BrokenDisk tearing() {
        tearing = true;
        return this;
    }

    public synchronized void mend() {
        breaksAt = Integer.MAX_VALUE;
    }

    public synchronized int steps() {
        return steps;
    }

    @Override
    public synchronized void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        if (++steps == breaksAt && tearing) {
            Disk.super.write(channel, bytes.slice(0, bytes.remaining() / 2), position);
        }
        step();
        Disk.super.write(channel, bytes, position);
    }

    @Override
    public synchronized void force(FileChannel channel, boolean length) throws IOException {
        steps++;
        step();
        Disk.super.force(channel, length);
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        steps++;
        step();
        Disk.super.rename(from, to);
    }

    private void step() throws IOException {
        if (steps >= breaksAt) {
            broken();
        }
    }

    protected void broken() throws IOException {
        throw new IOException("No space left on device");
    }

    /** A store on this disk. */
    public JobStore open(Path directory) throws IOException {
        return JobStore.open(directory, this);
    }
}
