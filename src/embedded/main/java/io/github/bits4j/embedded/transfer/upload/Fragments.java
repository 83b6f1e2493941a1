package io.github.bits4j.embedded.transfer.upload;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Sends a file in fragments, each from where the server says that it goes on.
 *
 * <p>What the server says is believed as far as it can be true: it cannot have more than was sent. Without progress it may
 * send us elsewhere a few times only.
 */
final class Fragments {
    private static final int MAXIMUM_DISPLACEMENTS = 2;
    private static final int TOO_LARGE = 413;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final SessionClient client;
    private final UploadSource source;
    private final UploadFile file;
    private final FragmentSize size = new FragmentSize();
    private final long total;
    /** How much of the file the session can have on the server. */
    private long sent;
    private int displacements;

    /** @param resumed whether the session is of an earlier attempt, of which little may be remembered */
    Fragments(SessionClient client, UploadSource source, UploadFile file, boolean resumed) {
        this.client = client;
        this.source = source;
        this.file = file;
        this.total = client.state().stamp().size();
        this.sent = resumed ? total : 0;
    }

    /** The session is a new one. */
    void restart() {
        sent = 0;
        displacements = 0;
    }

    /** Sends the next fragment; false if the server does not know the session. */
    boolean sendNext() throws TransferFailure, InterruptedException {
        // The last byte is sent again if its acknowledgement was lost, which alone says that all is well and where the reply is.
        long from = Math.min(client.state().position(), Math.max(0, total - 1));
        int count = (int) Math.min(size.next(), total - from);
        byte[] bytes = file.read(from, count);
        file.requireUnchanged(client.state().stamp()); // only now it is known what the bytes are of
        sent = Math.max(sent, from + count);
        long begin = System.nanoTime();
        Ack ack = client.exchange(PacketType.FRAGMENT, headers(from, count), bytes);
        if (ack.isSessionUnknown()) {
            return false;
        }
        switch (ack.status()) {
            case 200, 201 -> {
                size.took(count, Duration.ofNanos(System.nanoTime() - begin));
                accepted(ack, from, from + count);
            }
            case RANGE_NOT_SATISFIABLE -> displaced(ack, from);
            case TOO_LARGE -> tooLong(ack, count);
            default -> throw AckFailures.of(ack, "Fragment");
        }
        return true;
    }

    private Map<String, String> headers(long from, int count) {
        Map<String, String> headers = new HashMap<>();
        // RFC 2616 has no other range without a byte.
        String range = count == 0 ? "*" : from + "-" + (from + count - 1);
        headers.put("Content-Range", "bytes " + range + "/" + total);
        if (from == 0) {
            headers.put("Content-Name", ContentName.of(source.local()));
        }
        return headers;
    }

    private void accepted(Ack ack, long from, long end) throws TransferFailure, InterruptedException {
        long next = next(ack);
        if (end == total && next == total) {
            acknowledged(ack);
        } else if (next > from) {
            displacements = 0;
            client.advance(client.state().at(next));
        } else {
            displace(next);
        }
    }

    private void displaced(Ack ack, long from) throws TransferFailure, InterruptedException {
        long next = next(ack);
        boolean again = from >= total - 1 && next == total;
        if (again && (!source.wantsReply() || ack.header(BitsHeaders.REPLY_URL).isPresent())) {
            acknowledged(ack); // it insists that it has all
        } else {
            displace(next);
        }
    }

    private void displace(long next) throws TransferFailure, InterruptedException {
        if (++displacements > MAXIMUM_DISPLACEMENTS) {
            throw AckFailures.invalid("the server expects other bytes again and again, now from " + next);
        }
        client.advance(client.state().at(next));
    }

    private long next(Ack ack) throws TransferFailure {
        client.requireAck(ack);
        long next = ack.received().orElse(-1);
        if (next < 0 || next > sent) {
            throw AckFailures.invalid(BitsHeaders.RECEIVED_CONTENT_RANGE + " is "
                    + ack.header(BitsHeaders.RECEIVED_CONTENT_RANGE).orElse("missing") + ", and " + sent + " bytes were sent");
        }
        if (!source.wantsReply() && ack.header(BitsHeaders.REPLY_URL).isPresent()) {
            throw AckFailures.invalid("a reply to an upload that asked for none");
        }
        return next;
    }

    private void acknowledged(Ack ack) throws TransferFailure, InterruptedException {
        client.advance(client.state().acknowledged(reply(ack)));
    }

    private @Nullable URI reply(Ack ack) throws TransferFailure {
        if (!source.wantsReply()) {
            return null;
        }
        String text = ack.header(BitsHeaders.REPLY_URL).orElseThrow(() ->
                AckFailures.invalid("no " + BitsHeaders.REPLY_URL + " in the last acknowledgement"));
        try {
            URI url = client.target().resolve(text);
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (http && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException malformed) {
            throw TransferFailure.lasting(
                    HResult.BG_E_INVALID_SERVER_RESPONSE, "the reply's URL is malformed: " + text, malformed);
        }
        throw AckFailures.invalid("the reply's URL is not one of HTTP or HTTPS: " + text);
    }

    /** A server, or what stands before it, that takes no fragments of that length; but one that takes no such file says so. */
    private void tooLong(Ack ack, int count) throws TransferFailure {
        if (ack.error().equals(OptionalInt.of(HResult.BG_E_TOO_LARGE)) || !size.refused(count)) {
            throw AckFailures.of(ack, "Fragment");
        }
    }
}
