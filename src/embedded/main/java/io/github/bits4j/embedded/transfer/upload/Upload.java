package io.github.bits4j.embedded.transfer.upload;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.time.ServiceClock;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.Transport;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The upload of one file: one attempt, which goes on where the last one ended if server and file are still the same.
 *
 * <p>The server must get one state of the file: if it was changed since the upload began, the attempt fails.
 */
public final class Upload {
    /** A server that forgets sessions as soon as it has made them is left alone for a while. */
    private static final int MAXIMUM_SESSIONS_LOST = 3;

    private final Transport transport;
    private final ServiceClock clock;
    private final UploadMonitor monitor;

    public Upload(Transport transport, ServiceClock clock, UploadMonitor monitor) {
        this.transport = transport;
        this.clock = clock;
        this.monitor = monitor;
    }

    /**
     * Sends what the server does not have yet.
     *
     * @param known where an earlier attempt ended; null if there was none
     * @return a state in which all is sent; its session is still to be closed
     */
    public UploadState run(UploadSource source, @Nullable UploadState known) throws TransferFailure, InterruptedException {
        if (known != null && known.sent()) {
            return known;
        }
        try (UploadFile file = UploadFile.open(source.local())) {
            SessionClient client = client(source, known == null ? UploadState.begin(file.stamp()) : known);
            try {
                send(client, source, file);
            } catch (TransferFailure failure) {
                if (failure.hresult() == HResult.BG_E_LOCAL_FILE_CHANGED) {
                    monitor.discarded(client.state());
                }
                throw failure;
            }
            return client.state();
        }
    }

    private SessionClient client(UploadSource source, UploadState state) {
        return new SessionClient(transport, clock, monitor, source.remote(), state);
    }

    private static void send(SessionClient client, UploadSource source, UploadFile file)
            throws TransferFailure, InterruptedException {
        Fragments fragments = new Fragments(client, source, file, client.state().session() != null);
        int lost = 0;
        while (!client.state().sent()) {
            if (client.state().session() == null) {
                CreateSession.send(client);
                fragments.restart();
            } else if (!fragments.sendNext()) {
                client.advance(client.state().restarted(null));
                if (++lost == MAXIMUM_SESSIONS_LOST) {
                    throw TransferFailure.passing(
                            HResult.BG_E_SESSION_NOT_FOUND, "the server forgets its sessions", null);
                }
            }
        }
    }

    /**
     * Tells the server that its session is over, which it must not be before the reply is here. What else it may say than
     * that it cannot just now does not matter: it has the file.
     */
    public void close(UploadSource source, UploadState state) throws TransferFailure, InterruptedException {
        if (state.session() == null) {
            return;
        }
        SessionClient client = client(source, state);
        Ack ack = client.exchange(PacketType.CLOSE_SESSION, Map.of(), new byte[0]);
        requireEnded(ack, "Close-Session");
        client.advance(client.state().closed());
    }

    /** Tells the server to forget an upload. Throws if it has not taken note of it, and is to be told again. */
    public static void cancel(Transport transport, URI remote, UploadSession session)
            throws TransferFailure, InterruptedException {
        Map<String, String> headers = Map.of(BitsHeaders.SESSION_ID, session.id());
        requireEnded(
                new Packets(transport).send(PacketType.CANCEL_SESSION, session.target(remote), headers),
                "Cancel-Session");
    }

    private static void requireEnded(Ack ack, String packet) throws TransferFailure {
        if (ack.status() / 100 == 5 && !ack.isSessionUnknown()) {
            int hresult = ack.error().orElseGet(() -> HResult.ofHttpStatus(ack.status()));
            throw TransferFailure.passing(hresult, packet + " was answered by HTTP status " + ack.status(), null);
        }
    }
}
