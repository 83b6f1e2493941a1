package io.github.bits4j.cli;

import io.github.bits4j.embedded.ServiceChoice;
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
                    + "else the embedded service, whose jobs end with the command.")
    private @Nullable Service service;

    /** Made by picocli. */
    ServiceOption() {}

    /** Connects to the service, and says which it is. */
    ServiceChoice open(Screen screen) {
        ServiceChoice choice = choose();
        screen.line("Service: " + describe(choice));
        return choice;
    }

    private ServiceChoice choose() {
        return switch (service) {
            case null -> ServiceChoice.connectOrEmbedded();
            case EMBEDDED -> ServiceChoice.embedded();
            case SYSTEM -> system();
        };
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
