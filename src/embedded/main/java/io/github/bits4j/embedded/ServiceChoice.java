package io.github.bits4j.embedded;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ServiceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The system's service where there is one, else an embedded one; says which it is. The embedded one keeps its jobs in a directory
 * of the application's, so that they survive the process as those of the system's do; in memory it is only for who asks for that
 * by name.
 */
public final class ServiceChoice implements AutoCloseable {
    private final BackgroundCopyManager manager;
    private final Optional<EmbeddedService> embedded;
    private final Optional<RuntimeException> reason;

    private ServiceChoice(BackgroundCopyManager manager, Optional<EmbeddedService> embedded,
            Optional<RuntimeException> reason) {
        this.manager = manager;
        this.embedded = embedded;
        this.reason = reason;
    }

    /** The system's service. Throws as {@link BackgroundCopyManager#connect()} does if there is none. */
    public static ServiceChoice system() {
        return new ServiceChoice(BackgroundCopyManager.connect(), Optional.empty(), Optional.empty());
    }

    /**
     * An embedded service, with its jobs in that directory.
     *
     * @throws IOException as {@link EmbeddedService#open(Path)}; a {@link StoreInUseException} if another process has it
     */
    public static ServiceChoice embedded(Path store) throws IOException {
        return embedded(store, EmbeddedOptions.usual());
    }

    /** The same, as the options say. */
    public static ServiceChoice embedded(Path store, EmbeddedOptions options) throws IOException {
        return of(EmbeddedService.open(store, ServiceKind.BITS, options));
    }

    /** An embedded service whose jobs end with it. */
    public static ServiceChoice embeddedInMemory() {
        return embeddedInMemory(EmbeddedOptions.usual());
    }

    /** The same, as the options say. */
    public static ServiceChoice embeddedInMemory(EmbeddedOptions options) {
        return of(EmbeddedService.inMemory(ServiceKind.BITS, options));
    }

    private static ServiceChoice of(EmbeddedService service) {
        return new ServiceChoice(service.connect(), Optional.of(service), Optional.empty());
    }

    /**
     * The system's service, or an embedded one with its jobs in that directory if the system has none that answers. Jobs that an
     * earlier process gave to the embedded service stay with it: they are not seen while the system's is chosen.
     *
     * @param store the application's own; not touched if the system's service is chosen
     * @throws IOException as {@link #embedded(Path)}
     */
    public static ServiceChoice connectOrEmbedded(Path store) throws IOException {
        return connectOrEmbedded(store, EmbeddedOptions.usual());
    }

    /** The same; the options are for an embedded service. */
    public static ServiceChoice connectOrEmbedded(Path store, EmbeddedOptions options) throws IOException {
        RuntimeException reason;
        try {
            return system();
        } catch (UnsupportedOperationException | BackgroundCopyException e) {
            reason = e;
        }
        return embedded(store, options).because(reason);
    }

    /** The system's service, or else an embedded one whose jobs end with it. */
    public static ServiceChoice connectOrEmbeddedInMemory() {
        try {
            return system();
        } catch (UnsupportedOperationException | BackgroundCopyException e) {
            return embeddedInMemory().because(e);
        }
    }

    private ServiceChoice because(RuntimeException why) {
        return new ServiceChoice(manager, embedded, Optional.of(why));
    }

    /** The connection to the chosen service. */
    public BackgroundCopyManager manager() {
        return manager;
    }

    /** Whether an embedded service was chosen: it works only as long as it is open. */
    public boolean isEmbedded() {
        return embedded.isPresent();
    }

    /** The embedded service, if that was chosen. */
    public Optional<EmbeddedService> embeddedService() {
        return embedded;
    }

    /** Why the system's service was not chosen, if it was tried. */
    public Optional<RuntimeException> reason() {
        return reason;
    }

    /** Closes the manager, and the embedded service if that was chosen. */
    @Override
    public void close() {
        manager.close();
        embedded.ifPresent(EmbeddedService::close);
    }

    /** The service in words. */
    @Override
    public String toString() {
        return isEmbedded() ? "the embedded service" : "the system's " + manager.kind();
    }
}
