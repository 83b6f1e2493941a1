package io.github.bits4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One curl for all files; many at once by {@code --parallel}.
 *
 * @param synced whether the files are forced to the disk too, as a service must that promises to have them
 */
record Curl(boolean synced) implements Contender {
    @Override
    public String name() {
        return synced ? "curl, then sync" : "curl";
    }

    @Override
    public String obstacle() {
        return Tools.obstacle("curl");
    }

    @Override
    public List<String> command(Task task, Path directory) throws IOException {
        Path config = directory.resolve("curl.conf");
        Path names = directory.resolve("curl.names");
        List<String> lines = new ArrayList<>();
        if (task.parallel() > 1) {
            lines.add("parallel");
            lines.add("parallel-max = " + task.parallel());
        }
        for (Task.Item item : task.items()) {
            lines.add("url = \"" + item.remote() + "\"");
            lines.add("output = \"" + item.local() + "\"");
        }
        Files.write(config, lines);
        Files.write(names, task.items().stream().map(item -> item.local().toString()).toList());
        List<String> curl = List.of("curl", "-q", "--silent", "--show-error", "--fail", "--config", config.toString());
        return synced
                ? List.of("bash", "-c", String.join(" ", curl) + " && xargs -d '\\n' sync < " + names)
                : curl;
    }
}
