package io.github.bits4j.embedded.transfer.session;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.Origin;
import io.github.bits4j.embedded.transfer.ResponseHead;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.TransportRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The redirects of one request, which end somewhere. */
final class Redirects {
    private static final int LIMIT = 10;
    private static final int MOVED_PERMANENTLY = 301;
    private static final int FOUND = 302;
    private static final int SEE_OTHER = 303;

    private final RedirectPolicy policy;
    private final RedirectListener listener;
    private int count;

    Redirects(RedirectPolicy policy, RedirectListener listener) {
        this.policy = policy;
        this.listener = listener;
    }

    /** The request to send next; empty if the response is no redirect. */
    Optional<TransportRequest> next(TransportRequest request, ResponseHead head)
            throws TransferFailure, InterruptedException {
        if (!isRedirect(head.status())) {
            return Optional.empty();
        }
        Optional<String> location = head.first("Location");
        if (location.isEmpty()) {
            return Optional.empty();
        }
        URI target = resolve(request.uri(), location.get(), head.status());
        if (policy.reaction() == RedirectPolicy.Reaction.REFUSE) {
            listener.redirected(target);
            throw refused(head.status(), "redirects are not allowed");
        }
        if (Origin.of(request.uri()).isSecure() && !Origin.of(target).isSecure() && !policy.downgrade()) {
            throw refused(head.status(), "a redirect from https to http is not allowed");
        }
        if (++count > LIMIT) {
            throw refused(head.status(), "more than " + LIMIT + " redirects");
        }
        return Optional.of(new TransportRequest(
                method(request.method(), head.status()), target, request.headers(), request.body(), request.route()));
    }

    /** The end is reached. */
    void arrived(URI uri) throws InterruptedException {
        listener.arrived(count > 0 ? uri : null);
        if (count > 0 && policy.reaction() == RedirectPolicy.Reaction.REPORT) {
            listener.redirected(uri);
        }
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case MOVED_PERMANENTLY, FOUND, SEE_OTHER, 307, 308 -> true;
            default -> false;
        };
    }

    private static String method(String method, int status) {
        boolean get = status == SEE_OTHER && !method.equals("HEAD")
                || (status == MOVED_PERMANENTLY || status == FOUND) && method.equals("POST");
        return get ? "GET" : method;
    }

    /** Without fragment and user: neither is a redirecting server's to give. */
    private static URI resolve(URI from, String location, int status) throws TransferFailure {
        try {
            URI target = from.resolve(new URI(location.strip()));
            boolean http = "http".equalsIgnoreCase(target.getScheme()) || "https".equalsIgnoreCase(target.getScheme());
            if (!http || target.getHost() == null) {
                throw refused(status, "a redirect to something that is not HTTP");
            }
            String query = target.getRawQuery();
            return new URI(Origin.of(target) + target.getRawPath() + (query == null ? "" : "?" + query));
        } catch (URISyntaxException malformed) {
            throw refused(status, "a redirect to something that is not a URL");
        }
    }

    private static TransferFailure refused(int status, String why) {
        return TransferFailure.lasting(HResult.ofHttpStatus(status), why, null);
    }
}
