package io.github.bits4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * What one run of a process took.
 *
 * @param seconds from its start to its end
 * @param processor user and system time, in seconds
 * @param report what the process said of itself: a Java client the seconds without the JVM's start, or its heap
 */
record Measurement(double seconds, double processor, Properties report) {
    private static final long LIMIT_MINUTES = 15;
    /** The shell's own keyword: nothing else tells of a child's processor time in the same way for all. */
    private static final String TIMED = "TIMEFORMAT='%R %U %S'; time \"$@\"";

    static Measurement of(List<String> command, Path directory) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, "bash"));
        timed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(timed).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException(command.getFirst() + " did not end within " + LIMIT_MINUTES + " minutes");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        List<String> errors = Files.readAllLines(err);
        if (process.exitValue() != 0) {
            throw new IOException("status %d of %s%n%s%n%s".formatted(
                    process.exitValue(), command, String.join("\n", errors), Files.readString(out)));
        }
        String[] times = errors.getLast().split(" ");
        Properties report = new Properties();
        try (var reader = Files.newBufferedReader(out)) {
            report.load(reader);
        }
        return new Measurement(Double.parseDouble(times[0]),
                Double.parseDouble(times[1]) + Double.parseDouble(times[2]), report);
    }

    double reported(String key) {
        String value = report.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("the process did not report " + key);
        }
        return Double.parseDouble(value);
    }
}
