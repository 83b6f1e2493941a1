package io.github.bits4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCommandTest {
    private static final Pattern SUMS = Pattern.compile("served +([0-9a-f]{64})\\R.*received +([0-9a-f]{64})\\R");

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "300K", "3M"})
    void downloadsAndGetsTheNotifications(String size) {
        Run run = Run.of("demo", "--service", "embedded", "--size", size);
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(0);
        assertThat(run.out())
                .contains("Service: the embedded service, as asked for")
                .containsPattern("JobModification  by notification on thread \\S+: \\w+")
                .containsPattern("FileTransferred  by notification on thread \\S+: http://")
                .containsPattern("JobTransferred   by notification on thread \\S+");
        Matcher sums = SUMS.matcher(run.out());
        assertThat(sums.find()).isTrue();
        assertThat(sums.group(1)).isEqualTo(sums.group(2));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the system has BITS")
    void saysWhyItTookTheEmbeddedService() {
        Run run = Run.of("demo", "--size", "1K");
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(0);
        assertThat(run.out()).contains("the embedded service, since the system's cannot be used: this system has no BITS");
    }

    @Test
    void showsProgressByLinesWhereThereIsNoTerminal() {
        Run run = Run.of("demo", "--service", "embedded", "--size", "12M");
        assertThat(run.out()).containsPattern("(?m)^ *\\d+ %  .* of 12\\.0 MiB, .*/s, 0:00:0\\d left$");
        assertThat(run.out().lines().filter(line -> line.contains(" % ")).count()).isBetween(3L, 12L);
    }

    @Test
    void refusesAnUnreadableSize() {
        Run run = Run.of("demo", "--size", "20Q");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("such as 20M", "'20Q'");
    }
}
