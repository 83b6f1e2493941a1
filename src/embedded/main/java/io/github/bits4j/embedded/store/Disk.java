package io.github.bits4j.embedded.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** All that changes a store's files, step by step: tests end the process between any two. */
interface Disk {
    Disk REAL = new Disk() {};

    default void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    /** @param length whether the file's length has changed too */
    default void force(FileChannel channel, boolean length) throws IOException {
        channel.force(length);
    }

    /** In one step, instead of any file of that name. */
    default void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        Directories.force(to.toAbsolutePath().getParent());
    }
}
