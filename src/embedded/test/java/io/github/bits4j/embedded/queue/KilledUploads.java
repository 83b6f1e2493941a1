package io.github.bits4j.embedded.queue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes uploads as a strict server of the BITS upload protocol does: it appends what continues what it has, also a piece of a
 * fragment whose sender is killed, and nothing else. So each byte gets there once and in order, or the upload never ends.
 */
final class KilledUploads {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");
    private static final int PIECE = 10_000;

    private static final class Session {
        final String name;
        final byte[] content;
        /** Written while the session is held, so that a killed sender's last bytes are in before the next sender's. */
        volatile int received;

        Session(String name) {
            this.name = name;
            this.content = KilledContent.of(name);
        }
    }

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Set<String> whole = ConcurrentHashMap.newKeySet();
    private final Set<String> fetched = ConcurrentHashMap.newKeySet();
    final List<String> violations = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    /** What a client may be asked to fetch when it has sent that. */
    static String answerTo(String name) {
        return name.replace("asked-", "answer-");
    }

    /** The reply's last bytes are sent. */
    void fetched(String name) {
        fetched.add(name);
    }

    /** Whether it has all of that file. */
    boolean has(String name) {
        return whole.contains(name);
    }

    /** How much it has in the session; -1 if there is none. */
    int received(String session) {
        Session known = sessions.get(session);
        return known == null ? -1 : known.received;
    }

    /** The sessions with a client who has gone on with them: so he knows of them. */
    List<String> open() {
        return sessions.values().stream().filter(session -> session.received > 0).map(session -> session.name).toList();
    }

    /** The response. */
    String answer(String name, Map<String, String> headers, InputStream body) throws IOException, InterruptedException {
        String type = headers.get("bits-packet-type");
        int length = Integer.parseInt(headers.get("content-length"));
        String id = headers.get("bits-session-id");
        Session session = id == null ? null : sessions.get(id);
        count(type);
        if (type.equals("Create-Session")) {
            String created = "{" + UUID.randomUUID() + "}";
            sessions.put(created, new Session(name));
            return ack(200, "BITS-Protocol: {7df0354d-249b-430f-820d-3d2a9bef4931}\r\nBITS-Session-Id: " + created + "\r\n");
        }
        if (session == null) {
            body.skipNBytes(length);
            return ack(500, "BITS-Error-Code: 0x8020001F\r\nBITS-Error-Context: 0x5\r\n");
        }
        synchronized (session) {
            switch (type) {
                case "Fragment" -> {
                    return fragment(session, headers.get("content-range"), length, body);
                }
                case "Close-Session" -> close(session);
                case "Cancel-Session" -> {}
                default -> violations.add("packet " + type);
            }
            sessions.remove(id);
            return ack(200, "");
        }
    }

    private String fragment(Session session, String range, int length, InputStream body)
            throws IOException, InterruptedException {
        Matcher numbers = RANGE.matcher(range);
        if (!numbers.matches() || Integer.parseInt(numbers.group(3)) != session.content.length) {
            violations.add(session.name + ": Content-Range " + range);
            return ack(400, "");
        }
        int from = Integer.parseInt(numbers.group(1));
        int status = 200;
        if (from == session.received) {
            append(session, length, body);
        } else {
            count(from < session.received ? "refused, there already" : "refused, not yet there");
            body.skipNBytes(length);
            status = 416;
        }
        boolean all = session.received == session.content.length;
        if (all) {
            whole.add(session.name);
        }
        String answer = answerTo(session.name);
        return ack(status, "BITS-Received-Content-Range: " + session.received + "\r\n"
                + (all && !answer.equals(session.name) ? "BITS-Reply-URL: /" + answer + "\r\n" : ""));
    }

    private void append(Session session, int length, InputStream body) throws IOException, InterruptedException {
        byte[] piece = new byte[PIECE];
        for (int left = length; left > 0;) {
            int count = body.read(piece, 0, Math.min(PIECE, left));
            if (count < 0) {
                count("cut by a kill");
                throw new IOException("the sender was killed");
            }
            int end = session.received + count;
            if (end > session.content.length
                    || !Arrays.equals(piece, 0, count, session.content, session.received, end)) {
                violations.add(session.name + ": wrong bytes at " + session.received);
            }
            session.received = end;
            left -= count;
            Thread.sleep(1);
        }
    }

    private void close(Session session) {
        if (!whole.contains(session.name)) {
            violations.add(session.name + ": closed with " + session.received + " bytes");
        }
        String answer = answerTo(session.name);
        if (!answer.equals(session.name) && !fetched.contains(answer)) {
            violations.add(session.name + ": closed before its reply was fetched");
        }
    }

    private static String ack(int status, String headers) {
        return "HTTP/1.1 %d x\r\nConnection: close\r\nBITS-Packet-Type: Ack\r\nContent-Length: 0\r\n%s\r\n".formatted(status, headers);
    }

    private synchronized void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    @Override
    public synchronized String toString() {
        return counts.toString();
    }
}
