package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.ErrorKind;
import io.github.bits4j.com.HResult;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Why a download stands still, or was aborted by the service.
 *
 * @param hresult the failure's code
 * @param extendedError what the service adds to it; 0 for nothing
 * @param streamFailure why the application's own channel or stream could not be written, if it was that; known to the Java
 *     object alone by which the stream was set
 */
public record DownloadError(int hresult, int extendedError, Optional<IOException> streamFailure) {
    /** The zone of codes after which the service goes on by itself, as soon as the reason is gone. */
    private static final int TRANSIENT_ZONE = 0x80D03800;
    private static final int TRANSIENT_ZONE_MASK = 0xFFFFF800;
    private static final Set<Integer> PASSING_CLIENT_ERRORS = Set.of(408, 409, 429);
    private static final Set<Integer> LASTING_SERVER_ERRORS = Set.of(501, 505);
    private static final int FIRST_SERVER_ERROR = 500;

    /** The code's symbolic name, such as {@code DO_E_DOWNLOAD_NO_PROGRESS}. */
    public String hresultName() {
        return HResult.name(hresult);
    }

    /** What the code means, in a sentence of ours; empty if it is unknown. */
    public String description() {
        return HResult.meaning(hresult).orElse("");
    }

    /** What can be done about it, in a sentence of ours; empty if the code is unknown. */
    public Optional<String> remedy() {
        return HResult.remedy(hresult);
    }

    /** What kind of failure it is, for programs that react. */
    public ErrorKind kind() {
        return ErrorKind.of(hresult);
    }

    /** The HTTP status with which the server answered, if that is the failure. */
    public OptionalInt httpStatus() {
        return HResult.httpStatus(hresult);
    }

    /**
     * Whether the service is expected to go on by itself. The status does not tell; by the code: those of the service's zone of
     * transient codes (DO_E_BLOCKED_BY_…), of the network, and HTTP statuses that a server gives when it is busy.
     */
    public boolean isTransient() {
        return (hresult & TRANSIENT_ZONE_MASK) == TRANSIENT_ZONE || switch (kind()) {
            case BLOCKED, NETWORK -> true;
            case HTTP_STATUS -> isPassing(httpStatus().orElseThrow());
            default -> hresult == HResult.BG_E_SECURE_CHANNEL_FAILURE || hresult == HResult.BG_E_REMOTE_FILE_CHANGED;
        };
    }

    private static boolean isPassing(int status) {
        return status < FIRST_SERVER_ERROR
                ? PASSING_CLIENT_ERRORS.contains(status)
                : !LASTING_SERVER_ERRORS.contains(status);
    }

    /** The same failure as the exception that a call would throw; the {@link #streamFailure()} is its cause. */
    public DeliveryOptimizationException toException() {
        DeliveryOptimizationException failure = DeliveryOptimizationException.of(hresult, "the download");
        streamFailure.ifPresent(failure::initCause);
        return failure;
    }

    /** Codes, text and remedy in one line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HResult.format(hresult));
        String explanation = HResult.withRemedy(description(), hresult);
        if (!explanation.isEmpty()) {
            text.append(": ").append(explanation);
        }
        if (extendedError != 0) {
            text.append(" Extended error: ").append(HResult.format(extendedError));
        }
        streamFailure.ifPresent(failure -> text.append(" Stream: ").append(failure));
        return text.toString();
    }
}
