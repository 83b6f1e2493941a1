package io.github.bits4j;

import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DOFilePropertyId_DecryptionInfo;
import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DOFilePropertyId_DownloadSinkFilePath;
import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DOFilePropertyId_DownloadSinkInterface;
import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DOFilePropertyId_IntegrityCheckInfo;
import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DOFilePropertyId_IntegrityCheckMandatory;
import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DOFilePropertyId_TotalSizeBytes;

import io.github.bits4j.bindings.deliveryoptimization.DOSwarmStats;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationFile2Vtbl;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationFile2Vtbl.GetProperty;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationFile2Vtbl.SetProperty;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationFileVtbl;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationFileVtbl.GetStats;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.StreamObject;
import io.github.bits4j.com.Variant;
import io.github.bits4j.internal.Arguments;
import io.github.bits4j.internal.LentVariant;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What Delivery Optimization adds to a file: where it has come from (IDeliveryOptimizationFile, Windows 10 1709), where it goes
 * and how its content is checked (IDeliveryOptimizationFile2, 1803).
 *
 * <p>Each method throws {@link UnsupportedInterfaceException} if the service has not the interface: BITS; and
 * {@link UnconfirmedInterfaceException} unless the connection was made with {@link ConnectOptions#withUnconfirmedSlots()}.
 * The setters are for files that the service has not begun to transfer, and throw a {@link BackgroundCopyException} with
 * DO_E_INVALID_STATE later. The sink DOFilePropertyId_DownloadSinkMemoryStream is not here: it is deprecated, and services refuse
 * it (DO_E_MEMORYSTREAM_DOWNLOAD_NOT_SUPPORTED).
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/delivery_optimization/ideliveryoptimizationfile">IDeliveryOptimizationFile</a>
 * @see <a href="https://learn.microsoft.com/windows/win32/delivery_optimization/deliveryoptimizationfileproperty">DOFilePropertyId</a>
 */
public final class DeliveryOptimizationFile {
    private final NewerInterfaces newer;
    private final ServiceInterface file;
    private final ServiceInterface file2;
    private final ComScope scope;

    DeliveryOptimizationFile(BackgroundCopyFile file) {
        this.newer = file.newer;
        this.scope = file.connection.scope;
        this.file = newer.unconfirmed("IDeliveryOptimizationFile", InterfaceIds.IDELIVERY_OPTIMIZATION_FILE);
        this.file2 = newer.unconfirmed("IDeliveryOptimizationFile2", InterfaceIds.IDELIVERY_OPTIMIZATION_FILE2);
    }

    /** Whether {@link #statistics()} works: the service has it, and it is allowed. */
    public boolean supportsStatistics() {
        return newer.hasUnconfirmed(InterfaceIds.IDELIVERY_OPTIMIZATION_FILE);
    }

    /** Whether all other methods work: the service has them, and they are allowed. */
    public boolean supportsProperties() {
        return newer.hasUnconfirmed(InterfaceIds.IDELIVERY_OPTIMIZATION_FILE2);
    }

    /**
     * Where the file has come from up to now, and how. Embedded services have no peers: all comes from the server, in the mode
     * {@link DownloadMode#SIMPLE}.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/delivery_optimization/ideliveryoptimizationfile-getstats">GetStats</a>
     */
    public SwarmStatistics statistics() {
        return file.get("GetStats", IDeliveryOptimizationFileVtbl::GetStats, GetStats::invoke, DOSwarmStats::allocate,
                SwarmStatistics::take);
    }

    // Where it goes

    /**
     * Has the file go into one of this machine, on {@link BackgroundCopyJob#complete()}.
     *
     * @param local an absolute path; its directory must exist. An existing file is replaced
     * @throws BackgroundCopyException DO_E_FILE_DOWNLOADSINK_ALREADY_SET if the file has a sink; E_ACCESSDENIED if the directory is
     *     not writable
     */
    public void setSink(Path local) {
        set(DOFilePropertyId_DownloadSinkFilePath(), new Variant.Text(Arguments.local("local", local)));
    }

    /**
     * Has the bytes written into a channel of this process, as they come: nothing is written to the disk. The job can go on only
     * while this process is there. What of the file is downloaded again, since it has changed on the server, needs a
     * {@link java.nio.channels.SeekableByteChannel}; with others the job fails then. An exception of the channel is the job's
     * error, STG_E_WRITEFAULT.
     *
     * @param channel in blocking mode; it stays the caller's, who closes it after the job's end. The service writes to it from
     *     threads of its own, one at a time
     * @throws IOException if the position of a seekable channel cannot be read
     * @throws BackgroundCopyException DO_E_FILE_DOWNLOADSINK_ALREADY_SET if the file has a sink
     */
    public void setSink(WritableByteChannel channel) throws IOException {
        StreamObject stream = new StreamObject(channel);
        try {
            setSink(stream.object().pointer());
        } finally {
            stream.object().release(); // from now on the service's reference keeps it
        }
    }

    /**
     * Has the bytes written to somebody else's IStream.
     *
     * @param stream an interface pointer that the MTA may call, AddRef'd by the service
     * @throws BackgroundCopyException DO_E_FILE_DOWNLOADSINK_ALREADY_SET if the file has a sink
     */
    public void setSink(MemorySegment stream) {
        if (stream.address() == 0) {
            throw new IllegalArgumentException("stream: is NULL");
        }
        set(DOFilePropertyId_DownloadSinkInterface(), new Variant.Unknown(stream));
    }

    /** The file of this machine that it goes into; empty if it goes elsewhere, or nobody has said where. */
    public Optional<Path> sink() {
        return find(DOFilePropertyId_DownloadSinkFilePath(), Variant.Text.class)
                .map(Variant.Text::value).filter(path -> !path.isEmpty()).map(Path::of);
    }

    /** The IStream that it goes into, owned by the caller; empty if it goes elsewhere, or nobody has said where. */
    public Optional<ComPointer> stream() {
        return find(DOFilePropertyId_DownloadSinkInterface(), Variant.Unknown.class, Variant::take)
                .map(Variant.Unknown::pointer).filter(stream -> stream.address() != 0)
                .map(stream -> ComPointer.own(stream, scope));
    }

    /** The size of the remote file in bytes; empty if it is not known. */
    public OptionalLong totalSize() {
        return find(DOFilePropertyId_TotalSizeBytes(), Variant.UInt8.class)
                .map(size -> OptionalLong.of(size.value())).orElse(OptionalLong.empty());
    }

    /** Says how large the remote file is, in bytes. */
    public void setTotalSize(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes: must not be negative, is " + bytes);
        }
        set(DOFilePropertyId_TotalSizeBytes(), new Variant.UInt8(bytes));
    }

    // What its content is

    /**
     * Says how the content is to be decrypted. It cannot be read back; our native copy of it is wiped. Embedded services decrypt
     * nothing and refuse it: E_NOTIMPL.
     *
     * @param json what the service takes, as JSON
     */
    public void setDecryptionInfo(String json) {
        set(DOFilePropertyId_DecryptionInfo(), new Variant.Text(Arguments.text("json", json, Integer.MAX_VALUE)));
    }

    /**
     * Says where the hashes are by which the service checks the content piece by piece (the PHF). It cannot be read back.
     *
     * @param json what the service takes, as JSON
     */
    public void setIntegrityCheckInfo(String json) {
        set(DOFilePropertyId_IntegrityCheckInfo(), new Variant.Text(Arguments.text("json", json, Integer.MAX_VALUE)));
    }

    /** Whether the content must be checked; false if nobody has said so. */
    public boolean isIntegrityCheckMandatory() {
        return find(DOFilePropertyId_IntegrityCheckMandatory(), Variant.Bool.class).map(Variant.Bool::value).orElse(false);
    }

    /**
     * Says whether the content must be checked, so that a download that cannot be is refused. Embedded services check nothing:
     * there {@link BackgroundCopyJob#resume()} fails with DO_E_INTEGRITYCHECKINFO_UNAVAILABLE, or
     * DO_E_INTEGRITYCHECKINFO_UNSPECIFIED if the hashes were not said either.
     */
    public void setIntegrityCheckMandatory(boolean mandatory) {
        set(DOFilePropertyId_IntegrityCheckMandatory(), new Variant.Bool(mandatory));
    }

    private <V extends Variant> Optional<V> find(int id, Class<V> type) {
        return find(id, type, VariantProperties::take);
    }

    private <V extends Variant> Optional<V> find(int id, Class<V> type, Function<MemorySegment, Variant> take) {
        return VariantProperties.find("IDeliveryOptimizationFile2::GetProperty", () ->
                file2.get("GetProperty", IDeliveryOptimizationFile2Vtbl::GetProperty,
                        (function, self, out) -> GetProperty.invoke(function, self, id, out), Variant::allocate, take), type);
    }

    private void set(int id, Variant value) {
        file2.run("SetProperty", IDeliveryOptimizationFile2Vtbl::SetProperty, (function, self, arena) ->
                LentVariant.lend(value, arena, variant -> SetProperty.invoke(function, self, id, variant)));
    }
}
