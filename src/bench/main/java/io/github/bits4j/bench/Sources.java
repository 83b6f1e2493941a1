package io.github.bits4j.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What is downloaded: files of random bytes, made when first needed. */
final class Sources {
    private static final int CHUNK = 1 << 20;

    private final Path root;
    private final SplittableRandom random = new SplittableRandom(1);

    Sources(Path root) {
        this.root = root;
    }

    /** The task of a scenario, with its sources made. */
    Task task(Scenario scenario, Nginx server, Path target) throws IOException {
        List<Task.Item> items = new ArrayList<>();
        for (int i = 0; i < scenario.files(); i++) {
            Path source = root.resolve(name(scenario, i));
            if (!Files.exists(source)) {
                write(source, scenario.bytes());
            }
            items.add(new Task.Item(server.uri(name(scenario, i)), target.resolve(name(scenario, i))));
        }
        return new Task(items, scenario.parallel());
    }

    /** Whether a download is what was served. */
    boolean matches(Task.Item item, boolean bytes) throws IOException {
        Path source = root.resolve(item.local().getFileName());
        return Files.isRegularFile(item.local()) && Files.size(item.local()) == Files.size(source)
                && (!bytes || Files.mismatch(source, item.local()) < 0);
    }

    private static String name(Scenario scenario, int number) {
        return scenario.bytes() + "-" + number + ".bin";
    }

    private void write(Path file, long bytes) throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long left = bytes; left > 0; ) {
                random.nextBytes(chunk);
                left -= channel.write(ByteBuffer.wrap(chunk, 0, (int) Math.min(CHUNK, left)));
            }
            channel.force(false); // or it would be written while others are measured
        }
    }
}
