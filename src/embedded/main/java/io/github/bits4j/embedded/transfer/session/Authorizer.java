package io.github.bits4j.embedded.transfer.session;

/** Shows credentials in the way that a server asked for. */
interface Authorizer {
    /**
     * The value of the header for the next request.
     *
     * @param method the request's verb
     * @param target its target, as in its first line
     */
    String authorize(String method, String target);
}
