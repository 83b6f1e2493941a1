package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.string;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationJobVtbl;
import io.github.bits4j.com.ComVtable;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** IDeliveryOptimizationJob of a job, whose other interfaces have a method of that name too. */
final class DeliveryOptimizationJobFace {
    static final ComVtable<DeliveryJobFace> VTABLE = ComVtable.ofStatics(MethodHandles.lookup(), DeliveryJobFace.class,
            DeliveryOptimizationJobFace.class, IDeliveryOptimizationJobVtbl.class, InterfaceIds.IDELIVERY_OPTIMIZATION_JOB);

    private DeliveryOptimizationJobFace() {}

    public static void addFileWithRanges(DeliveryJobFace job, MemorySegment fileId, MemorySegment remoteUrl,
            MemorySegment localName, int count, MemorySegment ranges, long size) {
        job.owned("AddFileWithRanges").delivery().add(string(fileId, "fileId"), string(remoteUrl, "remoteUrl"),
                string(localName, "localName"), Ranges.read(count, ranges), size);
    }
}
