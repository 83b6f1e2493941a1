package io.github.bits4j.embedded;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A way by which a {@link Fetch} may get its file: a service, and how it is reached. It is opened when its turn comes, and closed
 * when the file is there or the next one's turn comes.
 */
public final class FetchRoute {
    private final String name;
    private final Opener opener;

    private FetchRoute(String name, Opener opener) {
        this.name = Objects.requireNonNull(name, "name");
        this.opener = opener;
    }

    /** Opens the service. */
    @FunctionalInterface
    interface Opener {
        FetchSession open() throws IOException;
    }

    /** Gives a connection, of which the route is the only user: it closes it. */
    @FunctionalInterface
    public interface Connector<M> {
        /** Connects. What it throws is the failure of the route. */
        M connect() throws IOException;
    }

    /** The system's Delivery Optimization, by {@link DeliveryOptimizationManager#connect()}. */
    public static FetchRoute deliveryOptimization() {
        return ofDeliveryOptimization("Delivery Optimization", DeliveryOptimizationManager::connect);
    }

    /** The system's BITS, by {@link BackgroundCopyManager#connect()}. */
    public static FetchRoute bits() {
        return ofBits("BITS", BackgroundCopyManager::connect);
    }

    /** An embedded service whose jobs end with it: as the fetch does with the process. */
    public static FetchRoute embedded() {
        return embedded(EmbeddedOptions.usual());
    }

    /** The same, as the options say. */
    public static FetchRoute embedded(EmbeddedOptions options) {
        Objects.requireNonNull(options, "options");
        return new FetchRoute("the embedded service", () -> FetchSession.of(ServiceChoice.embeddedInMemory(options)));
    }

    /**
     * An embedded service with its jobs in a directory, where other jobs of the application's may be: they go on while it is
     * open.
     */
    public static FetchRoute embedded(Path store, EmbeddedOptions options) {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(options, "options");
        return new FetchRoute("the embedded service", () -> FetchSession.of(ServiceChoice.embedded(store, options)));
    }

    /** A service of BITS' kind that the caller knows how to reach. @param name as results and messages call it */
    public static FetchRoute ofBits(String name, Connector<BackgroundCopyManager> connector) {
        Objects.requireNonNull(connector, "connector");
        return new FetchRoute(name, () -> FetchSession.of(connector.connect()));
    }

    /** A Delivery Optimization that the caller knows how to reach. @param name as results and messages call it */
    public static FetchRoute ofDeliveryOptimization(String name, Connector<DeliveryOptimizationManager> connector) {
        Objects.requireNonNull(connector, "connector");
        return new FetchRoute(name, () -> FetchSession.of(connector.connect()));
    }

    FetchSession open() throws IOException {
        return opener.open();
    }

    /** What results and messages call it. */
    public String name() {
        return name;
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
