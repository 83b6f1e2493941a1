package io.github.bits4j.tests.examples;

import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** A download that goes into a stream. */
final class DeliveryOptimizationStream {
    private DeliveryOptimizationStream() {}

    // README begins
    static String sha256(DeliveryOptimizationManager manager, URI remote) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (OutputStream stream = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            manager.download(remote, stream).get(10, TimeUnit.MINUTES); // the service writes into an IStream made in Java
        }
        return HexFormat.of().formatHex(digest.digest());
    }
    // README ends
}
