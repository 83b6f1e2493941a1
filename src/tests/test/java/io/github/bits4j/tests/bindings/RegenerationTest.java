package io.github.bits4j.tests.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bits4j.tests.support.TestService;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bindings/} is what jextract makes of the headers, untouched by hand. */
class RegenerationTest {
    private static final Path ROOT = Path.of("../..");

    @Test
    void jextract_makes_the_same_bindings_again(@TempDir Path directory) throws IOException, InterruptedException {
        assumeFalse(TestService.WINDOWS, "regenerate.sh is a script for bash and runs on Linux");
        assumeTrue(System.getenv("JEXTRACT") != null || isOnPath("jextract"), "no jextract: JEXTRACT is not set");
        assumeTrue(isOnPath("bash"), "no bash");
        copy("jextract-config", directory);
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder("bash", directory.resolve("jextract-config/regenerate.sh").toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(140, TimeUnit.SECONDS)).as("regenerate.sh ended").isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();

        Map<String, String> made = files(directory.resolve("bindings"));
        Map<String, String> committed = files(ROOT.resolve("bindings"));
        assertThat(made.keySet()).isEqualTo(committed.keySet()).isNotEmpty();
        made.forEach((name, text) -> assertThat(text).as(name).isEqualTo(committed.get(name)));
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static void copy(String name, Path directory) throws IOException {
        Path from = ROOT.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) { // a directory comes before what is in it
                Files.copy(file, directory.resolve(name).resolve(from.relativize(file).toString()));
            }
        }
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
