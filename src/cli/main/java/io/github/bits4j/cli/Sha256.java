package io.github.bits4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A SHA-256.
 *
 * @param hex 64 hexadecimal digits, lower case
 */
record Sha256(String hex) {
    /** Reads the option's value. */
    static final class Converter implements ITypeConverter<Sha256> {
        /** Made by picocli. */
        Converter() {}

        @Override
        public Sha256 convert(String text) {
            if (!text.matches("[0-9a-fA-F]{64}")) {
                throw new TypeConversionException("a SHA-256 has 64 hexadecimal digits, not '" + text + "'");
            }
            return new Sha256(text.toLowerCase(Locale.ROOT));
        }
    }

    static Sha256 of(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
