package io.github.bits4j.bench.client;

import java.util.function.Supplier;

/** The clients by name. */
public enum JavaClient {
    BITS4J("**bits4j**", Bits4jJobs::new),
    BITS4J_TRANSPORT("**bits4j**, transport only", () -> new FileByFile(new Bits4jTransport())),
    JDK_TO_FILE("java.net.http, ofFile", () -> new FileByFile(new JdkToFile())),
    JDK_STREAM("java.net.http, ofInputStream", () -> new FileByFile(new JdkStream())),
    URL_CONNECTION("HttpURLConnection", () -> new FileByFile(new UrlConnection())),
    APACHE("Apache HttpClient 5", () -> new FileByFile(new Apache())),
    JETTY("Jetty client", () -> new FileByFile(new Jetty())),
    OK_HTTP("OkHttp", () -> new FileByFile(new OkHttp())),
    BARE_SOCKET("bare socket", () -> new FileByFile(new BareSocket()));

    private final String label;
    private final Supplier<Downloader> downloader;

    JavaClient(String label, Supplier<Downloader> downloader) {
        this.label = label;
        this.downloader = downloader;
    }

    /** Its name for people. */
    public String label() {
        return label;
    }

    Downloader open() {
        return downloader.get();
    }
}
