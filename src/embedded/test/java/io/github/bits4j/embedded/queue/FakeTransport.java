package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.Header;
import io.github.bits4j.embedded.transfer.ResponseHead;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.Transport;
import io.github.bits4j.embedded.transfer.TransportRequest;
import io.github.bits4j.embedded.transfer.TransportResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Servers that stop where a test wants them to. */
final class FakeTransport implements Transport {
    static final byte[] CONTENT = new byte[10];

    interface Answer {
        TransportResponse to(TransportRequest request) throws TransferFailure, InterruptedException;
    }

    /** A point that a transfer reaches and leaves when it is opened. */
    static final class Gate {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);

        void pass() throws InterruptedException {
            reached.countDown();
            open.await();
        }
    }

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    /** The paths asked for, in order. */
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** Paths without an answer have content at once. */
    void answer(String path, Answer answer) {
        answers.put(path, answer);
    }

    Gate gateBeforeResponse(String path) {
        Gate gate = new Gate();
        answer(path, _ -> {
            gate.pass();
            return content(null);
        });
        return gate;
    }

    Gate gateInBody(String path) {
        Gate gate = new Gate();
        answer(path, _ -> content(gate));
        return gate;
    }

    void fail(String path, int status) {
        answer(path, _ -> new Fake(status, Map.of(), new byte[0], null));
    }

    void failPassing(String path) {
        answer(path, _ -> {
            throw TransferFailure.passing(HResult.BG_E_CONNECT_FAILURE, "scripted", null);
        });
    }

    @Override
    public TransportResponse send(TransportRequest request) throws TransferFailure, InterruptedException {
        String path = request.uri().getPath();
        requests.add(path);
        return answers.getOrDefault(path, _ -> content(null)).to(request);
    }

    static TransportResponse content(Gate gate) {
        return new Fake(200, Map.of("Content-Length", "" + CONTENT.length), CONTENT, gate);
    }

    /** A response; the gate is after the first byte. */
    private static final class Fake implements TransportResponse {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;
        private final Gate gate;
        private int position;

        Fake(int status, Map<String, String> headers, byte[] body, Gate gate) {
            this.status = status;
            this.headers = headers;
            this.body = body;
            this.gate = gate;
        }

        @Override
        public ResponseHead head() {
            return new ResponseHead("HTTP/1.1 " + status, status, headers.entrySet().stream()
                    .map(header -> new Header(header.getKey(), header.getValue()))
                    .toList());
        }

        @Override
        public int read(byte[] buffer) throws InterruptedException {
            if (position == body.length) {
                return -1;
            }
            if (position == 1 && gate != null) {
                gate.pass();
            }
            buffer[0] = body[position++];
            return 1;
        }

        @Override
        public void close() {}
    }
}
