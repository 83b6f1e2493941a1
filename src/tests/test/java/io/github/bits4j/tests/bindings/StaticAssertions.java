package io.github.bits4j.tests.bindings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Proof by a C compiler: what the bindings say compiles, as static assertions and calls, against the Windows headers. What
 * mingw-w64 lacks comes from the headers in jextract-config, which the bindings are made of: for these it proves that nothing
 * got lost on the way, and {@link GoldenTable} the rest.
 */
final class StaticAssertions {
    private static final Path CONFIG = Path.of("../../jextract-config");
    private static final Pattern LINE = Pattern.compile("\\.c:(\\d+):");

    /**
     * traditional-conversion: an argument whose width is not that of the parameter. int-conversion: a pointer for an integer,
     * or the other way round.
     */
    private static final List<String> FLAGS = List.of("-std=gnu11", "-fsyntax-only", "-fno-diagnostics-show-caret",
            "-DWIN32_LEAN_AND_MEAN", "-D_WIN32_WINNT=0x0A00", "-DNTDDI_VERSION=0x0A00000C", "-Werror=traditional-conversion",
            "-Werror=int-conversion", "-Werror=incompatible-pointer-types", "-isystem", CONFIG.resolve("include").toString());

    private StaticAssertions() {}

    /** @param file where the C goes */
    static List<String> differences(Abi abi, Bindings bindings, CCompiler compiler, Path file) throws IOException {
        Differences differences = new Differences();
        String source = AssertionSource.of(abi, bindings, includes(), differences);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, source);

        CCompiler.Result result = compiler.run(Stream.concat(FLAGS.stream(), Stream.of(file.toString())).toList());
        List<String> lines = source.lines().toList();
        result.output().stream().filter(line -> line.contains("error:")).forEach(error -> {
            Matcher number = LINE.matcher(error);
            differences.add(number.find() ? error + ": " + lines.get(Integer.parseInt(number.group(1)) - 1).strip() : error);
        });
        if (!result.success() && differences.list().isEmpty()) {
            differences.add(compiler.command() + ": " + result.output());
        }
        return differences.list();
    }

    /** The headers that the bindings are made of. */
    private static List<String> includes() throws IOException {
        List<String> includes = new ArrayList<>();
        try (Stream<Path> files = Files.list(CONFIG)) {
            for (Path umbrella : files.filter(file -> file.toString().endsWith("-umbrella.h")).sorted().toList()) {
                Files.readAllLines(umbrella).stream().filter(line -> line.startsWith("#include <")).forEach(includes::add);
            }
        }
        return includes;
    }
}
