package io.github.bits4j.tests.support;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** All reachable objects of this process, as a file to be searched. */
public final class HeapDump {
    private static final int PART = 1 << 22;

    private final Path file;

    private HeapDump(Path file) {
        this.file = file;
    }

    /** Skips the test on a Java that cannot dump its heap. */
    public static HeapDump write(Path file) {
        Assumptions.assumeTrue(ModuleLayer.boot().findModule("jdk.management").isPresent(), "needs the module jdk.management");
        try {
            Bean.dump(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HeapDump(file);
    }

    /** In a class of its own, which a Java without that module never loads. */
    private static final class Bean {
        static void dump(Path file) throws IOException {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
        }
    }

    /** Whether the bytes of the text are in it, in one of the encodings. */
    public boolean contains(String text, List<Charset> encodings) {
        return encodings.stream().anyMatch(encoding -> contains(text.getBytes(encoding)));
    }

    private boolean contains(byte[] wanted) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long from = 0; from < channel.size(); from += PART) {
                byte[] part = new byte[(int) Math.min(PART + wanted.length, channel.size() - from)];
                ByteBuffer buffer = ByteBuffer.wrap(part);
                while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) { }
                if (indexOf(part, wanted)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean indexOf(byte[] part, byte[] wanted) {
        for (int i = 0; i + wanted.length <= part.length; i++) {
            int same = 0;
            while (same < wanted.length && part[i + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }

    public void delete() throws IOException {
        Files.delete(file);
    }
}
