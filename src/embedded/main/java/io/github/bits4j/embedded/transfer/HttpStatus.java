package io.github.bits4j.embedded.transfer;

import io.github.bits4j.com.HResult;

/** What the statuses that are not a transfer's success mean for it. */
public final class HttpStatus {
    static final int OK = 200;
    static final int PARTIAL_CONTENT = 206;
    static final int PRECONDITION_FAILED = 412;
    static final int RANGE_NOT_SATISFIABLE = 416;

    private HttpStatus() {}

    /** The failure that the status is. */
    public static TransferFailure failure(int status) {
        String message = "HTTP status " + status;
        if (status / 100 == 2) {
            return TransferFailure.lasting(HResult.BG_E_INVALID_SERVER_RESPONSE, message, null);
        }
        int hresult = HResult.ofHttpStatus(status);
        return isPassing(status)
                ? TransferFailure.passing(hresult, message, null)
                : TransferFailure.lasting(hresult, message, null);
    }

    /** The documented rule of BITS; 308 and 429 are younger than it. */
    public static boolean isPassing(int status) {
        return switch (status / 100) {
            case 3 -> status > 305 && status != 307 && status != 308;
            case 4 -> status == 408 || status == 409 || status == 429;
            case 5 -> status != 501 && status != 505;
            default -> true;
        };
    }
}
