package io.github.bits4j.embedded.transfer;

/** An HTTP proxy. */
public record ProxyServer(String host, int port) {}
