package io.github.bits4j.embedded.transfer.session;

import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The hash functions of Digest, the better one first. */
enum DigestAlgorithm {
    SHA_256("SHA-256"),
    MD5("MD5");

    private static final String SESSION = "-sess";

    private final String id;

    DigestAlgorithm(String id) {
        this.id = id;
    }

    /** The one that a challenge names; MD5 if it names none. */
    static Optional<DigestAlgorithm> of(Challenge challenge) {
        String name = challenge.parameter("algorithm").orElse(MD5.id);
        String plain = isSession(challenge) ? name.substring(0, name.length() - SESSION.length()) : name;
        return Arrays.stream(values()).filter(algorithm -> algorithm.id.equalsIgnoreCase(plain)).findFirst();
    }

    /** Whether the key is made once for a nonce, with both parties' nonces in it. */
    static boolean isSession(Challenge challenge) {
        return challenge.parameter("algorithm")
                .filter(name -> name.regionMatches(true, name.length() - SESSION.length(), SESSION, 0, SESSION.length()))
                .isPresent();
    }

    /** In hexadecimal digits. */
    String hash(String text, Charset charset) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(id).digest(text.getBytes(charset)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("the platform lacks " + id, missing);
        }
    }
}
