package io.github.bits4j.bench.jobs;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What something took, or has taken so far. Elapsed time depends on what others do with the machine and its disk; processor
 * time less so, and the bytes not at all.
 *
 * @param elapsed in microseconds
 * @param processor of the whole process, in microseconds
 * @param written bytes; 0 where the system does not tell
 */
record Cost(double elapsed, double processor, double written) {
    private static final Path COUNTERS = Path.of("/proc/self/io");
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** What this process has taken so far; the difference of two counts. */
    static Cost now() {
        return new Cost(System.nanoTime() / 1e3, SYSTEM.getProcessCpuTime() / 1e3, bytesWritten());
    }

    /** What one of so many has taken since then. */
    static Cost since(Cost start, int count) {
        Cost now = now();
        return new Cost(
                (now.elapsed - start.elapsed) / count,
                (now.processor - start.processor) / count,
                (now.written - start.written) / count);
    }

    private static double bytesWritten() {
        if (!Files.exists(COUNTERS)) {
            return 0;
        }
        try {
            return Files.readAllLines(COUNTERS).stream()
                    .filter(line -> line.startsWith("wchar:"))
                    .mapToDouble(line -> Double.parseDouble(line.substring("wchar:".length())))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
