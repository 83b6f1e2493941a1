package io.github.bits4j.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What was asked for, by system properties.
 *
 * @param suites downloads, jobs, calls
 * @param scale what the sizes are multiplied by; small while developing
 * @param rounds how often each client runs
 * @param heap the {@code -Xmx} of the Java clients
 * @param clients the clients whose names match are run, and curl, which the others are compared with
 * @param directory where sources and downloads lie while it runs
 * @param other class path entries of another build of bits4j to compare with; empty for none
 */
record Settings(
        List<String> suites, double scale, int rounds, String heap, Pattern clients, Path directory, String other) {

    static Settings ofSystemProperties() {
        return new Settings(
                List.of(System.getProperty("bench.suites", "downloads,jobs,calls").split(",")),
                Double.parseDouble(System.getProperty("bench.scale", "1")),
                Integer.getInteger("bench.rounds", 5),
                System.getProperty("bench.heap", "64m"),
                Pattern.compile(System.getProperty("bench.clients", ".*")),
                Path.of(System.getProperty("bench.directory", System.getProperty("java.io.tmpdir"))).toAbsolutePath(),
                System.getProperty("bench.other", ""));
    }

    /** A number of bytes or files, scaled. */
    long scaled(long number) {
        return Math.max(1, Math.round(number * scale));
    }

    /** A JVM of this one's version, the class path, and its other options. */
    List<String> java(String classPathBefore, String... options) {
        String classPath = System.getProperty("java.class.path");
        String whole = classPathBefore.isEmpty() ? classPath : classPathBefore + File.pathSeparator + classPath;
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.concat(
                Stream.of(java, "-Xmx" + heap, "--enable-native-access=ALL-UNNAMED", "-cp", whole),
                Stream.of(options)).toList();
    }
}
