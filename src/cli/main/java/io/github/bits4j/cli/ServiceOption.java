package io.github.bits4j.cli;

import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.embedded.ServiceChoice;
import io.github.bits4j.embedded.StoreInUseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --service}, and the service that it chooses. */
final class ServiceOption {
    /** The values of the option. */
    enum Service {
        SYSTEM,
        EMBEDDED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--service", paramLabel = "SERVICE",
            description = "Which service transfers: ${COMPLETION-CANDIDATES}. By default the system's BITS where there is one, "
                    + "else the embedded service, which works as long as the command does.")
    private @Nullable Service service;

    /** Made by picocli. */
    ServiceOption() {}

    /** Whether the system's service is the only one that will do. */
    boolean isSystem() {
        return service == Service.SYSTEM;
    }

    /** Connects to the service, and says which it is. An embedded one keeps nothing. */
    ServiceChoice open(Screen screen) {
        return told(screen, switch (service) {
            case null -> ServiceChoice.connectOrEmbeddedInMemory();
            case EMBEDDED -> ServiceChoice.embeddedInMemory();
            case SYSTEM -> system();
        });
    }

    /** The same; an embedded one keeps its jobs in that directory. */
    ServiceChoice open(Screen screen, Path store) throws FailedException {
        try {
            ServiceChoice choice = told(screen, switch (service) {
                case null -> ServiceChoice.connectOrEmbedded(store);
                case EMBEDDED -> ServiceChoice.embedded(store);
                case SYSTEM -> system();
            });
            choice.embeddedService().flatMap(EmbeddedService::damaged).ifPresent(damaged ->
                    screen.line("The jobs kept in %s were damaged (%s); they are set aside as %s"
                            .formatted(store, damaged.reason(), damaged.setAside())));
            return choice;
        } catch (StoreInUseException e) {
            throw new FailedException("another process has the embedded service's jobs open, in " + store
                    + "; wait for it to end, or give this one a directory of its own with --store");
        } catch (IOException e) {
            throw new FailedException("the embedded service's jobs cannot be kept in " + store + ": " + e
                    + "; --store takes another directory");
        }
    }

    private static ServiceChoice told(Screen screen, ServiceChoice choice) {
        screen.line("Service: " + describe(choice));
        return choice;
    }

    private static ServiceChoice system() {
        try {
            return ServiceChoice.system();
        } catch (UnsupportedOperationException e) {
            throw new UnsupportedOperationException(e.getMessage() + "; --service embedded works here", e);
        }
    }

    private static String describe(ServiceChoice choice) {
        if (!choice.isEmbedded()) {
            return choice.toString();
        }
        return choice + ", " + choice.reason()
                .map(reason -> "since the system's cannot be used: " + reason.getMessage())
                .orElse("as asked for");
    }
}
