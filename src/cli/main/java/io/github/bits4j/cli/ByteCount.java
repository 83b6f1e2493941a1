package io.github.bits4j.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes as people write and read it, in powers of 1024. */
record ByteCount(long bytes) {
    private static final String PREFIXES = "KMGT";
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})([" + PREFIXES + "]?)(?:i?B)?", Pattern.CASE_INSENSITIVE);

    /** Reads 4096, 20M, 20MB or 20MiB. */
    static final class Converter implements ITypeConverter<ByteCount> {
        /** Made by picocli. */
        Converter() {}

        @Override
        public ByteCount convert(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "a size is a number of bytes, or one with K, M, G or T behind it, such as 20M; not '" + text + "'");
            }
            int power = matcher.group(2).isEmpty() ? 0 : PREFIXES.indexOf(matcher.group(2).toUpperCase(Locale.ROOT)) + 1;
            try {
                return new ByteCount(Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << 10 * power));
            } catch (ArithmeticException e) {
                throw new TypeConversionException("the size is too large: '" + text + "'");
            }
        }
    }

    /** Such as {@code 512 bytes} or {@code 19.1 MiB}. */
    static String format(long bytes) {
        if (bytes < 1024) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        int power = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        int shown = Math.min(power, PREFIXES.length());
        return String.format(Locale.ROOT, "%.1f %siB", bytes / (double) (1L << 10 * shown), PREFIXES.charAt(shown - 1));
    }

    /** The average of {@code bytes} in a time, such as {@code 8.9 MiB/s}. */
    static String formatSpeed(long bytes, long nanos) {
        return format((long) (bytes * 1e9 / Math.max(nanos, 1))) + "/s";
    }

    @Override
    public String toString() {
        return format(bytes);
    }
}
