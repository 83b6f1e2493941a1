package io.github.bits4j.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An nginx of our own, on loopback, that serves a directory; of the system's it touches nothing. */
final class Nginx implements AutoCloseable {
    private static final int ATTEMPTS = 200;
    private static final String CONFIGURATION = """
            %s
            daemon off;
            worker_processes 1;
            pid %2$s/nginx.pid;
            error_log %2$s/error.log;
            events { worker_connections 256; }
            http {
                access_log off;
                sendfile on;
                tcp_nopush on;
                keepalive_requests 1000000;
                client_body_temp_path %2$s/body;
                proxy_temp_path %2$s/proxy;
                fastcgi_temp_path %2$s/fastcgi;
                uwsgi_temp_path %2$s/uwsgi;
                scgi_temp_path %2$s/scgi;
                server {
                    listen 127.0.0.1:%3$d;
                    root %4$s;
                }
            }
            """;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param directory for its own files
     * @param root what it serves
     */
    static Nginx start(Path directory, Path root) throws IOException, InterruptedException {
        int port = freePort();
        // Started by root, its worker would be another user, who may not read the directory.
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        Path file = directory.resolve("nginx.conf");
        Files.writeString(file, CONFIGURATION.formatted(user, directory, port, root));
        Process process = new ProcessBuilder(
                Tools.find("nginx").orElseThrow().toString(), "-p", directory.toString(), "-c", file.toString(),
                "-e", directory.resolve("error.log").toString())
                .inheritIO()
                .start();
        Nginx nginx = new Nginx(process, port);
        try {
            nginx.awaitReady();
            return nginx;
        } catch (IOException | InterruptedException failure) {
            nginx.close();
            throw failure;
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + "/" + path);
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (int i = 0; ; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException notYet) {
                if (i == ATTEMPTS || !process.isAlive()) {
                    throw new IOException("nginx does not serve", notYet);
                }
                Thread.sleep(20);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy(); // SIGTERM: the master ends its worker
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
