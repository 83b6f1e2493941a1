package io.github.bits4j.embedded.queue;

import static io.github.bits4j.embedded.transfer.ScriptedServer.head;

import io.github.bits4j.embedded.transfer.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server's one file, of which parts can be had; it can change, and lose its abilities. */
final class PartServer implements ScriptedServer.Reply {
    /** The Range headers of GET requests, without the unit; "all" for none. */
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> methods = new CopyOnWriteArrayList<>();
    volatile byte[] content;
    /** The validating header. */
    volatile String validator = "ETag: \"v1\"";
    volatile boolean ranges = true;
    volatile boolean multipart = true;
    volatile boolean conditions = true;
    /** The next responses end after so many bytes of their body. */
    final Queue<Integer> cuts = new ConcurrentLinkedQueue<>();
    /** The next response stops there after so many bytes. */
    volatile FakeTransport.@Nullable Gate gate;
    volatile int gateAt;

    PartServer(byte[] content) {
        this.content = content;
    }

    /** The next response stops in its body until the gate is opened. */
    FakeTransport.Gate gateAfter(int bytes) {
        FakeTransport.Gate next = new FakeTransport.Gate();
        gateAt = bytes;
        gate = next;
        return next;
    }

    void change(byte[] to, String tag) {
        content = to;
        validator = "ETag: \"" + tag + '"';
    }

    @Override
    public void write(ScriptedServer.Request request, OutputStream out) throws IOException, InterruptedException {
        methods.add(request.method());
        byte[] bytes = content;
        if (request.method().equals("HEAD")) {
            head(out, 200, "Content-Length: " + bytes.length, validator);
            return;
        }
        String header = request.headers().get("range");
        asked.add(header == null ? "all" : header.substring("bytes=".length()));
        String condition = request.headers().get("if-range");
        boolean same = condition == null || !conditions || validator.endsWith(condition);
        boolean several = header != null && header.contains(",");
        if (header == null || !ranges || !same || several && !multipart) {
            head(out, 200, "Content-Length: " + bytes.length, validator);
            body(out, bytes);
            return;
        }
        List<int[]> parts = parts(header, bytes.length);
        if (parts.isEmpty()) {
            head(out, 416, "Content-Length: 0", "Content-Range: bytes */" + bytes.length);
        } else if (!several) {
            int[] part = parts.getFirst();
            head(out, 206, validator, "Content-Length: " + (part[1] - part[0] + 1), range(part, bytes));
            body(out, Arrays.copyOfRange(bytes, part[0], part[1] + 1));
        } else {
            head(out, 206, validator, "Content-Type: multipart/byteranges; boundary=b");
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int[] part : parts) {
                all.writeBytes(("\r\n--b\r\n" + range(part, bytes) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
                all.write(bytes, part[0], part[1] - part[0] + 1);
            }
            all.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.ISO_8859_1));
            body(out, all.toByteArray());
        }
    }

    private static String range(int[] part, byte[] bytes) {
        return "Content-Range: bytes " + part[0] + "-" + part[1] + "/" + bytes.length;
    }

    private static List<int[]> parts(String header, int size) {
        List<int[]> parts = new ArrayList<>();
        for (String range : header.substring("bytes=".length()).split(",")) {
            int dash = range.indexOf('-');
            long first = Long.parseLong(range.substring(0, dash));
            String last = range.substring(dash + 1);
            long end = last.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(last));
            if (first <= end) {
                parts.add(new int[] {(int) first, (int) end});
            }
        }
        return parts;
    }

    private void body(OutputStream out, byte[] bytes) throws IOException, InterruptedException {
        Integer cut = cuts.poll();
        int length = cut == null ? bytes.length : Math.min(cut, bytes.length);
        FakeTransport.Gate stop = gate;
        if (stop != null) {
            gate = null;
            int before = Math.min(gateAt, length);
            out.write(bytes, 0, before);
            out.flush();
            stop.pass();
            out.write(bytes, before, length - before);
        } else {
            out.write(bytes, 0, length);
        }
    }
}
