package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.CertificateErrors;
import org.jspecify.annotations.Nullable;

/** What Delivery Optimization calls the errors of transfers for which it has names of its own. */
final class ContentErrors {
    static final int NO_PROGRESS = HResult.DO_E_DOWNLOAD_NO_PROGRESS;
    /** DO_E_HTTP_BLOCKSIZE_MISMATCH. */
    static final int SIZE_MISMATCH = 0x80D05001;
    private static final int PARTIAL_CONTENT = 206;

    private ContentErrors() {}

    static int of(int hresult, @Nullable JobFile file) {
        return switch (hresult) {
            case HResult.BG_E_INSUFFICIENT_RANGE_SUPPORT -> HResult.DO_E_INSUFFICIENT_RANGE_SUPPORT;
            case HResult.BG_E_INVALID_RANGE -> HResult.DO_E_INVALID_RANGE;
            case HResult.BG_E_OVERLAPPING_RANGES -> HResult.DO_E_OVERLAPPING_RANGES;
            case HResult.BG_E_BLOCKED_BY_COST_TRANSFER_POLICY -> HResult.DO_E_BLOCKED_BY_COST_TRANSFER_POLICY;
            case HResult.BG_E_NO_PROGRESS -> NO_PROGRESS;
            case HResult.BG_E_MISSING_FILE_SIZE -> file != null && file.status() == PARTIAL_CONTENT
                    ? HResult.DO_E_FILE_SIZE_UNKNOWN_HTTP_206
                    : HResult.DO_E_FILE_SIZE_UNKNOWN_HTTP_200;
            default -> CertificateErrors.include(hresult) ? HResult.DO_E_HTTP_CERT_VALIDATION : hresult;
        };
    }
}
