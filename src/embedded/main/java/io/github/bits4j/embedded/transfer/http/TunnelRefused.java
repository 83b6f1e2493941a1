package io.github.bits4j.embedded.transfer.http;

import io.github.bits4j.embedded.transfer.ResponseHead;
import java.io.IOException;

/** A proxy's answer to CONNECT that was no tunnel. Nothing of it comes from the server that was asked for. */
final class TunnelRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient ResponseHead head;

    TunnelRefused(ResponseHead head) {
        super("the proxy makes no tunnel: status " + head.status());
        this.head = head;
    }

    ResponseHead head() {
        return head;
    }
}
