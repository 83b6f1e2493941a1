package io.github.bits4j.tests.marshalling;

import io.github.bits4j.tests.support.TestService;
import java.util.Arrays;
import java.util.Optional;

/**
 * Slots that the proxies and stubs of Wine 8 cannot carry. In Wine's IDL their strings and blobs are {@code [out, ref] LPWSTR*},
 * from which widl makes a reference pointer to a reference pointer: what the method gives has no place in the caller's NULL,
 * and the call ends with RPC_X_NULL_REF_POINTER after the method has run. If the method gives nothing, as one that fails, it is
 * the stub that raises the exception; in an STA that corrupts the process's heap, so there it is never tried.
 */
enum WineGap {
    ERROR_DESCRIPTION(MarshalledInterface.IBackgroundCopyError, "GetErrorDescription"),
    ERROR_CONTEXT_DESCRIPTION(MarshalledInterface.IBackgroundCopyError, "GetErrorContextDescription"),
    PROTOCOL(MarshalledInterface.IBackgroundCopyError, "GetProtocol"),
    CLIENT_CERTIFICATE(MarshalledInterface.IBackgroundCopyJobHttpOptions, "GetClientCertificate");

    private final MarshalledInterface type;
    private final String slot;

    WineGap(MarshalledInterface type, String slot) {
        this.type = type;
        this.slot = slot;
    }

    /** The gap in the system at hand, if the slot is one there. */
    static Optional<WineGap> of(MarshalledInterface type, String slot) {
        return Arrays.stream(values())
                .filter(gap -> TestService.WINE && gap.type == type && gap.slot.equals(slot)).findAny();
    }
}
