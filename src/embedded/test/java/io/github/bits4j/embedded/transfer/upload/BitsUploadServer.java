package io.github.bits4j.embedded.transfer.upload;

import io.github.bits4j.embedded.transfer.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of BITS uploads: right, but for the faults that a test has it make. It writes down what it was sent, and what no
 * client may send.
 */
public final class BitsUploadServer implements ScriptedServer.Reply {
    private static final String PROTOCOL = "{7df0354d-249b-430f-820d-3d2a9bef4931}";
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");
    private static final int SESSION_NOT_FOUND = 0x8020001F;

    /** What is done with a packet before the server itself sees it. */
    public interface Fault {
        /** Whether the packet is done with. */
        boolean meet(BitsUploadServer server, ScriptedServer.Request request, OutputStream out)
                throws IOException, InterruptedException;
    }

    private final Map<String, ByteArrayOutputStream> sessions = new HashMap<>();
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    /** The bytes of complete uploads, by path. */
    private final Map<String, byte[]> files = new HashMap<>();
    /** The type of each packet; of fragments the range too. */
    public final List<String> packets = new CopyOnWriteArrayList<>();
    public final List<String> violations = new CopyOnWriteArrayList<>();
    /** What a complete upload is answered with, below the server's URL; null for uploads without reply. */
    private volatile byte[] reply;
    private volatile String replyUrl = "/reply";
    private volatile int maximumFragment = Integer.MAX_VALUE;
    private volatile boolean strict;
    private volatile String[] sessionHeaders = {};

    /** Answers each upload, with a reply at that URL. */
    public BitsUploadServer replying(byte[] content, String url) {
        reply = content;
        replyUrl = url;
        return this;
    }

    public BitsUploadServer refusingFragmentsAbove(int bytes) {
        maximumFragment = bytes;
        return this;
    }

    /** Takes no fragment that does not begin where the last one ended. */
    public BitsUploadServer takingNoOverlap() {
        strict = true;
        return this;
    }

    /** More headers in the acknowledgement of Create-Session. */
    public BitsUploadServer creatingWith(String... headers) {
        sessionHeaders = headers;
        return this;
    }

    /** What happens to the next packets of the type. */
    public synchronized BitsUploadServer on(String packetType, Fault... more) {
        faults.computeIfAbsent(packetType.toLowerCase(Locale.ROOT), _ -> new ArrayDeque<>()).addAll(List.of(more));
        return this;
    }

    /** Nothing happens to that packet. */
    public static Fault none() {
        return (_, _, _) -> false;
    }

    /** The connection breaks when so many of the fragment's bytes are there. */
    public static Fault breakAfter(int bytes) {
        return (server, request, _) -> {
            server.store(request, bytes);
            return true;
        };
    }

    /** All is done, but the client does not hear of it. */
    public static Fault loseAnswer() {
        return (server, request, _) -> {
            server.answer(request, OutputStream.nullOutputStream());
            return true;
        };
    }

    public static Fault forgetSessions() {
        return (server, _, _) -> {
            server.forget();
            return false;
        };
    }

    public static Fault status(int status, String... headers) {
        return (_, _, out) -> {
            String[] all = Arrays.copyOf(headers, headers.length + 1);
            all[headers.length] = "Content-Length: 0";
            ScriptedServer.head(out, status, all);
            return true;
        };
    }

    public synchronized byte[] file(String path) {
        return files.get(path);
    }

    public synchronized int sessionCount() {
        return sessions.size();
    }

    private synchronized void forget() {
        sessions.clear();
    }

    @Override
    public void write(ScriptedServer.Request request, OutputStream out) throws IOException, InterruptedException {
        if (request.method().equals("GET")) {
            byte[] content = reply;
            if (content == null) {
                ScriptedServer.head(out, 404, "Content-Length: 0");
            } else {
                ScriptedServer.file(content, "ETag: \"reply\"").write(request, out);
            }
            return;
        }
        String type = header(request, "bits-packet-type");
        String range = header(request, "content-range");
        packets.add(range.isEmpty() ? type : type + " " + range);
        Fault fault;
        synchronized (this) {
            Deque<Fault> due = faults.get(type.toLowerCase(Locale.ROOT));
            fault = due == null ? null : due.poll();
        }
        if (fault == null || !fault.meet(this, request, out)) {
            answer(request, out);
        }
    }

