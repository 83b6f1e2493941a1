package io.github.bits4j.embedded.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpDateTest {
    private static final DateTimeFormatter USUAL =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);

    @Test
    void usual_dates_are_what_a_formatter_writes_and_reads() {
        Instant instant = Instant.parse("1970-01-01T00:00:00Z");
        for (int i = 0; i < 2000; i++) { // each month, day of the week and leap year up to 2098
            String text = USUAL.format(instant);
            assertThat(HttpDate.parse(text)).contains(instant);
            assertThat(HttpDate.parse(text)).contains(
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            instant = instant.plus(Duration.ofDays(23)).plusSeconds(12_347);
        }
    }

    @Test
    void other_forms_that_were_read_before_are_still_read() {
        Instant expected = Instant.parse("1994-11-06T08:49:37Z");
        assertThat(List.of(" Sun, 06 Nov 1994 08:49:37 GMT ", "Sun, 6 Nov 1994 08:49:37 GMT", "sun, 06 nov 1994 08:49:37 gmt",
                "06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 09:49:37 +0100"))
                .allSatisfy(text -> assertThat(HttpDate.parse(text)).contains(expected));
    }

    @Test
    void what_is_no_date_is_none() {
        assertThat(List.of("", "yesterday", "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Nox 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET",
                "Sun, 06-Nov-1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"))
                .allSatisfy(text -> assertThat(HttpDate.parse(text)).isEqualTo(Optional.empty()));
    }
}
