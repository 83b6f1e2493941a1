package io.github.bits4j;

import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DOJobPropertyId_ExtendedErrorInfo;

import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationJob2Vtbl;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationJob2Vtbl.GetProperty;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationJobVtbl;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationJobVtbl.AddFileWithRanges;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.Variant;
import io.github.bits4j.com.WideString;
import io.github.bits4j.internal.Arguments;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What Delivery Optimization adds to a job: files that have a name by which the service knows their content wherever it comes
 * from (IDeliveryOptimizationJob, Windows 10 1709), and files that go elsewhere than into a file of a name given beforehand
 * (IDeliveryOptimizationJob2, 1803).
 *
 * <p>Each method throws {@link UnsupportedInterfaceException} if the service has not the interface: BITS. Those of
 * IDeliveryOptimizationJob2, which say so, throw {@link UnconfirmedInterfaceException} too, unless the connection was made with
 * {@link ConnectOptions#withUnconfirmedSlots()}; IDeliveryOptimizationJob has a single method, and so a single place for it.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/delivery_optimization/ideliveryoptimizationjob">IDeliveryOptimizationJob</a>
 * @see <a href="https://learn.microsoft.com/windows/win32/delivery_optimization/ideliveryoptimizationjob2">IDeliveryOptimizationJob2</a>
 */
public final class DeliveryOptimizationJob {
    /** DO_UNKNOWN_FILE_SIZE. */
    private static final long UNKNOWN_SIZE = -1;

    private final JobFiles files;
    private final ServiceInterface job;
    private final ServiceInterface job2;

    DeliveryOptimizationJob(JobFiles files) {
        this.files = files;
        this.job = files.newer.methods("IDeliveryOptimizationJob", InterfaceIds.IDELIVERY_OPTIMIZATION_JOB);
        this.job2 = files.newer.unconfirmed("IDeliveryOptimizationJob2", InterfaceIds.IDELIVERY_OPTIMIZATION_JOB2);
    }

    /** Whether files can be added by {@link #addFile(String, URI, Path)}; asks the service. */
    public boolean supportsFileIds() {
        return files.newer.has(InterfaceIds.IDELIVERY_OPTIMIZATION_JOB);
    }

    /** Whether {@link #addFile(String, URI)} and {@link #extendedErrorInfo()} work: the service has them, and they are allowed. */
    public boolean supportsSinks() {
        return files.newer.hasUnconfirmed(InterfaceIds.IDELIVERY_OPTIMIZATION_JOB2);
    }

    /** As {@link #addFile(String, URI, Path, List, OptionalLong)}: the whole file, of whichever size. */
    public void addFile(String fileId, URI remote, Path local) {
        addFile(fileId, remote, local, List.of(), OptionalLong.empty());
    }

    /**
     * Adds a file.
     *
     * @param fileId what the content is called in the service's cloud if it was published there, and in the caches of peers; for
     *     others any text by which the caller tells the job's files apart
     * @param remote an absolute URL; the service escapes nothing, so it must be legal as it is
     * @param local an absolute path; its directory must exist. An existing file is replaced on
     *     {@link BackgroundCopyJob#complete()}
     * @param ranges which parts are downloaded, to be written one after another; none for the whole file
     * @param size of the remote file, in bytes, if it is known
     * @throws BackgroundCopyException DO_E_INVALID_RANGE; DO_E_OVERLAPPING_RANGES; E_ACCESSDENIED if the directory is not
     *     writable; DO_E_INVALID_STATE if the job is cancelled or completed
     * @see <a href="https://learn.microsoft.com/windows/win32/delivery_optimization/ideliveryoptimizationjob-addfilewithranges">AddFileWithRanges</a>
     */
    public void addFile(String fileId, URI remote, Path local, List<FileRange> ranges, OptionalLong size) {
        String id = requireId(fileId);
        String remoteName = Arguments.remote("remote", remote);
        String localName = Arguments.local("local", local);
        List<FileRange> all = List.copyOf(ranges);
        long bytes = size.orElse(UNKNOWN_SIZE);
        if (size.isPresent() && bytes < 0) {
            throw new IllegalArgumentException("size: must not be negative, is " + bytes);
        }
        job.run("AddFileWithRanges", IDeliveryOptimizationJobVtbl::AddFileWithRanges, (function, self, arena) ->
                AddFileWithRanges.invoke(function, self, WideString.allocate(arena, id),
                        WideString.allocate(arena, remoteName), WideString.allocate(arena, localName),
                        all.size(), array(arena, all), bytes));
    }

    /** As {@link #addFile(String, URI, List)}: the whole file. */
    public BackgroundCopyFile addFile(String fileId, URI remote) {
        return addFile(fileId, remote, List.of());
    }

    /**
     * Adds a file without saying where it goes: that is to be said of it, by {@link DeliveryOptimizationFile#setSink}, before the
     * job is resumed. By IDeliveryOptimizationJob2.
     *
     * @param fileId as for {@link #addFile(String, URI, Path, List, OptionalLong)}
     * @param remote an absolute URL; the service escapes nothing, so it must be legal as it is
     * @param ranges which parts are downloaded; none for the whole file
     * @return the file; {@link BackgroundCopyFile#deliveryOptimization()} has what else it can be told
     * @throws BackgroundCopyException DO_E_INVALID_RANGE; DO_E_OVERLAPPING_RANGES; DO_E_INVALID_STATE if the job is cancelled or
     *     completed. Without a sink, {@link BackgroundCopyJob#resume()} fails with DO_E_FILE_DOWNLOADSINK_UNSPECIFIED
     * @see <a href="https://learn.microsoft.com/windows/win32/delivery_optimization/ideliveryoptimizationjob2-addfile">AddFile</a>
     */
    public BackgroundCopyFile addFile(String fileId, URI remote, List<FileRange> ranges) {
        return add(requireId(fileId), Arguments.remote("remote", remote), List.copyOf(ranges));
    }

    /**
     * As {@link #addFile(String, URI)}, of content that was published, whose URL the service's cloud knows. Embedded services know
     * no cloud: there it fails with DO_E_DOWNLOAD_NO_URI.
     */
    public BackgroundCopyFile addPublishedFile(String fileId) {
        return add(requireId(fileId), null, List.of());
    }

    /** The IID is the one that the reference page demands; the file's other interfaces are asked of the object. */
    private BackgroundCopyFile add(String fileId, @Nullable String remote, List<FileRange> ranges) {
        ComPointer added = job2.newPointer("AddFile", IDeliveryOptimizationJob2Vtbl::AddFile, (function, self, arena, out) ->
                IDeliveryOptimizationJob2Vtbl.AddFile.invoke(function, self, WideString.allocate(arena, fileId),
                        WideString.allocate(arena, remote), ranges.size(), array(arena, ranges),
                        InterfaceIds.IDELIVERY_OPTIMIZATION_FILE.allocate(arena), out));
        try (added) {
            ComPointer file = files.connection.query(added, InterfaceIds.IBACKGROUND_COPY_FILE).orElseThrow(() ->
                    new UnsupportedInterfaceException("IBackgroundCopyFile", files.connection.kind));
            return new BackgroundCopyFile(files.connection, file);
        }
    }

    /**
     * What more the service has to say of the job's error; empty for nothing. By IDeliveryOptimizationJob2.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/delivery_optimization/ideliveryoptimizationjob2-getproperty">GetProperty</a>
     */
    public Optional<String> extendedErrorInfo() {
        return VariantProperties.find("IDeliveryOptimizationJob2::GetProperty", () ->
                job2.get("GetProperty", IDeliveryOptimizationJob2Vtbl::GetProperty,
                        (function, self, out) -> GetProperty.invoke(function, self, DOJobPropertyId_ExtendedErrorInfo(), out),
                        Variant::allocate, VariantProperties::take), Variant.Text.class)
                .map(Variant.Text::value).filter(text -> !text.isEmpty());
    }

    private static String requireId(String fileId) {
        if (fileId.isEmpty()) {
            throw new IllegalArgumentException("fileId: must not be empty");
        }
        return Arguments.text("fileId", fileId, Integer.MAX_VALUE);
    }

    private static MemorySegment array(Arena arena, List<FileRange> ranges) {
        return ranges.isEmpty() ? MemorySegment.NULL : FileRanges.allocate(arena, ranges);
    }
}
