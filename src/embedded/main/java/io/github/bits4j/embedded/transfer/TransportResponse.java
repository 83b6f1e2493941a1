package io.github.bits4j.embedded.transfer;

import java.util.Optional;

/** A response: its status and headers, and a body that is read while it arrives. For one thread. */
public interface TransportResponse extends AutoCloseable {

    ResponseHead head();

    default int status() {
        return head().status();
    }

    /** The first header of that name, in any case. */
    default Optional<String> header(String name) {
        return head().first(name);
    }

    /**
     * Reads some bytes of the body; every byte that arrived is returned before the failure that followed it.
     *
     * @return how many; -1 at the end of the body
     * @throws TransferFailure if the body ended early or nothing came for too long
     */
    int read(byte[] buffer) throws TransferFailure, InterruptedException;

    /** Gives up what has not been read. */
    @Override
    void close();
}
