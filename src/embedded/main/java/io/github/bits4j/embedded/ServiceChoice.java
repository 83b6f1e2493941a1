package io.github.bits4j.embedded;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ServiceKind;
import java.util.Optional;

/**
 * The system's service where there is one, else an embedded one; says which it is, since jobs of an embedded service in memory
 * end with the process.
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

    /** A new embedded service, in memory. */
    public static ServiceChoice embedded() {
        EmbeddedService service = EmbeddedService.inMemory(ServiceKind.BITS);
        return new ServiceChoice(service.connect(), Optional.of(service), Optional.empty());
    }

    /** The system's service, or a new embedded one if the system has none that answers. */
    public static ServiceChoice connectOrEmbedded() {
        try {
            return system();
        } catch (UnsupportedOperationException | BackgroundCopyException e) {
            ServiceChoice choice = embedded();
            return new ServiceChoice(choice.manager, choice.embedded, Optional.of(e));
        }
    }

    /** The connection to the chosen service. */
    public BackgroundCopyManager manager() {
        return manager;
    }

    /** Whether the embedded service was chosen: its jobs end with the process. */
    public boolean isEmbedded() {
        return embedded.isPresent();
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