    private static String header(ScriptedServer.Request request, String name) {
        return request.headers().getOrDefault(name, "");
    }

    private synchronized void answer(ScriptedServer.Request request, OutputStream out) throws IOException {
        check("verb", request.method().equals("BITS_POST"));
        check("Content-Length", request.headers().containsKey("content-length"));
        switch (header(request, "bits-packet-type").toLowerCase(Locale.ROOT)) {
            case "create-session" -> create(request, out);
            case "fragment" -> fragment(request, out);
            case "close-session", "cancel-session" -> {
                String id = header(request, "bits-session-id");
                if (sessions.remove(id) == null) {
                    unknown(out);
                } else {
                    ack(out, 200, "BITS-Session-Id: " + id);
                }
            }
            default -> violations.add("packet type " + header(request, "bits-packet-type"));
        }
    }

    private void create(ScriptedServer.Request request, OutputStream out) throws IOException {
        check("BITS-Supported-Protocols", header(request, "bits-supported-protocols").equals(PROTOCOL));
        String id = "{" + UUID.randomUUID() + "}";
        sessions.put(id, new ByteArrayOutputStream());
        List<String> headers = new ArrayList<>(List.of(sessionHeaders));
        headers.addAll(List.of("BITS-Protocol: " + PROTOCOL, "BITS-Session-Id: " + id, "Accept-Encoding: Identity"));
        ack(out, 200, headers.toArray(String[]::new));
    }

    private void fragment(ScriptedServer.Request request, OutputStream out) throws IOException {
        ByteArrayOutputStream content = sessions.get(header(request, "bits-session-id"));
        if (content == null) {
            unknown(out);
            return;
        }
        if (request.body().length > maximumFragment) {
            ScriptedServer.head(out, 413, "Content-Length: 0");
            return;
        }
        String range = header(request, "content-range");
        Matcher numbers = RANGE.matcher(range);
        boolean empty = range.equals("bytes */0");
        if (!empty && !numbers.matches()) {
            violations.add("Content-Range " + range);
            return;
        }
        long from = empty ? 0 : Long.parseLong(numbers.group(1));
        long end = empty ? 0 : Long.parseLong(numbers.group(2)) + 1;
        long total = empty ? 0 : Long.parseLong(numbers.group(3));
        check("Content-Name with the first fragment only", request.headers().containsKey("content-name") == (from == 0));
        check("Content-Length of " + range, request.body().length == end - from);
        if (from > content.size() || strict && from != content.size()) {
            ack(out, 416, received(content));
            return;
        }
        store(request, request.body().length);
        List<String> headers = new ArrayList<>(List.of(received(content)));
        if (end == total) {
            files.put(request.path(), content.toByteArray());
            if (reply != null) {
                headers.add("BITS-Reply-URL: " + replyUrl);
            }
        }
        ack(out, 200, headers.toArray(String[]::new));
    }

    /** Writes what is new of the fragment's first bytes. */
    private synchronized void store(ScriptedServer.Request request, int bytes) {
        ByteArrayOutputStream content = sessions.get(header(request, "bits-session-id"));
        Matcher numbers = RANGE.matcher(header(request, "content-range"));
        if (content != null && numbers.matches()) {
            int known = (int) (content.size() - Long.parseLong(numbers.group(1)));
            int count = Math.min(bytes, request.body().length) - known;
            if (known >= 0 && count > 0) {
                content.write(request.body(), known, count);
            }
        }
    }

    private static String received(ByteArrayOutputStream content) {
        return "BITS-Received-Content-Range: " + content.size();
    }

    private static void unknown(OutputStream out) throws IOException {
        ack(out, 500, "BITS-Error: 0x%08x".formatted(SESSION_NOT_FOUND), "BITS-Error-Code: 0x%08x".formatted(SESSION_NOT_FOUND),
                "BITS-Error-Context: 0x5");
    }

    private static void ack(OutputStream out, int status, String... headers) throws IOException {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "BITS-Packet-Type: ACK";
        all[headers.length + 1] = "Content-Length: 0";
        ScriptedServer.head(out, status, all);
    }

    private void check(String what, boolean holds) {
        if (!holds) {
            violations.add(what);
        }
    }
}
