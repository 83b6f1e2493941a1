package io.github.bits4j.embedded.transfer.session;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ResponseHead;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one server or proxy is told of who we are: nothing until it asks; then it is told with each request, as it asked.
 * For one thread.
 */
final class Authentication {
    private final AuthTarget target;
    private final List<Credential> credentials;
    private @Nullable Authorizer authorizer;
    /** Whether the present answer has been good enough once. */
    private boolean proven;

    Authentication(AuthTarget target, List<Credential> credentials) {
        this.target = target;
        this.credentials = credentials.stream().filter(credential -> credential.target() == target).toList();
    }

    /** The value for {@link AuthTarget#answerHeader}. */
    Optional<String> header(String method, String requestTarget) {
        return Optional.ofNullable(authorizer).map(present -> present.authorize(method, requestTarget));
    }

    /**
     * Notes how a request went.
     *
     * @return whether it is to be repeated with what {@link #header} gives now
     * @throws TransferFailure if the server asks for schemes that are not known here
     */
    boolean answered(ResponseHead head) throws TransferFailure {
        if (head.status() != target.status()) {
            proven = true;
            return false;
        }
        List<Challenge> challenges = Challenge.parse(head.all(target.challengeHeader()));
        boolean again = authorizer == null || proven || isStale(challenges);
        authorizer = null;
        proven = false;
        if (!again) {
            return false;
        }
        authorizer = choose(challenges);
        if (authorizer == null) {
            requireKnownScheme(challenges);
        }
        return authorizer != null;
    }

    private boolean isStale(List<Challenge> challenges) {
        return authorizer instanceof DigestAuthorizer
                && challenges.stream()
                        .anyMatch(challenge -> challenge.is("Digest")
                                && challenge.parameter("stale").filter("true"::equalsIgnoreCase).isPresent());
    }

    private @Nullable Authorizer choose(List<Challenge> challenges) {
        Optional<DigestAuthorizer> digest = credential(AuthScheme.DIGEST).flatMap(mine -> challenges.stream()
                .filter(challenge -> challenge.is("Digest"))
                .flatMap(challenge -> DigestAuthorizer.of(challenge, text(mine.user()), text(mine.password())).stream())
                .min(Comparator.comparing(DigestAuthorizer::algorithm)));
        if (digest.isPresent()) {
            return digest.get();
        }
        return credential(AuthScheme.BASIC)
                .flatMap(mine -> challenges.stream()
                        .filter(challenge -> challenge.is("Basic"))
                        .findFirst()
                        .map(challenge -> new BasicAuthorizer(challenge, text(mine.user()), text(mine.password()))))
                .orElse(null);
    }

    private Optional<Credential> credential(AuthScheme scheme) {
        return credentials.stream().filter(credential -> credential.scheme() == scheme).findFirst();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private void requireKnownScheme(List<Challenge> challenges) throws TransferFailure {
        boolean known = challenges.stream().anyMatch(challenge -> challenge.is("Basic") || challenge.is("Digest"));
        if (!known && !challenges.isEmpty()) {
            String schemes = challenges.stream().map(Challenge::scheme).distinct().collect(Collectors.joining(", "));
            throw TransferFailure.explained(HResult.ofHttpStatus(target.status()),
                    "The " + (target == AuthTarget.PROXY ? "proxy" : "server") + " asks for the authentication scheme "
                            + schemes + ", which this service does not have.");
        }
    }
}
