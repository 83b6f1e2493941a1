package io.github.bits4j.testkit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A file's content and the validators that go with it. */
record FileVersion(byte[] content, int number) {
    /** So that dates tell versions apart, which have seconds only. */
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Instant modified() {
        return FIRST.plus(number, ChronoUnit.MINUTES);
    }

    String entityTag() {
        return "\"version-" + number + '"';
    }

    String lastModified() {
        return DATE.format(modified());
    }

    /** Whether a request with these conditions is to be answered at all, and not by status 412. */
    boolean fulfils(LoggedRequest request) {
        boolean match = request.header("If-Match")
                .map(tags -> tags.equals("*") || tags.contains(entityTag())).orElse(true);
        boolean unmodified = request.header("If-Unmodified-Since").map(date -> !isModifiedSince(date)).orElse(true);
        return match && unmodified;
    }

    /** Whether a range may be sent, or only the whole file. */
    boolean isUnchanged(LoggedRequest request) {
        return request.header("If-Range")
                .map(validator -> validator.equals(entityTag()) || validator.equals(lastModified())).orElse(true);
    }

    private boolean isModifiedSince(String date) {
        try {
            return modified().isAfter(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException unknown) {
            return false; // a date that is none is no condition
        }
    }
}
