package io.github.bits4j.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client is to download.
 *
 * @param parallel how many transfers may be under way at a time
 */
public record Task(List<Item> items, int parallel) {
    /** A file to download. */
    public record Item(URI remote, Path local) {}

    public Task {
        items = List.copyOf(items);
    }

    /** For a client in another process. */
    public void write(Path list) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(Integer.toString(parallel));
        items.forEach(item -> lines.add(item.remote() + " " + item.local()));
        Files.write(list, lines);
    }

    /** What {@link #write} has written. */
    public static Task read(Path list) throws IOException {
        List<String> lines = Files.readAllLines(list);
        List<Item> items = lines.stream().skip(1)
                .map(line -> line.split(" ", 2))
                .map(words -> new Item(URI.create(words[0]), Path.of(words[1])))
                .toList();
        return new Task(items, Integer.parseInt(lines.getFirst()));
    }
}
