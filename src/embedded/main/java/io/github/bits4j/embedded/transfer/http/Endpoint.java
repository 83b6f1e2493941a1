package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.embedded.transfer.Origin;
import io.github.bits4j.embedded.transfer.Route;
import io.github.bits4j.embedded.transfer.TransportRequest;

/** What a connection leads to, and how. */
record Endpoint(Origin origin, Route route) {

    static Endpoint of(TransportRequest request) {
        return new Endpoint(Origin.of(request.uri()), request.route());
    }
}
