package io.github.bits4j.embedded.transfer.session;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/** The scheme Digest (RFC 7616), for one nonce of the server: qop auth, or none where the server knows none. */
final class DigestAuthorizer implements Authorizer {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Challenge challenge;
    private final DigestAlgorithm algorithm;
    private final String user;
    private final String password;
    private final Charset charset;
    private final String realm;
    private final String nonce;
    private final boolean quality;
    private final String clientNonce;
    private int count;

    private DigestAuthorizer(
            Challenge challenge, DigestAlgorithm algorithm, String user, String password, Supplier<String> clientNonces) {
        this.challenge = challenge;
        this.algorithm = algorithm;
        this.user = user;
        this.password = password;
        this.charset = challenge.parameter("charset").filter("UTF-8"::equalsIgnoreCase).isPresent()
                || !StandardCharsets.ISO_8859_1.newEncoder().canEncode(user + password)
                        ? StandardCharsets.UTF_8
                        : StandardCharsets.ISO_8859_1;
        this.realm = challenge.parameter("realm").orElse("");
        this.nonce = challenge.parameter("nonce").orElse("");
        this.quality = challenge.parameter("qop").isPresent();
        this.clientNonce = clientNonces.get();
    }

    /** Empty if the challenge wants what is not known here. */
    static Optional<DigestAuthorizer> of(Challenge challenge, String user, String password) {
        return of(challenge, user, password, DigestAuthorizer::randomNonce);
    }

    static Optional<DigestAuthorizer> of(
            Challenge challenge, String user, String password, Supplier<String> clientNonces) {
        boolean known = challenge.parameter("qop")
                .map(offers -> Arrays.stream(offers.split(",")).map(String::strip).anyMatch("auth"::equalsIgnoreCase))
                .orElse(true);
        return DigestAlgorithm.of(challenge)
                .filter(_ -> known && challenge.parameter("nonce").isPresent())
                .map(algorithm -> new DigestAuthorizer(challenge, algorithm, user, password, clientNonces));
    }

    private static String randomNonce() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Which of several challenges is to be answered: the better algorithm's. */
    DigestAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public String authorize(String method, String target) {
        count++;
        String key = hash(user + ":" + realm + ":" + password);
        if (DigestAlgorithm.isSession(challenge)) {
            key = hash(key + ":" + nonce + ":" + clientNonce);
        }
        String request = hash(method + ":" + target);
        String number = "%08x".formatted(count);
        String response = quality
                ? hash(key + ":" + nonce + ":" + number + ":" + clientNonce + ":auth:" + request)
                : hash(key + ":" + nonce + ":" + request);
        boolean hashed = challenge.parameter("userhash").filter("true"::equalsIgnoreCase).isPresent();
        StringBuilder value = new StringBuilder("Digest ");
        value.append(userName(hashed));
        value.append(", realm=").append(quote(realm)).append(", nonce=").append(quote(nonce));
        value.append(", uri=").append(quote(target)).append(", response=\"").append(response).append('"');
        challenge.parameter("algorithm").ifPresent(name -> value.append(", algorithm=").append(name));
        challenge.parameter("opaque").ifPresent(opaque -> value.append(", opaque=").append(quote(opaque)));
        if (quality) {
            value.append(", qop=auth, nc=").append(number).append(", cnonce=").append(quote(clientNonce));
        }
        if (hashed) {
            value.append(", userhash=true");
        }
        return value.toString();
    }

    private String userName(boolean hashed) {
        if (hashed) {
            return "username=\"" + hash(user + ":" + realm) + "\"";
        }
        if (user.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return "username=" + quote(user);
        }
        return "username*=UTF-8''" + percentEncoded(user);
    }

    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
            encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return encoded.toString();
    }

    private String hash(String text) {
        return algorithm.hash(text, charset);
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
