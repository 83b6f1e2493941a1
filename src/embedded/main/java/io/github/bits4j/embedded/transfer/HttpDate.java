package io.github.bits4j.embedded.transfer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Dates of HTTP headers. */
final class HttpDate {
    /** What servers send. A formatter would take several times as long, which is felt with many small files. */
    private static final String USUAL = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private HttpDate() {}

    /** Empty if it cannot be read. */
    static Optional<Instant> parse(String header) {
        String text = header.strip();
        try {
            return Optional.of(isUsual(text) ? usual(text)
                    : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty(); // as good as none: it can neither be applied nor compared
        }
    }

    /** Whether digits, blanks and punctuation are where they are to be, and the zone is GMT. */
    private static boolean isUsual(String text) {
        if (text.length() != USUAL.length() || !text.endsWith("GMT")) {
            return false;
        }
        for (int i = 0; i < USUAL.length(); i++) {
            char model = USUAL.charAt(i);
            char c = text.charAt(i);
            boolean fits = Character.isLetter(model) || (isDigit(model) ? isDigit(c) : c == model);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Instant usual(String text) {
        LocalDate date = LocalDate.of(
                Integer.parseInt(text, 12, 16, 10), 1 + MONTHS.indexOf(text.substring(8, 11)), Integer.parseInt(text, 5, 7, 10));
        if (DAYS.indexOf(text.substring(0, 3)) != date.getDayOfWeek().ordinal()) {
            throw new DateTimeException("not that day of the week");
        }
        return date.atTime(Integer.parseInt(text, 17, 19, 10), Integer.parseInt(text, 20, 22, 10), Integer.parseInt(text, 23, 25, 10))
                .toInstant(ZoneOffset.UTC);
    }
}
