package io.github.bits4j.embedded.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what records hold, among it credentials and headers: AES-256-GCM under a key of the store's own, which lies beside the
 * journal. It keeps a journal that is copied without the key (set aside, sent with a report, backed up) from being read, not one
 * from who may read the directory.
 */
final class Sealing {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;

    private Sealing(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** What is wrong with the directory's key; empty if nothing is, or there is neither key nor a journal that needs it. */
    static Optional<String> flaw(Path directory, boolean needed) throws IOException {
        Path file = file(directory);
        if (!Files.exists(file)) {
            return needed ? Optional.of("the key to it is missing") : Optional.empty();
        }
        long size = Files.size(file);
        return size == KEY_BYTES
                ? Optional.empty()
                : Optional.of("the key to it has " + size + " bytes instead of " + KEY_BYTES);
    }

    /** With the directory's key, which has no flaw; one is made if there is none. */
    static Sealing of(Path directory) throws IOException {
        if (!Files.exists(file(directory))) {
            makeKey(directory);
        }
        return new Sealing(Files.readAllBytes(file(directory)));
    }

    static Path file(Path directory) {
        return directory.resolve("jobs.key");
    }

    private static void makeKey(Path directory) throws IOException {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        Path next = directory.resolve("jobs.key.new");
        Files.deleteIfExists(next);
        try (FileChannel channel = FileChannel.open(next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                Directories.owner("rw-------"))) {
            Disk.REAL.write(channel, ByteBuffer.wrap(bytes), 0);
            channel.force(true);
        }
        Files.move(next, file(directory), StandardCopyOption.ATOMIC_MOVE);
        Directories.force(directory);
    }

    byte[] seal(RecordKey record, byte[] value) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, record, nonce).doFinal(value);
            return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("each Java has " + CIPHER, impossible);
        }
    }

    byte[] unseal(RecordKey record, byte[] sealed) throws DamagedJournalException {
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, record, nonce)
                    .doFinal(sealed, NONCE_BYTES, Math.max(0, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new DamagedJournalException("a record was not written with the key that is there");
        }
    }

    /** The record's name is sealed in: no value can be put under another's. */
    private Cipher cipher(int mode, RecordKey record, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        ByteBuffer name = ByteBuffer.allocate(RecordKey.SIZE);
        record.write(name);
        cipher.updateAAD(name.flip());
        return cipher;
    }
}
