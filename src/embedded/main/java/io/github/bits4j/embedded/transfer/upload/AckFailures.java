package io.github.bits4j.embedded.transfer.upload;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.HttpStatus;
import io.github.bits4j.embedded.transfer.TransferFailure;

/** What the responses mean that are no success. */
final class AckFailures {
    private AckFailures() {}

    /** A failure that the server tells of: its own HRESULT says what it is, the HTTP status whether it may pass. */
    static TransferFailure of(Ack ack, String packet) {
        int status = ack.status();
        int hresult = ack.error().orElseGet(() -> status / 100 == 2
                ? HResult.BG_E_INVALID_SERVER_RESPONSE
                : HResult.ofHttpStatus(status));
        String message = packet + " was answered by HTTP status " + status;
        boolean passing = status / 100 != 2 && HttpStatus.isPassing(status);
        boolean application = ack.errorContext().orElse(0) == ErrorContext.REMOTE_APPLICATION.code();
        if (application) {
            return TransferFailure.application(hresult, passing, message);
        }
        return passing
                ? TransferFailure.passing(hresult, message, null)
                : TransferFailure.lasting(hresult, message, null);
    }

    /** The server breaks the protocol. */
    static TransferFailure invalid(String message) {
        return TransferFailure.lasting(HResult.BG_E_INVALID_SERVER_RESPONSE, message, null);
    }
}
