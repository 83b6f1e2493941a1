package io.github.bits4j;

import java.lang.foreign.SegmentAllocator;
import java.util.Arrays;
import java.util.Objects;

/**
 * A user's name and password for one target and scheme, to be closed when they have been set:
 *
 * {@snippet :
 * try (Credentials credentials = Credentials.of(AuthTarget.SERVER, AuthScheme.BASIC, "user", password)) {
 *     job.network().setCredentials(credentials);
 * }
 * }
 *
 * <p>The texts are copied, so the caller can wipe his own arrays at once; {@link #close()} wipes the copies. No method gives
 * them back, and {@link #toString()} shows neither. Two of these objects are equal only if they are the same.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/ns-bits1_5-bg_auth_credentials">BG_AUTH_CREDENTIALS</a>
 */
public final class Credentials implements AutoCloseable {
    /** The longest user name that the service takes. */
    public static final int MAX_USER_NAME = 300;
    /** The longest password that the service takes. */
    public static final int MAX_PASSWORD = 65_536;

    private final AuthTarget target;
    private final AuthScheme scheme;
    private final boolean implicit;
    private final char[] userName;
    private final char[] password;
    private boolean closed;

    private Credentials(AuthTarget target, AuthScheme scheme, boolean implicit, char[] userName, char[] password) {
        this.target = Objects.requireNonNull(target, "target");
        this.scheme = Objects.requireNonNull(scheme, "scheme");
        this.implicit = implicit;
        if (scheme == AuthScheme.BASIC && indexOf(userName, ':') >= 0) {
            throw new IllegalArgumentException("userName: must not contain a colon, which ends the name in the scheme BASIC");
        }
        this.userName = copy("userName", userName, MAX_USER_NAME);
        this.password = copy("password", password, MAX_PASSWORD);
    }

    /**
     * Explicit credentials.
     *
     * @param userName at most {@value #MAX_USER_NAME} characters; for Windows accounts {@code domain\name} or
     *     {@code server\name}, for {@link AuthScheme#PASSPORT} an email address
     * @param password at most {@value #MAX_PASSWORD} characters; may be empty
     */
    public static Credentials of(AuthTarget target, AuthScheme scheme, char[] userName, char[] password) {
        return new Credentials(target, scheme, false, userName, password);
    }

    /** As {@link #of(AuthTarget, AuthScheme, char[], char[])}, for a name that is no secret. */
    public static Credentials of(AuthTarget target, AuthScheme scheme, String userName, char[] password) {
        return of(target, scheme, userName.toCharArray(), password);
    }

    /**
     * The credentials of the user's own logon; of the computer, if the job belongs to an account of the system. Those for a
     * proxy are shown to servers too, unless the job has explicit ones for them.
     *
     * @param scheme {@link AuthScheme#NTLM} or {@link AuthScheme#NEGOTIATE}
     */
    public static Credentials implicit(AuthTarget target, AuthScheme scheme) {
        if (scheme != AuthScheme.NTLM && scheme != AuthScheme.NEGOTIATE) {
            throw new IllegalArgumentException("scheme: must be NTLM or NEGOTIATE for implicit credentials, is " + scheme);
        }
        return new Credentials(target, scheme, true, new char[0], new char[0]);
    }

    /** No message quotes the text. */
    private static char[] copy(String name, char[] text, int maximum) {
        if (text.length > maximum) {
            throw new IllegalArgumentException(
                    name + ": must have at most " + maximum + " characters, has " + text.length);
        }
        if (indexOf(text, '\0') >= 0) {
            throw new IllegalArgumentException(name + ": must not contain the character NUL");
        }
        return text.clone();
    }

    private static int indexOf(char[] text, char wanted) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Who is to see them. */
    public AuthTarget target() {
        return target;
    }

    /** How they are shown. */
    public AuthScheme scheme() {
        return scheme;
    }

    /** Whether they are those of the user's own logon. */
    public boolean isImplicit() {
        return implicit;
    }

    /** A copy for one call, to be wiped before its memory is freed. */
    synchronized NativeCredentials allocate(SegmentAllocator allocator) {
        if (closed) {
            throw new IllegalStateException("the credentials are closed");
        }
        return implicit
                ? new NativeCredentials(allocator, target, scheme)
                : new NativeCredentials(allocator, target, scheme, userName, password);
    }

    /** Wipes name and password; a job that got them keeps them. A second time it does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(userName, '\0');
        Arrays.fill(password, '\0');
    }

    /** Target and scheme. */
    @Override
    public String toString() {
        return "Credentials[target=" + target + ", scheme=" + scheme + (implicit ? ", implicit]" : "]");
    }
}
