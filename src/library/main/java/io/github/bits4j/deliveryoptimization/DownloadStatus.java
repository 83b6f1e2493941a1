package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_STATUS;
import io.github.bits4j.com.HResult;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a download is at a moment.
 *
 * @param bytesTotal how many bytes are to be there: of the file, or of the ranges asked for; empty as long as nobody knows
 * @param bytesTransferred how many of them are there
 * @param state the state
 * @param stateCode the state's number, also if it has no name here
 * @param error why it stands still, if it failed
 * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/ns-deliveryoptimization-do_download_status">DO_DOWNLOAD_STATUS</a>
 */
public record DownloadStatus(OptionalLong bytesTotal, long bytesTransferred, DownloadState state, int stateCode,
        Optional<DownloadError> error) {
    private static final long SIZE_UNKNOWN = -1;

    /** @param streamFailure why the stream that was set here could not be written, if that was so */
    static DownloadStatus read(MemorySegment pointer, Optional<IOException> streamFailure) {
        MemorySegment status = pointer.reinterpret(DO_DOWNLOAD_STATUS.sizeof());
        long total = DO_DOWNLOAD_STATUS.BytesTotal(status);
        int state = DO_DOWNLOAD_STATUS.State(status);
        return new DownloadStatus(total == SIZE_UNKNOWN ? OptionalLong.empty() : OptionalLong.of(total),
                DO_DOWNLOAD_STATUS.BytesTransferred(status), DownloadState.of(state), state,
                error(DO_DOWNLOAD_STATUS.Error_(status), DO_DOWNLOAD_STATUS.ExtendedError(status), streamFailure));
    }

    private static Optional<DownloadError> error(int hresult, int extended, Optional<IOException> streamFailure) {
        if (!HResult.failed(hresult)) {
            return Optional.empty();
        }
        DownloadError error = new DownloadError(hresult, extended, Optional.empty());
        return Optional.of(switch (error.kind()) {
            // Of the server or the way to it, whatever a stream has met before.
            case HTTP_STATUS, NETWORK, BLOCKED, SECURITY, SERVER, STALLED -> error;
            default -> new DownloadError(hresult, extended, streamFailure);
        });
    }
}
