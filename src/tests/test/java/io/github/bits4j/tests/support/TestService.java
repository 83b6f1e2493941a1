package io.github.bits4j.tests.support;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.EmbeddedService;
import org.junit.jupiter.api.Assumptions;

/** The services that the suite runs against; those that a ring does not have are skipped by name. */
public enum TestService {
    EMBEDDED_BITS(ServiceKind.BITS),
    EMBEDDED_DELIVERY_OPTIMIZATION(ServiceKind.DELIVERY_OPTIMIZATION),
    SYSTEM_BITS(ServiceKind.BITS),
    SYSTEM_DELIVERY_OPTIMIZATION(ServiceKind.DELIVERY_OPTIMIZATION);

    public static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
    /** Set by the second ring. */
    public static final boolean WINE = Boolean.getBoolean("bits4j.wine");

    private final ServiceKind kind;

    TestService(ServiceKind kind) {
        this.kind = kind;
    }

    public ServiceKind kind() {
        return kind;
    }

    public boolean isEmbedded() {
        return this == EMBEDDED_BITS || this == EMBEDDED_DELIVERY_OPTIMIZATION;
    }

    /** The failure by which the service refuses what a job's state forbids. */
    public int invalidState() {
        return kind == ServiceKind.BITS ? HResult.BG_E_INVALID_STATE : HResult.DO_E_INVALID_STATE;
    }

    /** Connects, or skips the test if this ring does not have the service. */
    public ServiceSession open() {
        if (isEmbedded()) {
            return new ServiceSession(this, EmbeddedService.inMemory(kind));
        }
        Assumptions.assumeTrue(WINDOWS, () -> "this system has no " + kind);
        Assumptions.assumeFalse(WINE && kind == ServiceKind.DELIVERY_OPTIMIZATION, "Wine has no Delivery Optimization");
        return new ServiceSession(this, null);
    }

    BackgroundCopyManager connectSystem() {
        if (kind == ServiceKind.BITS) {
            return WINE ? WineStart.connect() : BackgroundCopyManager.connect();
        }
        try {
            return BackgroundCopyManager.connectDeliveryOptimization();
        } catch (BackgroundCopyException e) {
            return Assumptions.abort("the system's Delivery Optimization has no BITS-shaped interfaces: " + e.getMessage());
        }
    }

    boolean isWines() {
        return WINE && !isEmbedded();
    }
}
