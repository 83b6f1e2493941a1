package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.Transport;
import io.github.bits4j.embedded.transfer.TransportRequest;
import io.github.bits4j.embedded.transfer.TransportResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** HTTP over a plain socket: a process that is killed two hundred times must start quickly, and Java's HTTP client does not. */
final class SocketTransport implements Transport {
    @Override
    public TransportResponse send(TransportRequest request) throws TransferFailure {
        try {
            Socket socket = new Socket(request.uri().getHost(), request.uri().getPort());
            StringBuilder head = new StringBuilder("GET " + request.uri().getPath() + " HTTP/1.1\r\n");
            request.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            return new Response(socket);
        } catch (IOException failure) {
            throw passing(failure);
        }
    }

    private static TransferFailure passing(IOException failure) {
        return TransferFailure.passing(HResult.BG_E_CONNECT_FAILURE, "socket", failure);
    }

    private static final class Response implements TransportResponse {
        private final Socket socket;
        private final InputStream in;
        private final int status;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        Response(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.status = Integer.parseInt(line().split(" ")[1]);
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the connection ended within the head");
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        @Override
        public int read(byte[] buffer) throws TransferFailure, InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            try {
                return in.read(buffer);
            } catch (IOException failure) {
                throw passing(failure);
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException gone) {
                System.getLogger("socket").log(System.Logger.Level.DEBUG, "close", gone);
            }
        }
    }
}
