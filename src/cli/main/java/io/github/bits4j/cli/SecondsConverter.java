package io.github.bits4j.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time in whole seconds, one at least. */
final class SecondsConverter implements ITypeConverter<Duration> {
    /** Made by picocli. */
    SecondsConverter() {}

    @Override
    public Duration convert(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new TypeConversionException("a time is a number of seconds from 1 to 999999999, not '" + text + "'");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }
}
