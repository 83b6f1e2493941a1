package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.required;

import io.github.bits4j.DownloadMode;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.deliveryoptimization.DOSwarmStats;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationFileVtbl;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.embedded.queue.DeliveryStatistics;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** IDeliveryOptimizationFile of a file. There are no peers here, and no cloud: all comes from the server, in the mode Simple. */
final class DeliveryOptimizationFileFace {
    static final ComVtable<DeliveryFileFace> VTABLE = ComVtable.ofStatics(MethodHandles.lookup(), DeliveryFileFace.class,
            DeliveryOptimizationFileFace.class, IDeliveryOptimizationFileVtbl.class, InterfaceIds.IDELIVERY_OPTIMIZATION_FILE);

    private DeliveryOptimizationFileFace() {}

    /** The strings are the client's to free. */
    public static void getStats(DeliveryFileFace file, MemorySegment out) {
        DeliveryStatistics now = file.job().delivery().of(file.file()).statistics();
        MemorySegment stats = required(out, "swarmStats").reinterpret(DOSwarmStats.sizeof()).fill((byte) 0);
        DOSwarmStats.fileSize(stats, now.size());
        DOSwarmStats.totalBytesDownloaded(stats, now.bytes());
        DOSwarmStats.bytesFromHttp(stats, now.bytes());
        DOSwarmStats.httpConnectionCount(stats, now.attempts());
        DOSwarmStats.downloadDuration(stats, (int) Math.min(now.duration().toMillis(), 0xFFFF_FFFFL));
        DOSwarmStats.downloadMode(stats, DownloadMode.SIMPLE.code());
        DOSwarmStats.status(stats, now.status().code());
        DOSwarmStats.isBackground(stats, now.background() ? 1 : 0);
        MemorySegment fileId = TaskMemory.newString(now.fileId());
        try {
            DOSwarmStats.sourceURL(stats, TaskMemory.newString(now.source()));
        } catch (OutOfMemoryError e) {
            TaskMemory.free(fileId);
            throw e;
        }
        DOSwarmStats.fileId(stats, fileId);
    }
}
