package io.github.bits4j.embedded.transfer;

/** The road to the servers: one request, one response. Implementations can be used by many threads at once. */
public interface Transport {

    /**
     * Sends a request and returns as soon as the response's headers are there. A redirect or a demand for credentials is a
     * response like any other: who sends through a layer that deals with them sees what came in the end.
     *
     * <p>It, and reading the response, blocks the calling thread; an interrupt ends the wait at once and closes the connection.
     *
     * @throws TransferFailure if there is no response at all; a status that tells of a failure is a response
     */
    TransportResponse send(TransportRequest request) throws TransferFailure, InterruptedException;
}
