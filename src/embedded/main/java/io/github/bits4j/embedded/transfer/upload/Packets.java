package io.github.bits4j.embedded.transfer.upload;

import io.github.bits4j.embedded.transfer.RequestBody;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.Transport;
import io.github.bits4j.embedded.transfer.TransportRequest;
import io.github.bits4j.embedded.transfer.TransportResponse;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Sends packets: requests of the verb BITS_POST. */
final class Packets {
    private static final String VERB = "BITS_POST";

    private final Transport transport;

    Packets(Transport transport) {
        this.transport = transport;
    }

    /** A packet of headers only. */
    Ack send(PacketType type, URI target, Map<String, String> headers) throws TransferFailure, InterruptedException {
        return send(type, target, headers, new byte[0]);
    }

    Ack send(PacketType type, URI target, Map<String, String> headers, byte[] body)
            throws TransferFailure, InterruptedException {
        Map<String, String> all = new HashMap<>(headers);
        all.put(BitsHeaders.PACKET_TYPE, type.text());
        RequestBody bytes = new RequestBody(body.length, () -> new ByteArrayInputStream(body));
        try (TransportResponse response = transport.send(new TransportRequest(VERB, target, all, bytes))) {
            return Ack.read(response);
        }
    }
}
