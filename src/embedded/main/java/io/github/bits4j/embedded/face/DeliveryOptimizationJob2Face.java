package io.github.bits4j.embedded.face;

import static io.github.bits4j.bindings.bits.bits_h.C_POINTER;
import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DOJobPropertyId_ExtendedErrorInfo;
import static io.github.bits4j.embedded.face.Parameters.required;
import static io.github.bits4j.embedded.face.Parameters.string;
import static java.lang.foreign.ValueLayout.ADDRESS;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationJob2Vtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.com.WideString;
import io.github.bits4j.embedded.queue.Job;
import io.github.bits4j.embedded.queue.JobFile;
import io.github.bits4j.embedded.transfer.FileRange;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Set;

/** IDeliveryOptimizationJob2 of a job, whose other interfaces have methods of those names too. */
final class DeliveryOptimizationJob2Face {
    static final ComVtable<DeliveryJobFace> VTABLE = ComVtable.ofStatics(MethodHandles.lookup(), DeliveryJobFace.class,
            DeliveryOptimizationJob2Face.class, IDeliveryOptimizationJob2Vtbl.class, InterfaceIds.IDELIVERY_OPTIMIZATION_JOB2);

    /** The page demands IDeliveryOptimizationFile; programs have been seen to ask for the newer one at once. */
    private static final Set<Guid> OF_FILES = Set.of(Guid.IUNKNOWN, InterfaceIds.IBACKGROUND_COPY_FILE,
            InterfaceIds.IDELIVERY_OPTIMIZATION_FILE, InterfaceIds.IDELIVERY_OPTIMIZATION_FILE2);

    private DeliveryOptimizationJob2Face() {}

    public static void addFile(DeliveryJobFace job, MemorySegment fileId, MemorySegment remoteUrl, int count,
            MemorySegment ranges, MemorySegment riid, MemorySegment out) {
        required(out, "object").set(ADDRESS, 0, MemorySegment.NULL);
        Guid iid = Guid.read(required(riid, "riid"));
        Job mine = job.owned("AddFile");
        String id = string(fileId, "fileId");
        List<FileRange> parts = Ranges.read(count, ranges);
        if (!OF_FILES.contains(iid)) {
            throw new ComException(HResult.E_NOINTERFACE, "AddFile", "files have no " + iid);
        }
        JobFile file = mine.delivery().addWithoutSink(id, WideString.readNullable(remoteUrl), parts);
        ComException.check(ClientCallback.lend(FileFace.pointer(job.client(), mine, file), pointer ->
                IUnknownVtbl.QueryInterface.invoke(IUnknownVtbl.QueryInterface(pointer.get(C_POINTER, 0)), pointer, riid, out)),
                "AddFile");
    }

    /** The only property is what is to be said of an error besides its code: an empty text without one. */
    public static void getProperty(DeliveryJobFace job, int id, MemorySegment out) {
        Job asked = job.job();
        new Variant.Empty().write(required(out, "propValue"));
        requireKnown(job, id, "GetProperty");
        new Variant.Text(asked.delivery().errorText()).write(out);
    }

    public static void setProperty(DeliveryJobFace job, int id, MemorySegment value) {
        job.owned("SetProperty");
        requireKnown(job, id, "SetProperty");
        throw new ComException(HResult.DO_E_READ_ONLY_PROPERTY, "SetProperty");
    }

    private static void requireKnown(DeliveryJobFace job, int id, String operation) {
        if (id != DOJobPropertyId_ExtendedErrorInfo()) {
            throw new ComException(job.service.rules().unknownProperty(), operation);
        }
    }
}
