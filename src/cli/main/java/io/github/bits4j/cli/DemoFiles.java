package io.github.bits4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * The demo's files, in a temporary directory that goes when they are closed.
 *
 * @param original the file that is served
 * @param download where the job puts it
 */
record DemoFiles(Path directory, Path original, Path download) implements AutoCloseable {
    private static final int BLOCK = 1 << 16;

    /** Writes the original, of random bytes. */
    static DemoFiles create(long size) throws IOException {
        Path directory = Files.createTempDirectory("bits4j-demo").toAbsolutePath();
        DemoFiles files = new DemoFiles(directory, directory.resolve("original.bin"), directory.resolve("download.bin"));
        try {
            files.fill(size);
            return files;
        } catch (IOException e) {
            files.close();
            throw e;
        }
    }

    private void fill(long size) throws IOException {
        SplittableRandom random = new SplittableRandom();
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(original)) {
            for (long left = size; left > 0; left -= BLOCK) {
                random.nextBytes(block);
                out.write(block, 0, (int) Math.min(BLOCK, left));
            }
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(original);
        Files.deleteIfExists(download);
        Files.deleteIfExists(directory);
    }
}
