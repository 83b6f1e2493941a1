package io.github.bits4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One aria2c for all files, with one connection for each; it allocates nothing beforehand, as the others do not. */
record Aria2() implements Contender {
    @Override
    public String name() {
        return "aria2c";
    }

    @Override
    public String obstacle() {
        return Tools.obstacle("aria2c");
    }

    @Override
    public List<String> command(Task task, Path directory) throws IOException {
        Path list = directory.resolve("aria2.list");
        Files.write(list, task.items().stream()
                .map(item -> "%s%n dir=%s%n out=%s".formatted(
                        item.remote(), item.local().getParent(), item.local().getFileName()))
                .toList());
        return List.of("aria2c", "--no-conf", "--quiet", "--file-allocation=none", "--split=1", "--max-tries=1",
                "--max-concurrent-downloads=" + task.parallel(), "--input-file=" + list);
    }
}
