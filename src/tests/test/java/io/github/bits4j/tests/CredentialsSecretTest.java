package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.AuthScheme;
import io.github.bits4j.AuthTarget;
import io.github.bits4j.Credentials;
import io.github.bits4j.tests.support.HeapDump;
import java.lang.ref.Reference;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a secret in Java's heap. (An embedded service keeps its jobs' credentials in the same heap: it has to.) */
class CredentialsSecretTest {
    private static final int MASK = 0x55;
    /** How a heap dump has char arrays, and strings. */
    private static final List<Charset> ENCODINGS = List.of(StandardCharsets.UTF_16BE, StandardCharsets.ISO_8859_1);

    @TempDir
    Path directory;

    /** A random password, masked: this test must not keep the password itself. */
    private static char[] maskedPassword() {
        char[] masked = new char[24];
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < masked.length; i++) {
            masked[i] = (char) random.nextInt('a', 'z');
        }
        return masked;
    }

    private static char[] unmask(char[] masked) {
        char[] password = new char[masked.length];
        for (int i = 0; i < masked.length; i++) {
            password[i] = (char) (masked[i] ^ MASK);
        }
        return password;
    }

    private boolean isInHeap(char[] masked, String name) throws Exception {
        HeapDump dump = HeapDump.write(directory.resolve(name + ".hprof"));
        try {
            return dump.contains(new String(unmask(masked)), ENCODINGS);
        } finally {
            dump.delete();
        }
    }

    @Test
    void closed_credentials_leave_nothing_behind() throws Exception {
        char[] masked = maskedPassword();
        char[] password = unmask(masked);
        Credentials credentials = Credentials.of(AuthTarget.SERVER, AuthScheme.DIGEST, password, password);
        Arrays.fill(password, '\0');
        assertThat(isInHeap(masked, "open")).as("control: the open ones are found").isTrue();
        credentials.close();
        System.gc();
        assertThat(isInHeap(masked, "closed")).isFalse();
        Reference.reachabilityFence(credentials);
    }
}
