package io.github.bits4j.internal;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Checks of arguments, before anything is changed: each names the argument and the rule. */
public final class Arguments {
    /** How long a URL may be, in characters. */
    public static final int MAX_REMOTE_NAME = 2200;

    private Arguments() {}

    public static Duration positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": must be positive, is " + value);
        }
        return value;
    }

    public static long atLeastOne(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": must be 1 at least, is " + value);
        }
        return value;
    }

    /** A value that the service has too. */
    public static <E extends Enum<E>> E known(String name, E value, E unknown) {
        if (value == unknown) {
            throw new IllegalArgumentException(name + ": must be one that the service knows, is " + unknown);
        }
        return Objects.requireNonNull(value, name);
    }

    /** A text for the service, which takes it up to the first NUL only. */
    public static String text(String name, String value, int maximum) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(name + ": must not contain the character NUL");
        }
        if (value.length() > maximum) {
            throw new IllegalArgumentException(
                    name + ": must have at most " + maximum + " characters, has " + value.length());
        }
        return value;
    }

    /** A text of any length for the service, which takes it up to the first NUL only. */
    public static String text(String name, String value) {
        return text(name, value, Integer.MAX_VALUE);
    }

    /** The URL as BITS takes it: it escapes nothing itself. */
    public static String remote(String name, URI value) {
        return text(name, absolute(name, value), MAX_REMOTE_NAME);
    }

    /** The URL, however long it is. */
    public static String absolute(String name, URI value) {
        if (!value.isAbsolute()) {
            throw new IllegalArgumentException(name + ": must be absolute, with a scheme such as https: " + value);
        }
        return value.toASCIIString();
    }

    public static String local(String name, Path value) {
        if (!value.isAbsolute()) {
            throw new IllegalArgumentException(name + ": must be an absolute path, is " + value);
        }
        return value.toString();
    }

    public static <T> List<T> notEmpty(String name, List<T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + ": must not be empty");
        }
        return List.copyOf(values);
    }

    /** Whole seconds, as the service counts them. */
    public static int seconds(String name, Duration value) {
        if (value.isNegative() || value.toSeconds() > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException(name + ": must be from 0 to 4294967295 seconds, is " + value);
        }
        return (int) value.plusNanos(999_999_999).toSeconds();
    }

    /** Whole milliseconds, as the service counts them. */
    public static int milliseconds(String name, Duration value) {
        Duration rounded = value.isNegative() ? value : value.plusNanos(999_999);
        if (rounded.isNegative() || rounded.compareTo(Duration.ofMillis(0x1_0000_0000L)) >= 0) {
            throw new IllegalArgumentException(name + ": must be from 0 to 4294967295 milliseconds, is " + value);
        }
        return (int) rounded.toMillis();
    }

    /** The beginning of a URL. */
    public static String prefix(String name, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + ": must not be empty");
        }
        return text(name, value, MAX_REMOTE_NAME);
    }
}
