package io.github.bits4j.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A client's connection, for one request. */
final class Connection implements Runnable, AutoCloseable {
    /** What there is to say to a request; null for status 404. */
    interface Site extends Function<LoggedRequest, ServedFile.@Nullable Answer> {}

    private static final System.Logger LOG = System.getLogger(Connection.class.getName());
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Socket socket;
    private final Site site;
    private volatile @Nullable Thread thread;
    /** Hears the client go, while a response waits at a gate. No read has a time limit: Wine's server process can die of one. */
    private @Nullable Thread listener;
    private volatile boolean gone;

    Connection(Socket socket, Site site) {
        this.socket = socket;
        this.site = site;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try (socket) {
            serve(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
        } catch (IOException | InterruptedException end) {
            LOG.log(System.Logger.Level.DEBUG, "a connection ended early", end);
        }
    }

    private void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
        LoggedRequest request;
        try {
            request = LoggedRequest.read(in);
        } catch (ProtocolException nonsense) {
            LOG.log(System.Logger.Level.WARNING, "a request that is none", nonsense);
            out.write(Response.of(400).head());
            return;
        }
        if (request == null) {
            return;
        }
        ServedFile.Answer answer = site.apply(request);
        FaultPlan plan = answer == null ? new FaultPlan(List.of()) : answer.plan();
        Thread.sleep(plan.delay);
        if (plan.dropped) {
            return;
        }
        Response response = answer == null ? Response.of(404) : Response.of(request, answer.version(), plan);
        out.write(response.head());
        if (!request.method().equals("HEAD")) {
            sendBody(response, plan, in, out);
        }
        out.flush();
        // An orderly end: with unread bytes of the client's it would be a reset, which takes away what he has not read yet.
        // Whoever does not end his side either is waited for until the server is closed.
        socket.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
    }

    private void sendBody(Response response, FaultPlan plan, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        int end = (int) Math.min(response.length(), plan.cut);
        int sent = 0;
        for (FaultPlan.Hold hold : plan.holds.stream().sorted(Comparator.comparingLong(FaultPlan.Hold::after)).toList()) {
            int until = (int) Math.min(hold.after(), end);
            response.writeBody(out, sent, until);
            out.flush();
            sent = until;
            pass(hold.gate(), in);
        }
        response.writeBody(out, sent, end);
        if (end == response.length()) {
            out.write(new byte[plan.surplus]);
        }
    }

    private void pass(Gate gate, InputStream in) throws IOException, InterruptedException {
        gate.arrive();
        if (listener == null) {
            listener = Thread.ofPlatform().daemon().name("bits4j-test-listener").start(() -> gone = hasEnded(in));
        }
        while (!gate.isOpenWithin(GLANCE)) {
            if (gone) {
                gate.abandon();
                throw new IOException("the client has gone");
            }
        }
    }

    /** Waits for the client's next byte, or end. */
    private static boolean hasEnded(InputStream in) {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Ends it wherever it is. */
    @Override
    public void close() throws IOException {
        socket.close();
        Thread serving = thread;
        if (serving != null) {
            serving.interrupt();
        }
    }
}
