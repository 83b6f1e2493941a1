package io.github.bits4j;

import static io.github.bits4j.bindings.bits.bits_h.C_LONG_LONG;

import io.github.bits4j.bindings.bits.BG_FILE_PROGRESS;
import io.github.bits4j.bindings.bits.BITS_FILE_PROPERTY_VALUE;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile2Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile3Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile4Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile5Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile6Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyFileVtbl;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.internal.Arguments;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file of a job: where it comes from, where it goes and how far it is.
 *
 * <p>Usable from any thread; released with the manager, or earlier by {@link #close()}. Methods of newer interfaces throw
 * {@link UnsupportedInterfaceException} where the service has none: ranges and another remote name need BITS 2.0, the temporary
 * file and validation 3.0, statistics of peers 4.0, response headers 5.0, ranges on demand 10.1. Delivery Optimization has only
 * those of 2.0 and the headers, and {@link #deliveryOptimization() what BITS does not have}.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nn-bits-ibackgroundcopyfile">IBackgroundCopyFile</a>
 */
public final class BackgroundCopyFile extends ServiceObject {
    private final ServiceInterface file2 = newer.methods("IBackgroundCopyFile2", InterfaceIds.IBACKGROUND_COPY_FILE2);
    private final ServiceInterface file3 = newer.methods("IBackgroundCopyFile3", InterfaceIds.IBACKGROUND_COPY_FILE3);
    private final ServiceInterface file4 = newer.methods("IBackgroundCopyFile4", InterfaceIds.IBACKGROUND_COPY_FILE4);
    private final ServiceInterface file5 = newer.methods("IBackgroundCopyFile5", InterfaceIds.IBACKGROUND_COPY_FILE5);
    private final ServiceInterface file6 = newer.methods("IBackgroundCopyFile6", InterfaceIds.IBACKGROUND_COPY_FILE6);
    private final DeliveryOptimizationFile delivery = new DeliveryOptimizationFile(this);

    BackgroundCopyFile(Connection connection, ComPointer pointer) {
        super(connection, "IBackgroundCopyFile", pointer);
    }

    /** The URL or path on the server's side, as the service has it. */
    public String remoteName() {
        return methods.getString("GetRemoteName", IBackgroundCopyFileVtbl::GetRemoteName,
                IBackgroundCopyFileVtbl.GetRemoteName::invoke);
    }

    /**
     * Takes the file from another URL from now on; what repairs a job that is in error for a wrong one, before it is resumed.
     * A download under way goes on if the other server has the same file (size and time stamp), and begins again if not; a
     * file that has come in full is not fetched again. The service keeps the new name from the next
     * {@link BackgroundCopyJob#resume()} on.
     *
     * @throws BackgroundCopyException E_INVALIDARG for an unsupported protocol; E_NOTIMPL for an upload; BG_E_INVALID_STATE
     *     if the job is cancelled or completed
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_0/nf-bits2_0-ibackgroundcopyfile2-setremotename">SetRemoteName</a>
     */
    public void setRemoteName(URI remote) {
        file2.setString("SetRemoteName", IBackgroundCopyFile2Vtbl::SetRemoteName,
                IBackgroundCopyFile2Vtbl.SetRemoteName::invoke, Arguments.remote("remote", remote));
    }

    /** The full path on this machine that the file has once the job is completed. */
    public String localName() {
        return methods.getString("GetLocalName", IBackgroundCopyFileVtbl::GetLocalName,
                IBackgroundCopyFileVtbl.GetLocalName::invoke);
    }

    /**
     * Where the bytes are until the job is completed or cancelled; empty before there is such a file (E_PENDING). How many may
     * be read is in {@link #progress()}.
     *
     * <p>On Windows it is to be opened for shared writing, as Java does, not before bytes have come, and closed before the job
     * is completed.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits3_0/nf-bits3_0-ibackgroundcopyfile3-gettemporaryname">GetTemporaryName</a>
     */
    public Optional<Path> temporaryName() {
        try {
            return Optional.of(Path.of(file3.getString("GetTemporaryName", IBackgroundCopyFile3Vtbl::GetTemporaryName,
                    IBackgroundCopyFile3Vtbl.GetTemporaryName::invoke)));
        } catch (BackgroundCopyException e) {
            if (e.hresult() == HResult.E_PENDING) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** How far the file has come. */
    public FileProgress progress() {
        return methods.get("GetProgress", IBackgroundCopyFileVtbl::GetProgress,
                IBackgroundCopyFileVtbl.GetProgress::invoke, BG_FILE_PROGRESS::allocate, FileProgress::read);
    }

    /**
     * The ranges that are transferred; none if it is the whole file.
     *
     * @see BackgroundCopyJob#addFile(URI, Path, List)
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_0/nf-bits2_0-ibackgroundcopyfile2-getfileranges">GetFileRanges</a>
     */
    public List<FileRange> ranges() {
        return FileRanges.get(file2, "GetFileRanges", IBackgroundCopyFile2Vtbl::GetFileRanges,
                IBackgroundCopyFile2Vtbl.GetFileRanges::invoke);
    }

    // Its content

    /**
     * Says whether the content is what it ought to be: the application's judgement of a file that has been transferred, before
     * the job is completed. Of one that is not, nothing is kept: the job is in error (BG_E_VALIDATION_FAILED), and fetches it
     * again when it is resumed. {@link BackgroundCopyJob#complete()} says that all files are valid.
     *
     * @throws BackgroundCopyException E_PENDING before the file is transferred
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits3_0/nf-bits3_0-ibackgroundcopyfile3-setvalidationstate">SetValidationState</a>
     */
    public void setValid(boolean valid) {
        file3.setInt("SetValidationState", IBackgroundCopyFile3Vtbl::SetValidationState,
                IBackgroundCopyFile3Vtbl.SetValidationState::invoke, valid ? 1 : 0);
    }

    /** Whether the content has been said to be valid. */
    public boolean isValid() {
        return file3.getInt("GetValidationState", IBackgroundCopyFile3Vtbl::GetValidationState,
                IBackgroundCopyFile3Vtbl.GetValidationState::invoke) != 0;
    }

    /** Whether any of it came from another computer of the subnet. */
    public boolean isDownloadedFromPeer() {
        return file3.getInt("IsDownloadedFromPeer", IBackgroundCopyFile3Vtbl::IsDownloadedFromPeer,
                IBackgroundCopyFile3Vtbl.IsDownloadedFromPeer::invoke) != 0;
    }

    /** How many bytes came from the server and how many from other computers. */
    public PeerDownloadStats peerDownloadStats() {
        return file4.get("GetPeerDownloadStats", IBackgroundCopyFile4Vtbl::GetPeerDownloadStats,
                (function, self, out) -> IBackgroundCopyFile4Vtbl.GetPeerDownloadStats.invoke(
                        function, self, out, out.asSlice(C_LONG_LONG.byteSize())),
                arena -> arena.allocate(C_LONG_LONG, 2),
                out -> new PeerDownloadStats(out.getAtIndex(C_LONG_LONG, 0), out.getAtIndex(C_LONG_LONG, 1)));
    }

    /**
     * The head of the server's last response; empty before the first.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits5_0/ne-bits5_0-bits_file_property_id">BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS</a>
     */
    public Optional<ResponseHeaders> responseHeaders() {
        int id = bits_h.BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS();
        return ResponseHeaders.parse(file5.get("GetProperty", IBackgroundCopyFile5Vtbl::GetProperty,
                (function, self, out) -> IBackgroundCopyFile5Vtbl.GetProperty.invoke(function, self, id, out),
                BITS_FILE_PROPERTY_VALUE::allocate,
                out -> TaskMemory.takeString(BITS_FILE_PROPERTY_VALUE.String_(out))));
    }

    // On demand

    /**
     * Asks for parts of the file, which come before all others; they may overlap what is there or has been asked for. The
     * job has to be resumed, and ends in {@link JobState#SUSPENDED} when they are there and the file is not complete.
     *
     * @throws BackgroundCopyException BG_E_INVALID_RANGE if one goes beyond the end of the file; BG_E_RANDOM_ACCESS_NOT_SUPPORTED
     *     if the job is not fit for it (see {@link JobProperties}) or the server has no ranges
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits10_1/nf-bits10_1-ibackgroundcopyfile6-requestfileranges">RequestFileRanges</a>
     */
    public void requestRanges(List<FileRange> ranges) {
        List<FileRange> all = Arguments.notEmpty("ranges", ranges);
        file6.run("RequestFileRanges", IBackgroundCopyFile6Vtbl::RequestFileRanges, (function, self, arena) ->
                IBackgroundCopyFile6Vtbl.RequestFileRanges.invoke(
                        function, self, all.size(), FileRanges.allocate(arena, all)));
    }

    /**
     * Lets the job go on with what is missing from this offset on.
     *
     * @throws BackgroundCopyException BG_E_RANDOM_ACCESS_NOT_SUPPORTED, as {@link #requestRanges}
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits10_1/nf-bits10_1-ibackgroundcopyfile6-updatedownloadposition">UpdateDownloadPosition</a>
     */
    public void updateDownloadPosition(long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("offset: must not be negative, is " + offset);
        }
        file6.run("UpdateDownloadPosition", IBackgroundCopyFile6Vtbl::UpdateDownloadPosition, (function, self, arena) ->
                IBackgroundCopyFile6Vtbl.UpdateDownloadPosition.invoke(function, self, offset));
    }

    /**
     * Which parts of the file are there, in order, in {@link #temporaryName()} at their offsets.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits10_1/nf-bits10_1-ibackgroundcopyfile6-getfilledfileranges">GetFilledFileRanges</a>
     */
    public List<FileRange> filledRanges() {
        return FileRanges.get(file6, "GetFilledFileRanges", IBackgroundCopyFile6Vtbl::GetFilledFileRanges,
                IBackgroundCopyFile6Vtbl.GetFilledFileRanges::invoke);
    }

    /** What Delivery Optimization adds: where the file comes from, and where it goes. */
    public DeliveryOptimizationFile deliveryOptimization() {
        return delivery;
    }

    /** Another Java object for the same pointer, to be closed on its own. */
    BackgroundCopyFile share() {
        return new BackgroundCopyFile(connection, connection.share(pointer.segment()));
    }
}
