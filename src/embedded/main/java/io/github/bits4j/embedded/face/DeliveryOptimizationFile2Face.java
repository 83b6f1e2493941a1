package io.github.bits4j.embedded.face;

import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DOFilePropertyId_DecryptionInfo;
import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DOFilePropertyId_DownloadSinkFilePath;
import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DOFilePropertyId_DownloadSinkInterface;
import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DOFilePropertyId_DownloadSinkMemoryStream;
import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DOFilePropertyId_IntegrityCheckInfo;
import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DOFilePropertyId_IntegrityCheckMandatory;
import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DOFilePropertyId_TotalSizeBytes;
import static io.github.bits4j.embedded.face.Parameters.required;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationFile2Vtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.embedded.queue.DeliveryFile;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.Optional;

/** IDeliveryOptimizationFile2 of a file, whose other interfaces have methods of those names too. */
final class DeliveryOptimizationFile2Face {
    static final ComVtable<DeliveryFileFace> VTABLE = ComVtable.ofStatics(MethodHandles.lookup(), DeliveryFileFace.class,
            DeliveryOptimizationFile2Face.class, IDeliveryOptimizationFile2Vtbl.class,
            InterfaceIds.IDELIVERY_OPTIMIZATION_FILE2);

    private DeliveryOptimizationFile2Face() {}

    public static void getProperty(DeliveryFileFace face, int id, MemorySegment out) {
        DeliveryFile file = face.job().delivery().of(face.file());
        new Variant.Empty().write(required(out, "propValue"));
        if (id == DOFilePropertyId_DownloadSinkFilePath()) {
            give(out, file.sink().map(Variant.Text::new));
        } else if (id == DOFilePropertyId_DownloadSinkInterface()) {
            if (file.stream().filter(stream -> ((ClientStream) stream).write(out)).isEmpty()) {
                throw notSet();
            }
        } else if (id == DOFilePropertyId_IntegrityCheckMandatory()) {
            give(out, file.integrityCheckMandatory().map(Variant.Bool::new));
        } else if (id == DOFilePropertyId_TotalSizeBytes()) {
            give(out, file.totalSize().stream().mapToObj(Variant.UInt8::new).findFirst());
        } else if (id == DOFilePropertyId_DecryptionInfo() || id == DOFilePropertyId_IntegrityCheckInfo()) {
            throw new ComException(HResult.DO_E_WRITE_ONLY_PROPERTY, "GetProperty");
        } else if (id == DOFilePropertyId_DownloadSinkMemoryStream()) {
            throw memoryStream("GetProperty");
        } else {
            throw new ComException(face.service.rules().unknownProperty(), "GetProperty");
        }
    }

    private static void give(MemorySegment out, Optional<? extends Variant> value) {
        value.orElseThrow(DeliveryOptimizationFile2Face::notSet).write(out);
    }

    private static ComException notSet() {
        return new ComException(HResult.E_NOT_SET, "GetProperty");
    }

    public static void setProperty(DeliveryFileFace face, int id, MemorySegment in) {
        DeliveryFile file = face.owned("SetProperty").delivery().of(face.file());
        Variant value = in.address() == 0 ? new Variant.Empty() : Variant.read(in);
        if (id == DOFilePropertyId_DownloadSinkFilePath()) {
            file.setSink(of(value, Variant.Text.class).value());
        } else if (id == DOFilePropertyId_DownloadSinkInterface()) {
            setStream(face, file, of(value, Variant.Unknown.class).pointer());
        } else if (id == DOFilePropertyId_IntegrityCheckInfo()) {
            file.setIntegrityCheckInfo(of(value, Variant.Text.class).value());
        } else if (id == DOFilePropertyId_IntegrityCheckMandatory()) {
            file.setIntegrityCheckMandatory(of(value, Variant.Bool.class).value());
        } else if (id == DOFilePropertyId_TotalSizeBytes()) {
            file.setTotalSize(of(value, Variant.UInt8.class).value());
        } else if (id == DOFilePropertyId_DecryptionInfo()) {
            throw new ComException(HResult.E_NOTIMPL, "SetProperty", "nothing is decrypted here");
        } else if (id == DOFilePropertyId_DownloadSinkMemoryStream()) {
            throw memoryStream("SetProperty");
        } else {
            throw new ComException(face.service.rules().unknownProperty(), "SetProperty");
        }
    }

    private static void setStream(DeliveryFileFace face, DeliveryFile file, MemorySegment unknown) {
        if (unknown.address() == 0) {
            throw new ComException(HResult.E_INVALIDARG, "SetProperty", "no stream");
        }
        ClientStream stream = new ClientStream(face.service, unknown);
        try {
            file.setSink(stream);
        } catch (RuntimeException | Error e) {
            if (file.stream().orElse(null) != stream) {
                stream.release(); // else the change holds, though it could not be stored
            }
            throw e;
        }
    }

    private static <V extends Variant> V of(Variant value, Class<V> type) {
        if (!type.isInstance(value)) {
            throw new ComException(HResult.E_INVALIDARG, "SetProperty", value + " is no " + type.getSimpleName());
        }
        return type.cast(value);
    }

    private static ComException memoryStream(String operation) {
        return new ComException(HResult.DO_E_MEMORYSTREAM_DOWNLOAD_NOT_SUPPORTED, operation,
                "DOFilePropertyId_DownloadSinkMemoryStream is deprecated");
    }
}
