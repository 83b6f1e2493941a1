package io.github.bits4j.tests.bindings;

import io.github.bits4j.tests.support.TestService;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A C compiler on the PATH: GCC, or one that understands its options. */
record CCompiler(Path command) {
    record Result(boolean success, List<String> output) {}

    /** The compiler for the machine that the JVM runs on. */
    static Optional<CCompiler> host() {
        return TestService.WINDOWS ? windows() : find("cc", "gcc");
    }

    /** A compiler for 64-bit Windows with mingw-w64's headers. */
    static Optional<CCompiler> windows() {
        if (TestService.WINE) {
            return Optional.empty(); // Linux programs are out of reach
        }
        return TestService.WINDOWS ? find("gcc.exe") : find("x86_64-w64-mingw32-gcc");
    }

    private static Optional<CCompiler> find(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .filter(directory -> !directory.isEmpty())
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable).findFirst().map(CCompiler::new);
    }

    Result run(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(arguments);
        try {
            Path output = Files.createTempFile("bits4j-cc", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
                builder.environment().put("LC_ALL", "C");
                Process process = builder.start();
                if (!process.waitFor(300, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("does not end: " + line);
                }
                return new Result(process.exitValue() == 0, Files.readString(output, StandardCharsets.UTF_8).lines().toList());
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + line, e);
        }
    }
}
