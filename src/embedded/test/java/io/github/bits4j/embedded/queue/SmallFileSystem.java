package io.github.bits4j.embedded.queue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A real file system of 1 MiB, which a test can fill; where none can be mounted, the test is skipped and says why. */
final class SmallFileSystem implements AutoCloseable {
    final Path root;
    private final Path ballast;

    SmallFileSystem(Path mountPoint) throws IOException {
        root = Files.createDirectories(mountPoint);
        ballast = root.resolve("ballast");
        boolean linux = System.getProperty("os.name").equals("Linux");
        Assumptions.assumeTrue(linux && Files.isExecutable(Path.of("/bin/mount")), "only Linux mounts a tmpfs");
        String refusal = run("mount", "-t", "tmpfs", "-o", "size=1m", "none", root.toString());
        Assumptions.assumeTrue(refusal.isEmpty(), "this user may not mount a file system: " + refusal);
    }

    /** What the command complains of. */
    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        boolean done = process.onExit().join().exitValue() == 0;
        return done ? "" : output + " (" + String.join(" ", command) + ")";
    }

    private static void must(String... command) throws IOException {
        String complaint = run(command);
        if (!complaint.isEmpty()) {
            throw new IOException(complaint);
        }
    }

    /** Leaves about that much room. */
    void fill(int room) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (Files.getFileStore(root).getUsableSpace() > room) {
                out.write(new byte[4096]);
            }
        }
    }

    void free() throws IOException {
        Files.delete(ballast);
    }

    void makeReadOnly() throws IOException {
        must("mount", "-o", "remount,ro", root.toString());
    }

    void makeWritable() throws IOException {
        must("mount", "-o", "remount,rw", root.toString());
    }

    @Override
    public void close() throws IOException {
        must("umount", "--lazy", root.toString());
    }
}
