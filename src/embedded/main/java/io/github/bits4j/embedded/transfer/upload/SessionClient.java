package io.github.bits4j.embedded.transfer.upload;

import io.github.bits4j.embedded.time.ServiceClock;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.Transport;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Talks with the server of an upload, and keeps the upload's state and the time that its host is out of reach. */
final class SessionClient {
    private final Packets packets;
    private final ServiceClock clock;
    private final UploadMonitor monitor;
    private final URI remote;
    private UploadState state;

    SessionClient(Transport transport, ServiceClock clock, UploadMonitor monitor, URI remote, UploadState state) {
        this.packets = new Packets(transport);
        this.clock = clock;
        this.monitor = monitor;
        this.remote = remote;
        this.state = state;
    }

    UploadState state() {
        return state;
    }

    /** Where the next packet goes. */
    URI target() {
        UploadSession session = state.session();
        return session == null ? remote : session.target(remote);
    }

    Ack exchange(PacketType type, Map<String, String> headers, byte[] body) throws TransferFailure, InterruptedException {
        Map<String, String> all = new HashMap<>(headers);
        UploadSession session = state.session();
        if (session != null) {
            all.put(BitsHeaders.SESSION_ID, session.id());
        }
        Ack ack;
        try {
            ack = packets.send(type, target(), all, body);
        } catch (TransferFailure failure) {
            if (session != null) {
                note(session, session.missed(clock.now()));
            }
            throw failure;
        }
        if (session != null) {
            note(session, session.reached());
        }
        return ack;
    }

    private void note(UploadSession before, UploadSession now) throws InterruptedException {
        if (!now.equals(before)) {
            state = state.with(now);
            monitor.noted(state);
        }
    }

    /** The server has brought the upload to that state. */
    void advance(UploadState reached) throws InterruptedException {
        state = reached;
        monitor.advanced(reached);
    }

    /** Refuses a success that does not come from a server of the protocol, or belongs to another session. */
    void requireAck(Ack ack) throws TransferFailure {
        if (!ack.isAck()) {
            throw AckFailures.invalid("no " + BitsHeaders.PACKET_TYPE + ": Ack; not a server of BITS uploads");
        }
        UploadSession session = state.session();
        if (session != null && ack.header(BitsHeaders.SESSION_ID).filter(id -> !id.equalsIgnoreCase(session.id())).isPresent()) {
            throw AckFailures.invalid("the response is for another session");
        }
    }
}
