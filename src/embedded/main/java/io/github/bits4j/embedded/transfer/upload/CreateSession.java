package io.github.bits4j.embedded.transfer.upload;

import io.github.bits4j.embedded.transfer.TransferFailure;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a server for a session. */
final class CreateSession {
    private static final String PROTOCOL = "{7df0354d-249b-430f-820d-3d2a9bef4931}";
    private static final int MAXIMUM_ID = 100;
    private static final long INFINITE = 0xFFFF_FFFFL;

    private CreateSession() {}

    static void send(SessionClient client) throws TransferFailure, InterruptedException {
        URI remote = client.target();
        Ack ack = client.exchange(
                PacketType.CREATE_SESSION, Map.of(BitsHeaders.SUPPORTED_PROTOCOLS, PROTOCOL), new byte[0]);
        if (ack.status() != 200 && ack.status() != 201) {
            throw AckFailures.of(ack, "Create-Session");
        }
        client.requireAck(ack);
        if (ack.header(BitsHeaders.PROTOCOL).filter(protocol -> !protocol.equalsIgnoreCase(PROTOCOL)).isPresent()) {
            throw AckFailures.invalid("the server chose a protocol that was not offered");
        }
        String id = ack.header(BitsHeaders.SESSION_ID).orElse("");
        if (!id.matches("[\\x20-\\x7E]{1," + MAXIMUM_ID + "}")) {
            throw AckFailures.invalid("the server gave no usable session id");
        }
        String host = ack.header(BitsHeaders.HOST_ID).orElse(null);
        if (host != null && UploadSession.at(remote, host).isEmpty()) {
            throw AckFailures.invalid(BitsHeaders.HOST_ID + " is no host: " + host);
        }
        Duration fallback = host == null ? null : fallback(ack.header(BitsHeaders.HOST_ID_FALLBACK_TIMEOUT));
        client.advance(client.state().restarted(new UploadSession(id, host, fallback, null)));
    }

    /** In seconds; null for ever, which also a value means that cannot be read. */
    private static @Nullable Duration fallback(Optional<String> text) {
        return text.filter(seconds -> seconds.matches("\\d{1,10}"))
                .map(Long::parseLong)
                .filter(seconds -> seconds < INFINITE)
                .map(Duration::ofSeconds)
                .orElse(null);
    }
}
