package io.github.bits4j.bench.client;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * How much heap is really in use: collects often, and looks what is left. It slows down what it watches, which is why time
 * is measured without it.
 */
final class HeapWatch {
    private static final long INTERVAL_MILLIS = 25;

    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
            .toList();
    private final Thread thread = Thread.ofPlatform().daemon().name("heap-watch").start(this::watch);
    private long peak;

    private void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (InterruptedException end) {
            look();
        }
    }

    private void look() {
        System.gc();
        long used = pools.stream().mapToLong(pool -> pool.getCollectionUsage().getUsed()).sum();
        peak = Math.max(peak, used);
    }

    /** Ends the watch; in bytes. */
    long end() throws InterruptedException {
        thread.interrupt();
        thread.join();
        return peak;
    }
}
