package io.github.bits4j.embedded;

import io.github.bits4j.ErrorKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which routes a {@link Fetch} takes, in which order, and what leads from one to the next.
 *
 * @param routes in the order in which they are tried
 * @param patience how long a route's progress may stand still, for whichever reason, before the next one is tried; a service
 *     that does not answer at all gets a few seconds more
 * @param lastPatience the same for the last route, after which the fetch fails
 * @param fallback the kinds of failure after which the next route is tried; any other ends the fetch
 */
public record FetchOptions(List<FetchRoute> routes, Duration patience, Duration lastPatience, Set<ErrorKind> fallback) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LAST_PATIENCE = Duration.ofMinutes(20);

    /** What lies at the service, between it and the network, or at what it needs of a server, rather than at the file. */
    private static final Set<ErrorKind> FALLBACK = Set.copyOf(EnumSet.of(
            ErrorKind.NOT_LOGGED_ON, ErrorKind.SERVICE_DISABLED, ErrorKind.SERVICE_GONE, ErrorKind.STALLED, ErrorKind.BLOCKED,
            ErrorKind.QUOTA, ErrorKind.NETWORK, ErrorKind.SERVER));

    private static final FetchOptions DEFAULTS = new FetchOptions(
            List.of(FetchRoute.deliveryOptimization(), FetchRoute.bits(), FetchRoute.embedded()),
            PATIENCE, LAST_PATIENCE, FALLBACK);

    /** Checks and copies the values. */
    public FetchOptions {
        routes = List.copyOf(routes);
        fallback = Set.copyOf(fallback);
        if (routes.isEmpty()) {
            throw new IllegalArgumentException("routes: must not be empty");
        }
        requirePositive("patience", patience);
        requirePositive("lastPatience", lastPatience);
    }

    private static void requirePositive(String name, Duration value) {
        if (Objects.requireNonNull(value, name).isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": must be positive, is " + value);
        }
    }

    /**
     * The system's Delivery Optimization, its BITS, then an embedded service; two minutes without progress lead to the next, and
     * 20 end the last. The next one is tried when the service is missing, disabled, ended or full, nobody is logged on, a policy
     * holds the transfer back, nothing gets through, or the server has not what the service needs, such as ranges; not when it
     * refuses the file or the disk does not take it.
     */
    public static FetchOptions defaults() {
        return DEFAULTS;
    }

    /** These options with other routes. */
    public FetchOptions withRoutes(FetchRoute... routes) {
        return new FetchOptions(List.of(routes), patience, lastPatience, fallback);
    }

    /** These options with another patience for all routes but the last. */
    public FetchOptions withPatience(Duration patience) {
        return new FetchOptions(routes, patience, lastPatience, fallback);
    }

    /** These options with another patience for the last route. */
    public FetchOptions withLastPatience(Duration lastPatience) {
        return new FetchOptions(routes, patience, lastPatience, fallback);
    }

    /** These options with other failures that lead to the next route. */
    public FetchOptions withFallback(Set<ErrorKind> fallback) {
        return new FetchOptions(routes, patience, lastPatience, fallback);
    }
}
