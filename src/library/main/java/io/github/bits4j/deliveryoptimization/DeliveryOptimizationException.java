package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.ErrorKind;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.internal.ServiceEnd;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A call to Delivery Optimization that failed: HRESULT, symbolic name, operation, what the code means, and what to do about it.
 *
 * <p>Programs that react ask for the {@link #kind()}, which is the same for this service and for BITS.
 */
public final class DeliveryOptimizationException extends ComException {
    @Serial
    private static final long serialVersionUID = 1L;

    DeliveryOptimizationException(int hresult, String operation, String description) {
        super(hresult, operation, description);
    }

    /** @param remedy a sentence, instead of the one for the code */
    DeliveryOptimizationException(int hresult, String operation, String description, @Nullable String remedy) {
        super(hresult, operation, description, remedy);
    }

    /** A failure described by our own text for the code. */
    static DeliveryOptimizationException of(int hresult, String operation) {
        return new DeliveryOptimizationException(hresult, operation, HResult.meaning(hresult).orElse(""));
    }

    /** What kind of failure it is. */
    public ErrorKind kind() {
        return ErrorKind.of(hresult());
    }

    /** Whether the service has ended or let go of the object: {@link ErrorKind#SERVICE_GONE}. */
    public boolean isServiceGone() {
        return ServiceEnd.isTold(hresult());
    }

    /** Whether the service is gone and the call is known not to have been done, so that it may be repeated. */
    public boolean isNotDone() {
        return ServiceEnd.isNotDone(hresult());
    }
}
