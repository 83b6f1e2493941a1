package io.github.bits4j.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the system that the benchmark runs. */
final class Tools {
    private Tools() {}

    /** Where a program is; servers are often out of an ordinary user's path. */
    static Optional<Path> find(String name) {
        Stream<String> path = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.concat(path, Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Why it cannot be run; empty if it can. */
    static String obstacle(String name) {
        return find(name).isPresent() ? "" : name + " is not installed (on Debian src/bench/setup.sh installs it)";
    }
}
