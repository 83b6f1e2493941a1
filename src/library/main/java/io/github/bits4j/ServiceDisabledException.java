package io.github.bits4j;

import java.io.Serial;

/**
 * The service is disabled, missing, or cannot be started.
 *
 * <p>Have it enabled (BITS, or DoSvc for Delivery Optimization), or use an embedded service.
 */
public final class ServiceDisabledException extends BackgroundCopyException {
    @Serial
    private static final long serialVersionUID = 1L;

    ServiceDisabledException(int hresult, String operation, String description) {
        super(hresult, operation, description);
    }
}
